#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace htlint::x509 {

/// Bits of the keyUsage extension (RFC 5280 4.2.1.3) that matter here, combined with `|`.
enum KeyUsage : std::uint32_t {
  kDigitalSignature = 1U << 0U,
  kKeyEncipherment = 1U << 2U,
  kKeyAgreement = 1U << 4U,
  kKeyCertSign = 1U << 5U,
  kCrlSign = 1U << 6U,
};

/// What the extensions of a certificate say, as they are: an absent extension is an absent value,
/// and one that cannot be decoded counts as absent and sets `malformed`.
struct Extensions {
  bool malformed = false;  ///< OpenSSL calls the extensions invalid (EXFLAG_INVALID)

  bool hasBasicConstraints = false;
  bool basicConstraintsCa = false;
  std::optional<std::int64_t> pathLength;
  std::optional<std::uint32_t> keyUsage;  ///< KeyUsage bits; other bits may be set too
  /// Dotted object identifiers of extendedKeyUsage.
  std::optional<std::vector<std::string>> extendedKeyUsage;
  std::vector<std::string> policies;  ///< dotted identifiers of certificatePolicies

  bool altNameCritical = false;
  /// Kinds of alternative names other than dNSName and iPAddress are present.
  bool hasOtherAltNames = false;

  std::string subjectKeyId;    ///< raw bytes; empty if absent
  std::string authorityKeyId;  ///< raw bytes of its keyIdentifier; empty if absent
  /// The authorityKeyIdentifier names the issuer's own issuer and serial number, which pins one
  /// issue of a CA certificate.
  bool authorityKeyPinsIssue = false;
  /// `CA Issuers` addresses of authorityInfoAccess: where the issuer's certificate can be fetched.
  std::vector<std::string> caIssuers;

  [[nodiscard]] bool allowsUsage(KeyUsage usage) const {
    return !keyUsage || (*keyUsage & usage) != 0;
  }
  /// What extendedKeyUsage says about TLS servers, as OpenSSL 3.0's X509_check_purpose reads it:
  /// without the extension everything is allowed; anyExtendedKeyUsage alone is not enough, the old
  /// Server Gated Cryptography purposes are.
  [[nodiscard]] bool allowsServerAuth() const;
  /// What keyUsage says about them: a signature, or either way of agreeing on a key, is allowed.
  [[nodiscard]] bool allowsTls() const;
};

inline constexpr char kServerAuth[] = "1.3.6.1.5.5.7.3.1";
inline constexpr char kClientAuth[] = "1.3.6.1.5.5.7.3.2";
inline constexpr char kAnyExtendedUsage[] = "2.5.29.37.0";
inline constexpr char kMicrosoftGated[] = "1.3.6.1.4.1.311.10.3.3";
inline constexpr char kNetscapeGated[] = "2.16.840.1.113730.4.1";

}  // namespace htlint::x509
