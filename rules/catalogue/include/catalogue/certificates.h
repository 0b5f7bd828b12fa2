#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace htlint::catalogue {

/// A CA certificate, or a family of them, that must not be served from some moment on. Empty fields
/// match everything; a self-signed certificate never matches.
struct WithdrawnCertificate {
  std::string_view sha256;   ///< of the DER, lower-case hexadecimal
  std::string_view subject;  ///< one attribute of the subject, `CN=ISRG Root X1`
  std::string_view issuer;   ///< one attribute of the issuer
  std::int64_t from = 0;     ///< seconds since 1970-01-01T00:00:00Z
  std::string_view en;       ///< the reason, in English and in Japanese
  std::string_view ja;
};

[[nodiscard]] std::span<const WithdrawnCertificate> withdrawnCertificates();

/// How long a server certificate of a public CA may be valid when it was issued at `from` or later;
/// exactly one of days and months is not 0. Both ends of the period count.
struct ValidityLimit {
  std::int64_t from = 0;  ///< seconds since 1970-01-01T00:00:00Z
  int days = 0;
  int months = 0;
};

/// In the order of time; each holds until the next one begins.
[[nodiscard]] std::span<const ValidityLimit> validityLimits();

}  // namespace htlint::catalogue
