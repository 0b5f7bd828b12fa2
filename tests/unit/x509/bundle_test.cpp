#include "x509/bundle.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <random>

#include "real_load.h"
#include "support/certificates.h"
#include "support/files.h"

namespace htlint::x509 {
namespace {

pem::Document document(std::string bytes) {
  return pem::Document(std::make_shared<text::SourceFile>("test.pem", std::move(bytes)));
}

/// A chain of three with the server's certificate, an intermediate and the authority.
struct Chain {
  test::TestCertificate intermediate = [] {
    test::CertificateOptions options;
    options.subject = {{"CN", "htlint intermediate"}};
    options.dnsNames.clear();
    options.isCa = true;
    options.key = &test::ecKey(1);
    return test::makeCertificate(options);
  }();
  test::TestCertificate leaf = makeLeaf("www.example.jp", test::ecKey(2));
  test::TestCertificate otherLeaf = makeLeaf("www.example.com", test::ecKey(3));
  std::string authorityPem = test::testAuthority().pem;

  [[nodiscard]] test::TestCertificate makeLeaf(const std::string& host,
                                               const test::TestKey& key) const {
    test::CertificateOptions options;
    options.subject = {{"CN", host}};
    options.dnsNames = {host};
    options.issuer = &intermediate;
    options.key = &key;
    return test::makeCertificate(options);
  }
};

const Chain& chain() {
  static const Chain made;
  return made;
}

TEST_CASE("the certificates of a file, wherever and however they are in it") {
  const auto& [intermediate, leaf, otherLeaf, authority] = chain();
  SECTION("PEM with text, a key and something unreadable") {
    const pem::Document file =
        document("Here it is:\n" + leaf.pem + leaf.key.pem() + intermediate.pem +
                 test::pemBlock("CERTIFICATE", "no certificate"));
    const Bundle bundle = loadCertificates(file);
    REQUIRE(bundle.certificates.size() == 2);
    CHECK(bundle.certificates[0].certificate.der() == leaf.der);
    CHECK(bundle.certificates[0].block == 0);
    CHECK(bundle.certificates[1].block == 2);
    CHECK(bundle.certificates[1].range == file.blocks()[2].range);
    CHECK(bundle.unreadableBlocks == std::vector<std::size_t>{3});
  }
  SECTION("DER") {
    const pem::Document file = document(leaf.der);
    const Bundle bundle = loadCertificates(file);
    REQUIRE(bundle.certificates.size() == 1);
    CHECK(bundle.certificates[0].block == pem::kNone);
    CHECK(bundle.certificates[0].range == text::TextRange{0, file.file().size()});
  }
  SECTION("a damaged begin line") {
    CHECK(loadCertificates(document(leaf.pem.substr(1))).certificates.size() == 1);
  }
  SECTION("none") {
    for (const std::string& bytes :
         {std::string(), std::string("RewriteEngine on\n"), leaf.key.pem(), leaf.key.der()}) {
      CHECK(loadCertificates(document(bytes)).empty());
    }
  }
}

TEST_CASE("the leaf is found by key, kind and host, not by place") {
  const auto& [intermediate, leaf, otherLeaf, authority] = chain();
  const auto find = [](const std::string& pem, const LeafHints& hints = {}) {
    return findLeaf(loadCertificates(document(pem)), hints);
  };
  CHECK(find(leaf.pem + intermediate.pem + authority) == 0);
  CHECK(find(authority + intermediate.pem + leaf.pem) == 2);
  CHECK_FALSE(find(authority + intermediate.pem));
  CHECK_FALSE(find(""));
  const std::string two = otherLeaf.pem + leaf.pem + intermediate.pem;
  CHECK(find(two) == 0);
  CHECK(find(two, {.key = nullptr, .host = "www.example.jp"}) == 1);
  const auto keys = loadPrivateKeys(document(leaf.key.pem()));
  CHECK(find(two, {.key = &*keys[0].key, .host = "www.example.com"}) == 1);
  const auto authorityKey = loadPrivateKeys(document(test::testAuthority().key.pem()));
  CHECK(find(leaf.pem + authority, {.key = &*authorityKey[0].key, .host = {}}) == 1);
}

void compare(const std::string& bytes, const test::TemporaryFolder& folder) {
  test::writeFile(folder / "c.pem", bytes);
  const test::RealLoad real = test::loadReally(folder / "c.pem");
  const pem::Document file = document(bytes);
  const ServerLoad ours = loadAsServer(file);
  INFO("file:\n" << bytes);
  REQUIRE(ours.accepted == real.accepted);
  REQUIRE((ours.error == ServerLoadError::kNone) == ours.accepted);
  if (!real.accepted) return;
  REQUIRE(ours.server);
  REQUIRE(test::rewritten(ours.server->der()) == real.server);
  REQUIRE(ours.serverBlock != pem::kNone);
  REQUIRE(file.blocks()[ours.serverBlock].read == ours.serverRead);
  REQUIRE(ours.chainReads.size() == real.chain.size());
  for (std::size_t i = 0; i < real.chain.size(); ++i) {
    REQUIRE(test::rewritten(file.reads()[ours.chainReads[i]].der) == real.chain[i]);
  }
}

TEST_CASE("what a TLS server loads from a file") {
  const auto& [intermediate, leaf, otherLeaf, authority] = chain();
  const test::TemporaryFolder folder;
  const std::string trusted = test::pemBlock("TRUSTED CERTIFICATE", leaf.der);
  const std::string old = test::pemBlock("X509 CERTIFICATE", leaf.der);
  const std::string nonsense = test::pemBlock("CERTIFICATE", "nonsense");
  const std::string trailing = test::pemBlock("CERTIFICATE", leaf.der + "x");
  std::string proseInside = leaf.pem;
  proseInside.insert(proseInside.find('\n') + 1, "Comment: mine\n\n");
  for (const std::string& bytes : {std::string(),
                                   std::string("\n"),
                                   leaf.pem,
                                   leaf.pem + intermediate.pem + authority,
                                   leaf.key.pem() + leaf.pem,
                                   leaf.key.pem(),
                                   leaf.der,
                                   trusted + intermediate.pem,
                                   old + intermediate.pem,
                                   leaf.pem + trusted + intermediate.pem,
                                   leaf.pem + old,
                                   nonsense,
                                   leaf.pem + nonsense,
                                   trailing,
                                   leaf.pem + trailing,
                                   proseInside,
                                   leaf.pem + proseInside,
                                   leaf.key.traditionalEncryptedPem() + leaf.pem,
                                   leaf.pem + leaf.key.encryptedPem(),
                                   leaf.pem.substr(1) + intermediate.pem,
                                   leaf.pem + "-----BEGIN CERTIFICATE-----\n"}) {
    compare(bytes, folder);
  }
  const ServerLoad vanished = loadAsServer(document(leaf.pem.substr(1) + intermediate.pem));
  CHECK(vanished.accepted);
  CHECK(vanished.serverBlock == 1);
  CHECK(loadAsServer(document(nonsense)).error == ServerLoadError::kBadCertificate);
  CHECK(loadAsServer(document(proseInside)).error == ServerLoadError::kBadHeader);
  CHECK(loadAsServer(document("")).error == ServerLoadError::kNoCertificate);
  CHECK(loadAsServer(document(leaf.pem + nonsense)).failedBlock == 1);
}

// Damage where it hurts: around the markers and the ends of lines, and now and then in the base64.
std::string damaged(std::string bytes, std::mt19937_64& random) {
  static const std::vector<std::string> pieces{"-",    " ",    "\n", "\r", "=",           ":",
                                               "\n\n", "text", "\t", "A",  "\xEF\xBB\xBF"};
  for (std::uint64_t n = 1 + random() % 3; n > 0; --n) {
    std::size_t at = random() % (bytes.size() + 1);
    if (const std::size_t dashes = bytes.find("-----", at);
        random() % 3 != 0 && dashes != std::string::npos) {
      at = std::min(bytes.size(), dashes + random() % 30);
    }
    switch (random() % 3) {
      case 0:
        bytes.erase(at, 1 + random() % 2);
        break;
      case 1:
        bytes.insert(at, pieces[random() % pieces.size()]);
        break;
      default:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random() % 128);
    }
  }
  return bytes;
}

TEST_CASE("damaged files are loaded as a TLS server loads them") {
  const auto& [intermediate, leaf, otherLeaf, authority] = chain();
  const test::TemporaryFolder folder;
  for (const std::uint64_t seed : {std::uint64_t{99}, std::uint64_t{std::random_device{}()}}) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 3000; ++i) {
      compare(damaged(leaf.pem + intermediate.pem + authority, random), folder);
    }
  }
}

