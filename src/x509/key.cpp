#include "x509/key.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/sha.h>

#include <span>

#include "openssl_handles.h"
#include "pem/kind.h"

namespace htlint::x509 {
namespace {

KeyType typeOf(const EVP_PKEY* key) {
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
      return KeyType::kRsa;
    case EVP_PKEY_RSA_PSS:
      return KeyType::kRsaPss;
    case EVP_PKEY_EC:
      return KeyType::kEc;
    case EVP_PKEY_ED25519:
      return KeyType::kEd25519;
    case EVP_PKEY_ED448:
      return KeyType::kEd448;
    case EVP_PKEY_DSA:
      return KeyType::kDsa;
    default:
      return KeyType::kOther;
  }
}

std::string curveOf(const EVP_PKEY* key) {
  char group[64] = "";
  if (EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) != 1) return {};
  const int nid = OBJ_sn2nid(group);
  const char* nist = nid == NID_undef ? nullptr : EC_curve_nid2nist(nid);
  return nist != nullptr ? nist : group;
}

bool isCurveExplicit(const EVP_PKEY* key) {
  int isExplicit = 0;
  return EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS,
                                &isExplicit) == 1 &&
         isExplicit == 1;
}

KeyPtr parsePrivateKey(std::string_view der) {
  const ErrorGuard guard;
  const unsigned char* at = asBytes(der);
  return KeyPtr(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der.size())));
}

bool isEncryptedDer(std::string_view der) {
  const ErrorGuard guard;
  const unsigned char* at = asBytes(der);
  X509_SIG* encrypted = d2i_X509_SIG(nullptr, &at, static_cast<long>(der.size()));
  X509_SIG_free(encrypted);
  return encrypted != nullptr;
}

// OpenSSH's own format is no ASN.1: a magic word, then the cipher's name after its length. The
// public half is not looked for: no web server reads such a key.
bool isEncryptedOpenSsh(std::string_view bytes) {
  using namespace std::string_view_literals;
  constexpr std::string_view kMagic = "openssh-key-v1\0"sv;
  constexpr std::string_view kNoCipher = "\0\0\0\x04none"sv;
  return bytes.starts_with(kMagic) && !bytes.substr(kMagic.size()).starts_with(kNoCipher);
}

PrivateKeyFacts readKeyBytes(std::string_view der) {
  PrivateKeyFacts facts;
  const ErrorGuard guard;
  if (const KeyPtr key = parsePrivateKey(der)) {
    facts.key = readKey(key.get(), encodePublicKey(key.get()));
  } else {
    facts.encrypted = isEncryptedDer(der) || isEncryptedOpenSsh(der);
  }
  return facts;
}

PrivateKeyFacts readBlock(const pem::Document& document, const pem::Block& block) {
  std::string der = document.derOf(block);
  const pem::OpenSslRead* read = document.readOf(block);
  PrivateKeyFacts facts;
  if (read != nullptr && read->isEncrypted()) {
    facts.encrypted = true;
  } else {
    facts = readKeyBytes(der);
    facts.encrypted |= block.kind == pem::BlockKind::kEncryptedPrivateKey;
  }
  OPENSSL_cleanse(der.data(), der.size());
  return facts;
}

std::string colonText(std::span<const std::uint8_t> digest) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const std::uint8_t byte : digest) {
    if (!text.empty()) text.push_back(':');
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 15]);
  }
  return text;
}

}  // namespace

std::string fingerprintText(const Sha256& digest) { return colonText(digest); }

std::string sha1Text(std::string_view bytes) {
  std::array<std::uint8_t, SHA_DIGEST_LENGTH> digest{};
  SHA1(asBytes(bytes), bytes.size(), digest.data());
  return colonText(digest);
}

Sha256 sha256(std::string_view bytes) {
  Sha256 digest{};
  SHA256(asBytes(bytes), bytes.size(), digest.data());
  return digest;
}

std::string encodePublicKey(EVP_PKEY* key) {
  unsigned char* out = nullptr;
  const int size = i2d_PUBKEY(key, &out);
  if (size <= 0) return {};
  std::string der(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
  OPENSSL_free(out);
  return der;
}

std::string encodePublicKey(X509_PUBKEY* key) {
  unsigned char* out = nullptr;
  const int size = i2d_X509_PUBKEY(key, &out);
  if (size <= 0) return {};
  std::string der(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
  OPENSSL_free(out);
  return der;
}

KeyFacts readKey(EVP_PKEY* key, std::string_view spki) {
  KeyFacts facts;
  facts.digest = sha256(spki);
  if (key == nullptr) return facts;
  facts.type = typeOf(key);
  facts.bits = EVP_PKEY_get_bits(key);
  facts.securityBits = EVP_PKEY_get_security_bits(key);
  if (facts.type == KeyType::kEc) {
    facts.curve = curveOf(key);
    facts.explicitCurve = isCurveExplicit(key);
  }
  // Two encodings of one key (explicit curve parameters, say) must not look like two keys.
  if (const std::string canonical = encodePublicKey(key); !canonical.empty()) {
    facts.digest = sha256(canonical);
  }
  return facts;
}

std::string keyText(const KeyFacts& key) {
  switch (key.type) {
    case KeyType::kRsa:
      return "RSA " + std::to_string(key.bits);
    case KeyType::kRsaPss:
      return "RSA-PSS " + std::to_string(key.bits);
    case KeyType::kEc:
      return "EC " + (key.curve.empty() ? std::to_string(key.bits) : key.curve);
    case KeyType::kEd25519:
      return "Ed25519";
    case KeyType::kEd448:
      return "Ed448";
    case KeyType::kDsa:
      return "DSA " + std::to_string(key.bits);
    case KeyType::kOther:
      break;
  }
  return "?";
}

std::vector<PrivateKeyFacts> loadPrivateKeys(const pem::Document& document) {
  std::vector<PrivateKeyFacts> keys;
  if (document.blocks().empty()) {
    const std::string_view bytes = document.file().bytes();
    if (pem::detectKind(bytes) == pem::FileKind::kDerPrivateKey) {
      keys.push_back(readKeyBytes(bytes));
    }
    return keys;
  }
  for (std::size_t i = 0; i < document.blocks().size(); ++i) {
    const pem::Block& block = document.blocks()[i];
    if (!pem::isPrivateKey(block.kind)) continue;
    keys.push_back(readBlock(document, block));
    keys.back().block = i;
  }
  return keys;
}

}  // namespace htlint::x509
