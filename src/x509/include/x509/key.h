#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pem/document.h"

namespace htlint::x509 {

using Sha256 = std::array<std::uint8_t, 32>;

/// `9F:86:D0:...`, as certificate tools print fingerprints.
[[nodiscard]] std::string fingerprintText(const Sha256& digest);
[[nodiscard]] Sha256 sha256(std::string_view bytes);
/// SHA-1 of `bytes` in the same form: what Windows calls a certificate's thumbprint.
[[nodiscard]] std::string sha1Text(std::string_view bytes);

enum class KeyType : std::uint8_t { kRsa, kRsaPss, kEc, kEd25519, kEd448, kDsa, kOther };

/// What is said about a public key, or about the public half of a private one.
struct KeyFacts {
  KeyType type = KeyType::kOther;
  int bits = 0;
  std::string curve;  ///< `P-256`, ... ; empty for keys without a curve
  /// The curve is written out in numbers instead of named, which OpenSSL refuses in a certificate.
  bool explicitCurve = false;
  int securityBits = 0;  ///< as OpenSSL's security levels count them: level 2 wants 112
  Sha256 digest{};       ///< SHA-256 of the DER SubjectPublicKeyInfo: equal digests, same key
};

/// `RSA 2048`, `EC P-256`, `Ed25519`.
[[nodiscard]] std::string keyText(const KeyFacts& key);

/// What may be known of a private key. Its content is read to find its public half, wiped, and
/// never kept.
struct PrivateKeyFacts {
  std::size_t block = pem::kNone;  ///< index into Document::blocks(), kNone in a DER file
  bool encrypted = false;
  /// Nothing when the key is encrypted or cannot be read.
  std::optional<KeyFacts> key;
};

/// The private keys of a PEM or DER file, in file order; unreadable ones included.
[[nodiscard]] std::vector<PrivateKeyFacts> loadPrivateKeys(const pem::Document& document);

}  // namespace htlint::x509
