#pragma once

#include <cstdint>
#include <string_view>

namespace htlint::pem {

/// What a file is, by its bytes alone.
enum class FileKind : std::uint8_t {
  kEmpty,           ///< no bytes, or white space only
  kPemCertificate,  ///< PEM with at least one certificate block, damaged markers included
  kPemPrivateKey,   ///< PEM with a private key and no certificate
  kPemRequest,      ///< PEM with a certificate request, no certificate and no private key
  kPemPkcs7,
  kPemOther,  ///< PEM with none of these
  kDerCertificate,
  kDerPrivateKey,  ///< PKCS#1, SEC1, PKCS#8, encrypted PKCS#8
  kDerRequest,
  kDerPkcs7,
  kDerPkcs12,
  kDerPublicKey,
  kDerRevocationList,
  kJavaKeyStore,     ///< JKS or JCEKS, with keys or without
  kSerializedStore,  ///< Microsoft's `.sst`: certificates one after the other
  kPuttyKey,         ///< PuTTY's private key file, which is text
  kDerOther,         ///< one DER SEQUENCE that fills the file, of another kind
  kUnknown,
};

/// Looks at structure, not at whether signatures or names make sense.
[[nodiscard]] FileKind detectKind(std::string_view bytes);

/// The same for bytes that are DER or nothing: one of the kDer kinds, or kUnknown.
[[nodiscard]] FileKind detectDerKind(std::string_view bytes);

/// The whole file is, or may be, a private key; in other kinds of file its PEM blocks tell.
[[nodiscard]] constexpr bool isKeyFile(FileKind kind) {
  return kind == FileKind::kDerPrivateKey || kind == FileKind::kDerPkcs12 ||
         kind == FileKind::kJavaKeyStore || kind == FileKind::kPuttyKey;
}

/// Whether htlint handles such a file at all: everything but kEmpty, kDerOther and kUnknown.
[[nodiscard]] constexpr bool isCertificateMaterial(FileKind kind) {
  return kind != FileKind::kEmpty && kind != FileKind::kDerOther && kind != FileKind::kUnknown;
}

}  // namespace htlint::pem
