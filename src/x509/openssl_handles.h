#pragma once

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>

#include "x509/certificate.h"
#include "x509/extensions.h"
#include "x509/key.h"
#include "x509/name.h"

namespace htlint::x509 {

template <auto kFree>
struct Deleter {
  template <typename Handle>
  void operator()(Handle* handle) const {
    kFree(handle);
  }
};

using X509Ptr = std::unique_ptr<X509, Deleter<X509_free>>;
using RequestPtr = std::unique_ptr<X509_REQ, Deleter<X509_REQ_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using BioPtr = std::unique_ptr<BIO, Deleter<BIO_free>>;
using AuthorityKeyPtr = std::unique_ptr<AUTHORITY_KEYID, Deleter<AUTHORITY_KEYID_free>>;
using GeneralNamesPtr = std::unique_ptr<GENERAL_NAMES, Deleter<GENERAL_NAMES_free>>;

/// Takes away the errors that a probing call leaves in OpenSSL's queue of this thread, so that
/// nothing that happens later is explained by them.
class ErrorGuard {
 public:
  ErrorGuard() { ERR_set_mark(); }
  ~ErrorGuard() { ERR_pop_to_mark(); }
  ErrorGuard(const ErrorGuard&) = delete;
  ErrorGuard& operator=(const ErrorGuard&) = delete;
};

inline const unsigned char* asBytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// An ASN.1 string's bytes as they are.
std::string rawText(const ASN1_STRING* text);
Name readName(const X509_NAME* name);
/// Entries of a subjectAltName that can name a server.
void readAltNames(const GENERAL_NAMES* names, std::vector<std::string>& dnsNames,
                  std::vector<std::string>* ipAddresses);
/// `key` may be null (an algorithm that this OpenSSL does not know): then all but the digest is
/// unknown. `spki` is the DER SubjectPublicKeyInfo as it was found.
KeyFacts readKey(EVP_PKEY* key, std::string_view spki);
Extensions readExtensions(X509* certificate);
/// The DER SubjectPublicKeyInfo of `key`.
std::string encodePublicKey(EVP_PKEY* key);
std::string encodePublicKey(X509_PUBKEY* key);

/// The room's way to a certificate's OpenSSL object, for verification. OpenSSL counts references
/// and locks; the object is never changed.
class CertificateHandle {
 public:
  [[nodiscard]] static X509* of(const Certificate& certificate) {
    return certificate.facts_->handle.get();
  }
};

}  // namespace htlint::x509
