#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "x509/certificate.h"

namespace htlint::x509 {

/// Why the private half of an RSA key can be found by anybody.
enum class KeyWeakness : std::uint8_t {
  kExponent,     ///< the public exponent is 1 or even: nothing is encrypted, or nothing decrypted
  kSmallFactor,  ///< the modulus has a factor below 752 (the limit of NIST SP 800-89 5.3.3)
  kClosePrimes,  ///< Fermat's method finds the factors within 100 rounds (CVE-2022-26320)
  kRoca,         ///< made by Infineon's library: CVE-2017-15361
};

/// Tests the key itself; keys that only a list would give away (Debian's of 2006 to 2008) are not
/// found. Nothing for keys that are not RSA. Takes about as long as reading a certificate.
[[nodiscard]] std::optional<KeyWeakness> findKeyWeakness(const Certificate& certificate);
/// The same for a DER SubjectPublicKeyInfo; nothing for other bytes.
[[nodiscard]] std::optional<KeyWeakness> findKeyWeakness(std::string_view publicKey);

/// The public exponent, or nothing for keys that are not RSA and for exponents over 64 bits.
[[nodiscard]] std::optional<std::uint64_t> rsaExponent(const Certificate& certificate);

}  // namespace htlint::x509
