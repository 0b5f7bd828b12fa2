#include "x509/container.h"

#include <openssl/cms.h>
#include <openssl/pkcs12.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "support/certificates.h"
#include "x509/bundle.h"

namespace htlint::x509 {
namespace {

pem::Document document(std::string bytes) {
  return pem::Document(std::make_shared<text::SourceFile>("test", std::move(bytes)));
}

const test::TestCertificate& server() {
  static const auto made = test::makeCertificateFor({"www.example.jp"});
  return made;
}

std::vector<std::string> dersOf(const Unpacked& unpacked) {
  std::vector<std::string> ders;
  for (const Certificate& one : unpacked.certificates) ders.push_back(one.der());
  return ders;
}

/// DER with definite lengths as BER with indefinite ones, all the way down to what `depth` says.
std::string indefinite(std::string_view der, int depth) {
  std::string result;
  while (!der.empty()) {
    std::size_t header = 2;
    std::size_t size = static_cast<unsigned char>(der[1]);
    if (size > 0x80) {
      const std::size_t count = size & 0x7F;
      size = 0;
      for (std::size_t i = 0; i < count; ++i) {
        size = size << 8 | static_cast<unsigned char>(der[header + i]);
      }
      header += count;
    }
    const bool constructed = (der[0] & 0x20) != 0;
    if (constructed && depth > 0) {
      result += der[0];
      result += '\x80';
      result += indefinite(der.substr(header, size), depth - 1);
      result += std::string(2, '\0');
    } else {
      result += der.substr(0, header + size);
    }
    der.remove_prefix(header + size);
  }
  return result;
}

TEST_CASE("The certificates of PKCS#7, in DER, BER and PEM") {
  const std::string container = test::makePkcs7({server(), test::testAuthority()});
  std::vector<std::string> expected = dersOf(unpackPkcs7(container));
  REQUIRE(expected.size() == 2);
  CHECK(std::count(expected.begin(), expected.end(), server().der) == 1);
  CHECK(std::count(expected.begin(), expected.end(), test::testAuthority().der) == 1);
  CHECK(dersOf(unpackPkcs7(indefinite(container, 5))) == expected);

  for (const char* label : {"PKCS7", "CMS", "PKCS #7 SIGNED DATA", "CERTIFICATE"}) {
    const pem::Document file = document("text\n" + test::pemBlock(label, container));
    const Bundle bundle = loadCertificates(file);
    CAPTURE(label);
    REQUIRE(bundle.certificates.size() == 2);
    REQUIRE(bundle.containers.size() == 1);
    CHECK(bundle.unreadableBlocks.empty());
    CHECK(bundle.containers[0].block == 0);
    CHECK(bundle.containers[0].error == UnpackError::kNone);
    for (const FileCertificate& one : bundle.certificates) {
      CHECK(one.container == 0);
      CHECK(one.block == 0);
      CHECK(one.range == file.blocks()[0].range);
    }
    CHECK_FALSE(loadAsServer(file).accepted);
  }
  const pem::Document der = document(container);
  CHECK(loadCertificates(der).certificates.size() == 2);
  CHECK(loadCertificates(der).containers[0].block == pem::kNone);
}

TEST_CASE("A PKCS#7 without certificates is empty, a broken one is an error") {
  CHECK(unpackPkcs7(test::makePkcs7({})).certificates.empty());
  CHECK(unpackPkcs7(test::makePkcs7({})).error == UnpackError::kNone);
  const std::string container = test::makePkcs7({server()});
  CHECK(unpackPkcs7(container.substr(0, container.size() - 9)).error == UnpackError::kMalformed);
  CHECK(unpackPkcs7("").error == UnpackError::kMalformed);
  const Bundle bundle = loadCertificates(document(test::pemBlock("PKCS7", "nothing")));
  REQUIRE(bundle.containers.size() == 1);
  CHECK(bundle.containers[0].error == UnpackError::kMalformed);
}

TEST_CASE("PKCS#12 opens with its password, and tells why not without") {
  test::Pkcs12Options options;
  options.password = "秘密 & secret";
  options.chain = {test::testAuthority()};
  const std::string file = test::makePkcs12(server(), options);
  const Unpacked open = unpackPkcs12(file, *options.password);
  CHECK(open.error == UnpackError::kNone);
  CHECK(dersOf(open) == std::vector<std::string>{server().der, test::testAuthority().der});
  REQUIRE(open.keys.size() == 1);
  REQUIRE(open.keys[0].key);
  CHECK(open.certificates[0].matchesKey(*open.keys[0].key));
  CHECK(unpackPkcs12(file).error == UnpackError::kPasswordNeeded);
  CHECK(unpackPkcs12(file, "").error == UnpackError::kWrongPassword);
  CHECK(unpackPkcs12(file, "wrong").error == UnpackError::kWrongPassword);
  CHECK(unpackPkcs12(file, "wrong").certificates.empty());
  CHECK(unpackPkcs12(file.substr(0, 100), "x").error == UnpackError::kMalformed);

  const Bundle bundle = loadCertificates(document(file), *options.password);
  CHECK(bundle.certificates.size() == 2);
  REQUIRE(bundle.containers.size() == 1);
  CHECK(bundle.containers[0].kind == ContainerKind::kPkcs12);
  CHECK(bundle.containers[0].keys.size() == 1);
  CHECK(loadCertificates(document(file)).containers[0].error == UnpackError::kPasswordNeeded);
}

TEST_CASE("PKCS#12 with no password, an empty one, no integrity check, or old algorithms") {
  test::Pkcs12Options options;
  SECTION("none") {}
  SECTION("empty") { options.password = ""; }
  SECTION("no check") { options.macIterations = -1; }
  SECTION("empty, no check") {
    options.password = "";
    options.macIterations = -1;
  }
  SECTION("RC2") {
    options.password = "";
    options.legacy = true;
  }
  SECTION("BER") {
    const std::string der = test::makePkcs12(server(), options);
    CHECK(unpackPkcs12(indefinite(der, 2)).certificates.size() == 1);
  }
  const Unpacked open = unpackPkcs12(test::makePkcs12(server(), options));
  CHECK(open.error == UnpackError::kNone);
  CHECK(dersOf(open) == std::vector<std::string>{server().der});
  REQUIRE(open.keys.size() == 1);
  CHECK(open.keys[0].key);
}

TEST_CASE("A wrong password shows without an integrity check too") {
  test::Pkcs12Options options;
  options.password = "right";
  options.macIterations = -1;
  const std::string file = test::makePkcs12(server(), options);
  CHECK(unpackPkcs12(file, "right").error == UnpackError::kNone);
  CHECK(unpackPkcs12(file, "wrong").error == UnpackError::kWrongPassword);
  CHECK(unpackPkcs12(file).error == UnpackError::kPasswordNeeded);
}

/// The file with the iteration count of its integrity check changed, its only reader in the way.
std::string withMacIterations(const std::string& bytes, std::int64_t count) {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  PKCS12* file = d2i_PKCS12(nullptr, &at, static_cast<long>(bytes.size()));
  const ASN1_INTEGER* iterations = nullptr;
  PKCS12_get0_mac(nullptr, nullptr, nullptr, &iterations, file);
  ASN1_INTEGER_set_int64(const_cast<ASN1_INTEGER*>(iterations), count);
  unsigned char* out = nullptr;
  const int size = i2d_PKCS12(file, &out);
  std::string der(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
  OPENSSL_free(out);
  PKCS12_free(file);
  return der;
}

TEST_CASE("What would take too long is refused, not tried") {
  using Clock = std::chrono::steady_clock;
  test::Pkcs12Options options;
  options.password = "x";
  options.macIterations = 2;
  const std::string file = test::makePkcs12(server(), options);
  const auto start = Clock::now();
  for (const std::int64_t count : {kMostIterations + 1, std::int64_t{1} << 40, std::int64_t{-5}}) {
    CHECK(unpackPkcs12(withMacIterations(file, count), "x").error == UnpackError::kTooCostly);
  }
  CHECK(Clock::now() - start < std::chrono::seconds(2));
}

TEST_CASE("Any damage to a container leaves a reader that ends and invents nothing") {
  test::Pkcs12Options options;
  options.password = "";
  options.chain = {test::testAuthority()};
  const std::vector<std::string> good = {test::makePkcs7({server(), test::testAuthority()}),
                                         test::makePkcs12(server(), options)};
  const auto seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (const std::string& original : good) {
    for (int round = 0; round < 1500; ++round) {
      std::string bytes = original;
      const std::size_t at = random() % bytes.size();
      switch (random() % 3) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes.erase(at, 1 + random() % 40);
          break;
        default:
          bytes.insert(at, bytes.substr(0, random() % 60));
      }
      for (const Unpacked& unpacked : {unpackPkcs7(bytes), unpackPkcs12(bytes, "")}) {
        CHECK(unpacked.certificates.size() < 100);
      }
    }
  }
}

}  // namespace
}  // namespace htlint::x509
