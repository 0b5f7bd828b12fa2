#include "pkcs12_reader.h"

#include <openssl/crypto.h>
#include <openssl/provider.h>

#include <limits>

namespace htlint::x509 {
namespace {

constexpr int kMostNestedBags = 8;

using Pbe2Ptr = std::unique_ptr<PBE2PARAM, Deleter<PBE2PARAM_free>>;
using PbkdfPtr = std::unique_ptr<PBKDF2PARAM, Deleter<PBKDF2PARAM_free>>;
using ScryptPtr = std::unique_ptr<SCRYPT_PARAMS, Deleter<SCRYPT_PARAMS_free>>;
using PbePtr = std::unique_ptr<PBEPARAM, Deleter<PBEPARAM_free>>;
using KeyInfoPtr = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Deleter<PKCS8_PRIV_KEY_INFO_free>>;

template <typename Pointer>
Pointer unpackParameters(const ASN1_ITEM* item, const X509_ALGOR* algorithm) {
  return Pointer(static_cast<typename Pointer::pointer>(
      ASN1_TYPE_unpack_sequence(item, algorithm->parameter)));
}

/// A product that does not fit counts as the largest number there is.
std::int64_t product(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  return __builtin_mul_overflow(a, b, &result) ? std::numeric_limits<std::int64_t>::max() : result;
}

/// Scrypt's own unit of work takes about as long as one round of PBKDF2.
std::int64_t scryptWork(const X509_ALGOR* kdf) {
  const auto scrypt = unpackParameters<ScryptPtr>(ASN1_ITEM_rptr(SCRYPT_PARAMS), kdf);
  if (!scrypt) return 0;
  std::int64_t work = 1;
  for (const ASN1_INTEGER* factor :
       {scrypt->costParameter, scrypt->blockSize, scrypt->parallelizationParameter}) {
    std::int64_t value = 0;
    if (ASN1_INTEGER_get_int64(&value, factor) != 1 || value < 1) return -1;
    work = product(work, value);
  }
  return work;
}

std::int64_t iterationsIn(const ASN1_INTEGER* number) {
  std::int64_t value = 0;
  return ASN1_INTEGER_get_int64(&value, number) == 1 && value >= 0 ? value : -1;
}

/// OpenSSL's algorithms of former times, in a library context of their own: loaded into the common
/// one they would be accepted everywhere. Null where they are not installed.
OSSL_LIB_CTX* makeLegacyContext() {
  std::unique_ptr<OSSL_LIB_CTX, Deleter<OSSL_LIB_CTX_free>> context(OSSL_LIB_CTX_new());
  const bool loaded = context != nullptr &&
                      OSSL_PROVIDER_load(context.get(), "default") != nullptr &&
                      OSSL_PROVIDER_load(context.get(), "legacy") != nullptr;
  return loaded ? context.release() : nullptr;
}

/// The library contexts to try, the common one first.
std::vector<OSSL_LIB_CTX*> contexts() {
  static OSSL_LIB_CTX* const legacy = makeLegacyContext();
  if (legacy == nullptr) return {nullptr};
  return {nullptr, legacy};
}

}  // namespace

std::int64_t iterationsOf(const X509_ALGOR* algorithm) {
  if (OBJ_obj2nid(algorithm->algorithm) != NID_pbes2) {
    const auto pbe = unpackParameters<PbePtr>(ASN1_ITEM_rptr(PBEPARAM), algorithm);
    return pbe ? iterationsIn(pbe->iter) : 0;
  }
  const auto pbe = unpackParameters<Pbe2Ptr>(ASN1_ITEM_rptr(PBE2PARAM), algorithm);
  if (!pbe) return 0;
  if (OBJ_obj2nid(pbe->keyfunc->algorithm) == NID_id_scrypt) return scryptWork(pbe->keyfunc);
  const auto pbkdf = unpackParameters<PbkdfPtr>(ASN1_ITEM_rptr(PBKDF2PARAM), pbe->keyfunc);
  return pbkdf ? iterationsIn(pbkdf->iter) : 0;
}

Pkcs12Reader::Pkcs12Reader(std::string_view bytes, std::optional<std::string_view> password)
    : given_(password) {
  const unsigned char* at = asBytes(bytes);
  file_.reset(d2i_PKCS12(nullptr, &at, static_cast<long>(bytes.size())));
  if (given_) {
    candidates_ = {{given_->data(), static_cast<int>(given_->size())}};
  } else {
    candidates_ = {{nullptr, 0}, {"", 0}};
  }
}

void Pkcs12Reader::fail(UnpackError error) {
  if (unpacked_.error == UnpackError::kNone) unpacked_.error = error;
}

bool Pkcs12Reader::spend(std::int64_t iterations) {
  if (iterations < 0 || iterations > kMostIterations - spent_) {
    fail(UnpackError::kTooCostly);
    return false;
  }
  spent_ += iterations;
  return true;
}

bool Pkcs12Reader::hasPassword(const Password& password) {
  const ASN1_INTEGER* iterations = nullptr;
  PKCS12_get0_mac(nullptr, nullptr, nullptr, &iterations, file_.get());
  if (iterations != nullptr && !spend(iterationsIn(iterations))) return false;
  return PKCS12_verify_mac(file_.get(), password.text, password.size) == 1;
}

/// Files with an integrity check tell at once whether a password is right.
void Pkcs12Reader::choosePassword() {
  if (PKCS12_mac_present(file_.get()) == 0) return;
  for (const Password& password : candidates_) {
    if (!hasPassword(password)) continue;
    candidates_ = {password};
    return;
  }
  fail(given_ ? UnpackError::kWrongPassword : UnpackError::kPasswordNeeded);
}

Pkcs12Reader::BagsPtr Pkcs12Reader::decryptSafe(const PKCS7_ENC_CONTENT* content) {
  for (const Password& password : candidates_) {
    for (OSSL_LIB_CTX* context : contexts()) {
      if (!spendOn(content->algorithm)) return nullptr;
      BagsPtr bags(static_cast<STACK_OF(PKCS12_SAFEBAG)*>(PKCS12_item_decrypt_d2i_ex(
          content->algorithm, ASN1_ITEM_rptr(PKCS12_SAFEBAGS), password.text, password.size,
          content->enc_data, 1, context, nullptr)));
      if (!bags) continue;
      candidates_ = {password};
      return bags;
    }
  }
  const bool known = PKCS12_mac_present(file_.get()) != 0;
  fail(known    ? UnpackError::kUnsupported
       : given_ ? UnpackError::kWrongPassword
                : UnpackError::kPasswordNeeded);
  return nullptr;
}

Pkcs12Reader::BagsPtr Pkcs12Reader::openSafe(PKCS7* safe) {
  const int type = OBJ_obj2nid(safe->type);
  if (type == NID_pkcs7_data) {
    BagsPtr bags(PKCS12_unpack_p7data(safe));
    if (!bags) fail(UnpackError::kMalformed);
    return bags;
  }
  const bool encrypted = type == NID_pkcs7_encrypted && safe->d.encrypted != nullptr &&
                         safe->d.encrypted->enc_data != nullptr &&
                         safe->d.encrypted->enc_data->enc_data != nullptr;
  if (encrypted) return decryptSafe(safe->d.encrypted->enc_data);
  fail(UnpackError::kUnsupported);
  return nullptr;
}

void Pkcs12Reader::takeKey(const PKCS8_PRIV_KEY_INFO* info) {
  PrivateKeyFacts facts;
  if (const KeyPtr key{EVP_PKCS82PKEY(info)}) {
    facts.key = readKey(key.get(), encodePublicKey(key.get()));
  }
  unpacked_.keys.push_back(std::move(facts));
}

void Pkcs12Reader::takeEncryptedKey(const X509_SIG* encrypted) {
  const X509_ALGOR* algorithm = nullptr;
  X509_SIG_get0(encrypted, &algorithm, nullptr);
  for (const Password& password : candidates_) {
    for (OSSL_LIB_CTX* context : contexts()) {
      if (!spendOn(algorithm)) break;
      const KeyInfoPtr info(
          PKCS8_decrypt_ex(encrypted, password.text, password.size, context, nullptr));
      if (!info) continue;
      takeKey(info.get());
      return;
    }
  }
  unpacked_.keys.push_back({.block = pem::kNone, .encrypted = true, .key = {}});
}

void Pkcs12Reader::takeBag(const PKCS12_SAFEBAG* bag, int depth) {
  switch (PKCS12_SAFEBAG_get_nid(bag)) {
    case NID_certBag: {
      const X509Ptr certificate(PKCS12_SAFEBAG_get1_cert(bag));
      if (!certificate) return;
      if (auto read = readCertificate(certificate.get())) {
        unpacked_.certificates.push_back(std::move(*read));
      }
      return;
    }
    case NID_keyBag:
      takeKey(PKCS12_SAFEBAG_get0_p8inf(bag));
      return;
    case NID_pkcs8ShroudedKeyBag:
      takeEncryptedKey(PKCS12_SAFEBAG_get0_pkcs8(bag));
      return;
    case NID_safeContentsBag:
      takeBags(PKCS12_SAFEBAG_get0_safes(bag), depth + 1);
      return;
    default:
      return;
  }
}

void Pkcs12Reader::takeBags(const STACK_OF(PKCS12_SAFEBAG) * bags, int depth) {
  if (depth > kMostNestedBags) {
    fail(UnpackError::kMalformed);
    return;
  }
  for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); ++i) {
    takeBag(sk_PKCS12_SAFEBAG_value(bags, i), depth);
  }
}

Unpacked Pkcs12Reader::read() {
  const auto free = [](STACK_OF(PKCS7) * stack) { sk_PKCS7_pop_free(stack, PKCS7_free); };
  if (!file_) {
    fail(UnpackError::kMalformed);
    return std::move(unpacked_);
  }
  const std::unique_ptr<STACK_OF(PKCS7), decltype(free)> safes(PKCS12_unpack_authsafes(file_.get()),
                                                               free);
  if (!safes) fail(UnpackError::kMalformed);
  if (safes) choosePassword();
  for (int i = 0; i < sk_PKCS7_num(safes.get()); ++i) {
    if (unpacked_.error != UnpackError::kNone) break;
    if (const BagsPtr bags = openSafe(sk_PKCS7_value(safes.get(), i))) takeBags(bags.get(), 0);
  }
  if (given_) OPENSSL_cleanse(given_->data(), given_->size());
  return std::move(unpacked_);
}

}  // namespace htlint::x509