TEST_CASE("certificates with odd content are refused where a TLS server refuses them") {
  const auto& [intermediate, leaf, otherLeaf, authority] = chain();
  const test::TemporaryFolder folder;
  for (const std::uint64_t seed : {std::uint64_t{5}, std::uint64_t{std::random_device{}()}}) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 3000; ++i) {
      std::string der = leaf.der;
      for (std::uint64_t n = 1 + random() % 2; n > 0; --n) {
        der[random() % der.size()] = static_cast<char>(random());
      }
      const std::string block = test::pemBlock("CERTIFICATE", der);
      compare(random() % 2 == 0 ? block + intermediate.pem : otherLeaf.pem + block, folder);
    }
  }
}

TEST_CASE("the real files are loaded as a TLS server loads them") {
  const std::filesystem::path corpus = std::filesystem::path(HTLINT_CORPUS_DIR) / "pem";
  if (!std::filesystem::exists(corpus)) {
    WARN("no real PEM files at " << corpus << "; skipped");
    return;
  }
  const test::TemporaryFolder folder;
  int accepted = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus)) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path());
    const std::string bytes = test::readFile(entry.path());
    compare(bytes, folder);
    accepted += loadAsServer(document(bytes)).accepted;
  }
  CHECK(accepted > 30);
}

}  // namespace
}  // namespace htlint::x509
