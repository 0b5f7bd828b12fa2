#pragma once

#include <string_view>

#include "pem/damage.h"
#include "pem/label.h"
#include "x509/bundle.h"

namespace htlint::x509 {

/// Whether OpenSSL reads `der`, to its last byte, as what a block of that kind holds; true for
/// kinds that this room has no reader for.
[[nodiscard]] bool isBlockContent(pem::BlockKind kind, std::string_view der);

/// The same, without reading again what is in `bundle`, which outlives the check.
[[nodiscard]] pem::ContentCheck blockContentCheck(const Bundle& bundle);

}  // namespace htlint::x509
