#include "x509/certificate.h"

#include <catch2/catch.hpp>
#include <random>

#include "support/certificates.h"
#include "x509/key.h"
#include "x509/request.h"

namespace htlint::x509 {
namespace {

using test::CertificateOptions;

Certificate parse(const test::TestCertificate& made) {
  const auto certificate = Certificate::parse(made.der);
  REQUIRE(certificate);
  return *certificate;
}

pem::Document document(std::string bytes) {
  return pem::Document(std::make_shared<text::SourceFile>("test.pem", std::move(bytes)));
}

TEST_CASE("a certificate's facts are those that were put into it") {
  CertificateOptions options;
  options.subject = {{"C", "JP"},
                     {"ST", "東京都"},
                     {"L", "千代田区"},
                     {"O", "株式会社 例"},
                     {"CN", "www.example.co.jp"}};
  options.dnsNames = {"www.example.co.jp", "EXAMPLE.co.jp", "*.sub.example.co.jp"};
  options.ipAddresses = {"192.0.2.1", "2001:db8::1"};
  options.notBefore = *parseRfc3339("2025-12-31T15:00:00Z");
  options.notAfter = *parseRfc3339("2026-07-17T14:59:59Z");
  options.serial = 0x2c809fULL;
  options.key = &test::rsaKey();
  const test::TestCertificate made = test::makeCertificate(options);
  const Certificate certificate = parse(made);

  CHECK(certificate.subject().display() ==
        "C=JP, ST=東京都, L=千代田区, O=株式会社 例, CN=www.example.co.jp");
  CHECK(certificate.subject().find("O") == "株式会社 例");
  CHECK_FALSE(certificate.subject().find("OU"));
  CHECK(certificate.commonName() == "www.example.co.jp");
  CHECK(certificate.issuer().commonName() == "htlint test CA");
  CHECK(certificate.hasSubjectAltName());
  CHECK(certificate.dnsNames() == options.dnsNames);
  CHECK(certificate.altNameTexts().back() == "2001:db8::1");
  CHECK(certificate.altNameTexts().size() == 5);
  CHECK(certificate.notBefore() == options.notBefore);
  CHECK(certificate.notAfter() == options.notAfter);
  CHECK(certificate.serial() == "2c809f");
  CHECK(certificate.fingerprint() == sha256(made.der));
  CHECK(certificate.der() == made.der);
  CHECK(certificate.trailingBytes() == 0);
  CHECK_FALSE(certificate.isCa());
  CHECK_FALSE(certificate.isSelfIssued());
  CHECK_FALSE(certificate.isSelfSigned());
  CHECK(keyText(certificate.key()) == "RSA 2048");
  CHECK(certificate.key().bits == 2048);
}

TEST_CASE("a certificate is valid at both ends of its period") {
  CertificateOptions options;
  const Certificate certificate = parse(test::makeCertificate(options));
  const std::chrono::seconds second(1);
  CHECK(certificate.isNotYetValidAt(options.notBefore - second));
  CHECK_FALSE(certificate.isNotYetValidAt(options.notBefore));
  CHECK_FALSE(certificate.isExpiredAt(options.notAfter));
  CHECK(certificate.isExpiredAt(options.notAfter + second));
}

TEST_CASE("dates beyond 2049 are read too") {
  CertificateOptions options;
  options.notAfter = *parseRfc3339("2120-02-29T00:00:00Z");
  CHECK(parse(test::makeCertificate(options)).notAfter() == options.notAfter);
}

TEST_CASE("issuers: by name, by signature, by both") {
  const Certificate authority = parse(test::testAuthority());
  CHECK(authority.isCa());
  CHECK(authority.isSelfIssued());
  CHECK(authority.isSelfSigned());

  const Certificate leaf = parse(test::makeCertificateFor({"www.example.jp"}));
  CHECK(leaf.isIssuedByNameOf(authority));
  CHECK(leaf.isSignedBy(authority));
  CHECK_FALSE(authority.isIssuedByNameOf(leaf));
  CHECK_FALSE(authority.isSignedBy(leaf));

  // The same name on another key: the name alone must not be taken for the issuer.
  CertificateOptions options;
  options.subject = {{"C", "JP"}, {"O", "htlint"}, {"CN", "htlint test CA"}};
  options.isCa = true;
  options.selfSigned = true;
  options.key = &test::ecKey(7);
  const Certificate impostor = parse(test::makeCertificate(options));
  CHECK(leaf.isIssuedByNameOf(impostor));
  CHECK_FALSE(leaf.isSignedBy(impostor));

  // RFC 5280 7.1: case and runs of spaces do not count.
  options.subject = {{"C", "JP"}, {"O", "HTLINT"}, {"CN", "htlint  TEST CA"}};
  CHECK(leaf.isIssuedByNameOf(parse(test::makeCertificate(options))));
}

TEST_CASE("bytes that are no certificate give nothing, and none of them breaks anything") {
  CHECK_FALSE(Certificate::parse(""));
  CHECK_FALSE(Certificate::parse("-----BEGIN CERTIFICATE-----"));
  const std::string der = test::testAuthority().der;
  CHECK_FALSE(Certificate::parse(der.substr(0, der.size() - 1)));
  CHECK(Certificate::parse(der + "xyz")->trailingBytes() == 3);
  CHECK(*Certificate::parse(der + "xyz") == *Certificate::parse(der));
  std::mt19937_64 random(17);
  for (int i = 0; i < 3000; ++i) {
    std::string damaged = der;
    for (std::uint64_t n = 1 + random() % 3; n > 0; --n) {
      damaged[random() % damaged.size()] = static_cast<char>(random());
    }
    (void)Certificate::parse(damaged);
  }
}

TEST_CASE("keys are matched by their public half") {
  CertificateOptions options;
  options.key = &test::rsaKey();
  const Certificate rsa = parse(test::makeCertificate(options));
  options.key = &test::ecKey();
  const Certificate ec = parse(test::makeCertificate(options));
  CHECK(keyText(ec.key()) == "EC P-256");

  for (const std::string& pem : {test::rsaKey().pem(), test::rsaKey().traditionalPem()}) {
    const auto keys = loadPrivateKeys(document(pem));
    REQUIRE(keys.size() == 1);
    REQUIRE(keys[0].key);
    CHECK_FALSE(keys[0].encrypted);
    CHECK(keys[0].block == 0);
    CHECK(rsa.matchesKey(*keys[0].key));
    CHECK_FALSE(ec.matchesKey(*keys[0].key));
  }
  const auto der = loadPrivateKeys(document(test::ecKey().der()));
  REQUIRE(der.size() == 1);
  CHECK(der[0].block == pem::kNone);
  CHECK(ec.matchesKey(*der[0].key));
  CHECK(loadPrivateKeys(document("RewriteEngine on\n")).empty());
}

TEST_CASE("encrypted keys are known as such and not asked for") {
  for (const std::string& pem :
       {test::rsaKey().encryptedPem(), test::rsaKey().traditionalEncryptedPem(),
        test::ecKey().traditionalEncryptedPem()}) {
    const auto keys = loadPrivateKeys(document(pem));
    REQUIRE(keys.size() == 1);
    CHECK(keys[0].encrypted);
    CHECK_FALSE(keys[0].key);
  }
}

TEST_CASE("a request's facts") {
  CertificateOptions options;
  options.subject = {{"C", "JP"}, {"O", "株式会社 例"}, {"CN", "www.example.jp"}};
  options.dnsNames = {"www.example.jp", "example.jp"};
  options.key = &test::rsaKey();
  const test::TestRequest made = test::makeRequest(options);
  const auto requests = loadRequests(document("text\n" + made.pem));
  REQUIRE(requests.size() == 1);
  const Request& request = requests[0];
  CHECK(request.block == 0);
  CHECK(request.subject.display() == "C=JP, O=株式会社 例, CN=www.example.jp");
  CHECK(request.dnsNames == options.dnsNames);
  CHECK(keyText(request.key) == "RSA 2048");
  CHECK(request.signatureValid);
  CHECK(parse(test::makeCertificate(options)).matchesKey(request.key));
  CHECK(loadRequests(document(made.der)).size() == 1);

  std::string forged = made.der;
  forged.replace(forged.find("www.example.jp"), 3, "web");
  REQUIRE(parseRequest(forged));
  CHECK_FALSE(parseRequest(forged)->signatureValid);
  CHECK_FALSE(parseRequest("nonsense"));
}

}  // namespace
}  // namespace htlint::x509
