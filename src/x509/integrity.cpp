#include "x509/integrity.h"

#include <string>

#include "openssl_handles.h"

namespace htlint::x509 {
namespace {

std::string digestOfKey(const Certificate& certificate, const EVP_MD* algorithm) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (X509_pubkey_digest(CertificateHandle::of(certificate), algorithm, digest, &size) != 1) {
    return {};
  }
  return {reinterpret_cast<const char*>(digest), size};
}

// Most CAs make the key identifier from the key (RFC 5280 4.2.1.2, RFC 7093); then it proves that
// the key is what it was.
bool isKeyProven(const Certificate& certificate) {
  const std::string& id = certificate.extensions().subjectKeyId;
  return id == digestOfKey(certificate, EVP_sha1()) ||
         id == digestOfKey(certificate, EVP_sha256()).substr(0, id.size());
}

}  // namespace

Integrity checkIntegrity(const Certificate& certificate, const Certificate& issuer) {
  const ErrorGuard guard;
  if (!certificate.isIssuedByNameOf(issuer)) return Integrity::kUnknown;
  if (certificate.isSignedBy(issuer)) return Integrity::kIntact;
  if (certificate.signatureSecurityBits() < 0 || issuer.key().type == KeyType::kOther) {
    return Integrity::kUnknown;
  }
  const std::string& wanted = certificate.extensions().authorityKeyId;
  const std::string& found = issuer.extensions().subjectKeyId;
  if (wanted.empty() || found.empty()) return Integrity::kNotSigned;
  if (wanted != found) return Integrity::kUnknown;
  return isKeyProven(issuer) ? Integrity::kChanged : Integrity::kOneChanged;
}

}  // namespace htlint::x509
