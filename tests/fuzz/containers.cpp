// Whatever calls itself a container is opened within bounds: it ends, and what comes out of it is
// certificates whose bytes are their own.
#include "property.h"
#include "x509/bundle.h"
#include "x509/container.h"

namespace htlint::fuzz {
namespace {

void certificatesAreWhole(const x509::Unpacked& unpacked) {
  for (const x509::Certificate& one : unpacked.certificates) {
    const auto again = x509::Certificate::parse(one.der());
    require(again && *again == one, "a certificate can be read from its own bytes");
    require(again->trailingBytes() == 0, "and they are all of it");
  }
  for (const x509::PrivateKeyFacts& key : unpacked.keys) {
    require(key.block == pem::kNone, "a key in a container has no block");
  }
}

}  // namespace
}  // namespace htlint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace htlint;
  const auto file = fuzz::sourceOf(data, size, "chain.p7b");
  fuzz::certificatesAreWhole(x509::unpackPkcs7(file->bytes()));
  fuzz::certificatesAreWhole(x509::unpackPkcs12(file->bytes()));
  fuzz::certificatesAreWhole(x509::unpackPkcs12(file->bytes(), "htlint"));
  const pem::Document document(file);
  const x509::Bundle bundle = x509::loadCertificates(document, "htlint");
  for (const x509::FileCertificate& one : bundle.certificates) {
    fuzz::require(!one.isInContainer() || one.container < bundle.containers.size(),
                  "a certificate's container is there");
    fuzz::require(one.range.end <= file->size(), "a certificate lies in its file");
  }
  return 0;
}
