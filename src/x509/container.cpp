#include "x509/container.h"

#include <openssl/cms.h>
#include <openssl/pkcs7.h>

#include "openssl_handles.h"
#include "pkcs12_reader.h"

namespace htlint::x509 {
namespace {

using Pkcs7Ptr = std::unique_ptr<PKCS7, Deleter<PKCS7_free>>;
using CmsPtr = std::unique_ptr<CMS_ContentInfo, Deleter<CMS_ContentInfo_free>>;

struct StackDeleter {
  void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
using CertificatesPtr = std::unique_ptr<STACK_OF(X509), StackDeleter>;

const STACK_OF(X509) * certificatesOf(const PKCS7* container) {
  if (PKCS7_type_is_signed(container) && container->d.sign != nullptr) {
    return container->d.sign->cert;
  }
  if (PKCS7_type_is_signedAndEnveloped(container) && container->d.signed_and_enveloped != nullptr) {
    return container->d.signed_and_enveloped->cert;
  }
  return nullptr;
}

void addAll(const STACK_OF(X509) * stack, Unpacked& unpacked) {
  for (int i = 0; i < sk_X509_num(stack); ++i) {
    if (auto certificate = readCertificate(sk_X509_value(stack, i))) {
      unpacked.certificates.push_back(std::move(*certificate));
    }
  }
}

}  // namespace

std::optional<Certificate> readCertificate(const X509* handle) {
  unsigned char* out = nullptr;
  const int size = i2d_X509(handle, &out);
  if (size <= 0) return std::nullopt;
  auto certificate =
      Certificate::parse({reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)});
  OPENSSL_free(out);
  return certificate;
}

Unpacked unpackPkcs7(std::string_view bytes) {
  const ErrorGuard guard;
  Unpacked unpacked;
  const unsigned char* at = asBytes(bytes);
  if (const Pkcs7Ptr container{d2i_PKCS7(nullptr, &at, static_cast<long>(bytes.size()))}) {
    addAll(certificatesOf(container.get()), unpacked);
    return unpacked;
  }
  // CMS has choices that PKCS#7 had not, such as signers named by a key identifier.
  at = asBytes(bytes);
  const CmsPtr message(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(bytes.size())));
  if (!message) {
    unpacked.error = UnpackError::kMalformed;
    return unpacked;
  }
  const CertificatesPtr certificates(CMS_get1_certs(message.get()));
  addAll(certificates.get(), unpacked);
  return unpacked;
}

Unpacked unpackPkcs12(std::string_view bytes, std::optional<std::string_view> password) {
  const ErrorGuard guard;
  return Pkcs12Reader(bytes, password).read();
}

}  // namespace htlint::x509
