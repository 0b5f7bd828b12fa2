#include <openssl/x509.h>

#include <catch2/catch.hpp>

#include "support/certificates.h"
#include "x509/certificate.h"
#include "x509/key.h"
#include "x509/request.h"

namespace htlint::x509 {
namespace {

pem::Document document(std::string bytes) {
  return pem::Document(std::make_shared<text::SourceFile>("test.pem", std::move(bytes)));
}

bool opensslMatches(const test::TestCertificate& made, const test::TestKey& key) {
  const auto* at = reinterpret_cast<const unsigned char*>(made.der.data());
  X509* handle = d2i_X509(nullptr, &at, static_cast<long>(made.der.size()));
  const bool matches = X509_check_private_key(handle, key.handle()) == 1;
  X509_free(handle);
  return matches;
}

TEST_CASE("keys, requests and certificates belong together exactly where OpenSSL says so") {
  std::vector<test::TestKey> keys = {test::rsaKey(0), test::rsaKey(1), test::ecKey(0),
                                     test::ecKey(1)};
  for (const char* kind : {"P-384", "P-521", "ED25519", "RSA-PSS-2048"}) {
    keys.push_back(test::otherKey(kind));
  }
  int together = 0;
  for (const test::TestKey& certified : keys) {
    test::CertificateOptions options;
    options.key = &certified;
    const test::TestCertificate made = test::makeCertificate(options);
    const Certificate certificate = *Certificate::parse(made.der);
    for (const test::TestKey& key : keys) {
      const auto facts = loadPrivateKeys(document(key.pem())).front().key;
      REQUIRE(facts);
      const bool expected = opensslMatches(made, key);
      CHECK(certificate.matchesKey(*facts) == expected);
      options.key = &key;
      const auto request = parseRequest(test::makeRequest(options).der);
      REQUIRE(request);
      CHECK(request->signatureValid);
      CHECK(certificate.matchesKey(request->key) == expected);
      together += expected ? 1 : 0;
    }
  }
  CHECK(together == static_cast<int>(keys.size()));
}

}  // namespace
}  // namespace htlint::x509
