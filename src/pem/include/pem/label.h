#pragma once

#include <cstdint>
#include <string_view>

namespace htlint::pem {

/// What a block's label says is in it (the labels of OpenSSL 3.0 pem.h and RFC 7468).
enum class BlockKind : std::uint8_t {
  kCertificate,          ///< `CERTIFICATE`, `X509 CERTIFICATE`
  kTrustedCertificate,   ///< `TRUSTED CERTIFICATE`: a certificate and OpenSSL's trust settings
  kRequest,              ///< `CERTIFICATE REQUEST`, `NEW CERTIFICATE REQUEST`
  kPrivateKey,           ///< `PRIVATE KEY`, `RSA PRIVATE KEY`, `OPENSSH PRIVATE KEY`, ...
  kEncryptedPrivateKey,  ///< `ENCRYPTED PRIVATE KEY`; other keys may be encrypted by their headers
  kPublicKey,
  kPkcs7,
  kRevocationList,
  kParameters,  ///< `DH PARAMETERS`, `EC PARAMETERS`, ...
  kOther,
};

/// Case and spaces as Marker::label has them.
[[nodiscard]] BlockKind blockKind(std::string_view label);

[[nodiscard]] constexpr bool isCertificate(BlockKind kind) {
  return kind == BlockKind::kCertificate || kind == BlockKind::kTrustedCertificate;
}
[[nodiscard]] constexpr bool isPrivateKey(BlockKind kind) {
  return kind == BlockKind::kPrivateKey || kind == BlockKind::kEncryptedPrivateKey;
}

}  // namespace htlint::pem
