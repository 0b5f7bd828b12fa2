#include "x509/block_content.h"

#include <openssl/pkcs7.h>

#include <memory>
#include <unordered_set>

#include "openssl_handles.h"

namespace htlint::x509 {
namespace {

template <typename Handle>
bool readsAll(Handle* (*read)(Handle**, const unsigned char**, long), void (*free)(Handle*),
              std::string_view der) {
  const unsigned char* at = asBytes(der);
  Handle* handle = read(nullptr, &at, static_cast<long>(der.size()));
  const bool all = handle != nullptr && at == asBytes(der) + der.size();
  free(handle);
  return all;
}

}  // namespace

bool isBlockContent(pem::BlockKind kind, std::string_view der) {
  const ErrorGuard guard;
  switch (kind) {
    case pem::BlockKind::kCertificate:
      return readsAll<X509>(d2i_X509, X509_free, der);
    case pem::BlockKind::kTrustedCertificate:
      return readsAll<X509>(d2i_X509_AUX, X509_free, der);
    case pem::BlockKind::kRequest:
      return readsAll<X509_REQ>(d2i_X509_REQ, X509_REQ_free, der);
    case pem::BlockKind::kPkcs7:
      return readsAll<PKCS7>(d2i_PKCS7, PKCS7_free, der);
    case pem::BlockKind::kRevocationList:
      return readsAll<X509_CRL>(d2i_X509_CRL, X509_CRL_free, der);
    default:
      return true;
  }
}

pem::ContentCheck blockContentCheck(const Bundle& bundle) {
  auto known = std::make_shared<std::unordered_set<std::string_view>>();
  for (const FileCertificate& one : bundle.certificates) known->insert(one.certificate.der());
  return [known](pem::BlockKind kind, std::string_view der) {
    const bool isKnown = kind == pem::BlockKind::kCertificate && known->contains(der);
    return isKnown || isBlockContent(kind, der);
  };
}

}  // namespace htlint::x509
