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
  /// Without the extension everything is allowed; anyExtendedKeyUsage allows everything too, as
  /// OpenSSL has it.
  [[nodiscard]] bool allowsServerAuth() const;
};

inline constexpr char kServerAuth[] = "1.3.6.1.5.5.7.3.1";
inline constexpr char kClientAuth[] = "1.3.6.1.5.5.7.3.2";
inline constexpr char kAnyExtendedUsage[] = "2.5.29.37.0";

}  // namespace htlint::x509
