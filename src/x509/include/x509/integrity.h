#pragma once

#include <cstdint>

#include "x509/certificate.h"

namespace htlint::x509 {

/// What an issuer's signature says about a certificate.
enum class Integrity : std::uint8_t {
  kUnknown,     ///< another issuer, another key by its identifier, or an algorithm not known here
  kIntact,      ///< the signature verifies
  kChanged,     ///< by name and key identifier this issuer signed it, but not what it now says
  kOneChanged,  ///< the same, and the issuer's key itself may be what was changed
  kNotSigned,   ///< the issuer by name did not sign it, and there are no key identifiers to compare
};

/// Compares name (RFC 5280 7.1), key identifiers and signature. For a self-issued certificate
/// `issuer` may be the certificate itself.
[[nodiscard]] Integrity checkIntegrity(const Certificate& certificate, const Certificate& issuer);

}  // namespace htlint::x509
