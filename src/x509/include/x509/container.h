#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "x509/certificate.h"
#include "x509/key.h"

namespace htlint::x509 {

enum class ContainerKind : std::uint8_t {
  kPkcs7,   ///< `.p7b`, `.p7c`: certificates, no keys (RFC 2315, RFC 5652)
  kPkcs12,  ///< `.p12`, `.pfx`: certificates and keys, as a rule under a password (RFC 7292)
};

/// Why a container's content is not, or not wholly, known.
enum class UnpackError : std::uint8_t {
  kNone,
  kMalformed,
  kPasswordNeeded,  ///< none was given, and neither none nor an empty one opens it
  kWrongPassword,
  kTooCostly,    ///< opening it would take more than kMostIterations
  kUnsupported,  ///< encrypted in a way that this OpenSSL cannot undo
};

/// Iterations of key derivation that one container may ask for, all its parts together: a few
/// seconds. Real files ask for 2,048 to 1,000,000.
inline constexpr std::int64_t kMostIterations = 10'000'000;

struct Unpacked {
  UnpackError error = UnpackError::kNone;
  std::vector<Certificate> certificates;  ///< in the order of the container
  /// Facts about the private keys in it; `block` says nothing.
  std::vector<PrivateKeyFacts> keys;
};

/// The certificates of a PKCS#7 or CMS structure in DER or BER. Without any (an encrypted or signed
/// message, say) that is no error.
[[nodiscard]] Unpacked unpackPkcs7(std::string_view bytes);

/// What a PKCS#12 file in DER or BER holds. Without `password` no password and the empty one are
/// tried. Private keys are decrypted to find their public half, and wiped. Old files, encrypted
/// with RC2 or RC4, need OpenSSL's legacy provider (Debian's libssl3 has it).
[[nodiscard]] Unpacked unpackPkcs12(std::string_view bytes,
                                    std::optional<std::string_view> password = {});

}  // namespace htlint::x509
