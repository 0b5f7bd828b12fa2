#pragma once

#include "pem/damage.h"
#include "pem/document.h"

namespace htlint::pem {

/// What OpenSSL makes of blocks[index] by itself: where it does not come so far, because it fails
/// in an earlier block or takes this one for a part of that, as if it did.
[[nodiscard]] DamageEffect effectOf(const Document& document, std::size_t index);

}  // namespace htlint::pem
