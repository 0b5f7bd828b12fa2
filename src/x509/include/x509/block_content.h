#pragma once

#include <string_view>

#include "pem/label.h"

namespace htlint::x509 {

/// Whether OpenSSL reads `der`, to its last byte, as what a block of that kind holds; true for
/// kinds that this room has no reader for. Fits pem::ContentCheck.
[[nodiscard]] bool isBlockContent(pem::BlockKind kind, std::string_view der);

}  // namespace htlint::x509
