#include "x509/chain.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "support/certificates.h"
#include "support/path_oracle.h"
#include "support/random_pki.h"

namespace htlint::x509 {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

const Time kNow = sys_days(year(2026) / 6 / 1);

Certificate parsed(const test::TestCertificate& certificate) {
  return *Certificate::parse(certificate.der);
}

std::vector<std::string> sentBy(const Path& path) {
  std::vector<std::string> sent;
  for (std::size_t i = 0; i < path.sentSteps(); ++i)
    sent.push_back(path.steps[i].certificate.der());
  return sent;
}

void checkAgainstOpenSsl(const test::RandomPki& pki, const std::vector<Certificate>& served,
                         std::size_t leaf) {
  using Client = test::PathOracle::Client;
  CertificatePool roots;
  std::vector<std::string> rootDers;
  for (const auto& root : pki.roots) {
    roots.add(parsed(root));
    rootDers.push_back(root.der);
  }
  std::vector<std::string> candidates;
  for (const Certificate& one : served) candidates.push_back(one.der());
  const test::PathOracle oracle(rootDers, kNow);
  const ChainAnswer answer = findPaths({served, leaf, nullptr, &roots, kNow});
  CHECK((answer.exhaustive || answer.paths.size() == kMostPaths));
  REQUIRE((answer.best() != nullptr) ==
          oracle.pathExists(served[leaf].der(), candidates, Client::kOneRoot));
  if (answer.best() == nullptr) return;
  if (!oracle.pathExists(served[leaf].der(), candidates, Client::kAllRoots)) return;
  const std::vector<std::string> sent = sentBy(*answer.best());
  REQUIRE(oracle.accepts(sent));
  for (std::size_t i = 1; i < sent.size(); ++i) {
    std::vector<std::string> fewer = sent;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK_FALSE(oracle.accepts(fewer));
  }
}

void checkWorld(std::uint32_t seed) {
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const test::RandomPki pki = test::makeRandomPki(random);
  std::vector<Certificate> served;
  for (const auto& one : pki.intermediates) {
    if (random() % 5 != 0) served.push_back(parsed(one));
  }
  if (random() % 4 == 0) served.push_back(parsed(pki.roots[random() % pki.roots.size()]));
  std::shuffle(served.begin(), served.end(), random);
  const std::size_t place = random() % (served.size() + 1);
  served.insert(served.begin() + static_cast<std::ptrdiff_t>(place), parsed(pki.leaf));
  checkAgainstOpenSsl(pki, served, place);
}

TEST_CASE("a path is found exactly where one exists, and holds nothing that it does not need") {
  for (std::uint32_t seed = 1; seed <= 120; ++seed) checkWorld(seed);
  const std::uint32_t fresh = std::random_device()();
  WARN("fresh seed " << fresh);
  for (std::uint32_t i = 0; i < 40; ++i) checkWorld(fresh + i);
}

test::TestCertificate makeAuthority(const std::string& name, int key,
                                    const test::TestCertificate* issuer) {
  test::CertificateOptions options;
  options.subject = {{"CN", name}};
  options.dnsNames.clear();
  options.isCa = true;
  options.key = &test::ecKey(key);
  options.selfSigned = issuer == nullptr;
  options.issuer = issuer;
  options.notBefore = sys_days(year(2020) / 1 / 1);
  options.notAfter = sys_days(year(2040) / 1 / 1);
  return test::makeCertificate(options);
}

test::TestCertificate makeLeaf(const test::TestCertificate& issuer) {
  test::CertificateOptions options;
  options.issuer = &issuer;
  return test::makeCertificate(options);
}

TEST_CASE("a bundle made of authorities that all certify each other is answered in time") {
  constexpr int kAuthorities = 45;  // 2,026 certificates
  std::vector<test::TestCertificate> authorities;
  for (int i = 0; i < kAuthorities; ++i) {
    authorities.push_back(makeAuthority("CA " + std::to_string(i), 1 + i, nullptr));
  }
  std::vector<Certificate> served{parsed(makeLeaf(authorities[0]))};
  for (int subject = 0; subject < kAuthorities; ++subject) {
    for (int issuer = 0; issuer < kAuthorities; ++issuer) {
      served.push_back(parsed(makeAuthority("CA " + std::to_string(subject), 1 + subject,
                                            &authorities[static_cast<std::size_t>(issuer)])));
    }
  }
  const auto start = std::chrono::steady_clock::now();
  SECTION("no root among them") {
    const CertificatePool roots;
    const ChainAnswer answer = findPaths({served, 0, nullptr, &roots, kNow});
    CHECK(answer.paths.empty());
    CHECK(answer.deadEnd);
  }
  SECTION("one root that all of them lead to") {
    const test::TestCertificate root = makeAuthority("Root", 90, nullptr);
    CertificatePool roots;
    roots.add(parsed(root));
    served.push_back(parsed(makeAuthority("CA 7", 8, &root)));
    const ChainAnswer answer = findPaths({served, 0, nullptr, &roots, kNow});
    REQUIRE(answer.best() != nullptr);
    CHECK(answer.best()->steps.size() == 4);  // leaf, CA 0 by CA 7, CA 7 by the root, the root
    CHECK_FALSE(answer.exhaustive);
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(3));
}

TEST_CASE("the best path outlives the leaf, is short and new") {
  const test::TestCertificate root = makeAuthority("Root", 90, nullptr);
  const test::TestCertificate intermediate = makeAuthority("CA", 91, &root);
  test::CertificateOptions early;
  early.subject = {{"CN", "CA"}};
  early.dnsNames.clear();
  early.isCa = true;
  early.key = &test::ecKey(91);
  early.issuer = &root;
  early.notBefore = sys_days(year(2026) / 1 / 1);
  early.notAfter = sys_days(year(2026) / 6 / 15);
  const Certificate endsEarly = parsed(test::makeCertificate(early));
  CertificatePool roots;
  roots.add(parsed(root));
  std::vector<Certificate> served{endsEarly, parsed(makeLeaf(intermediate)), parsed(intermediate)};
  const ChainAnswer answer = findPaths({served, 1, nullptr, &roots, kNow});
  REQUIRE(answer.paths.size() == 2);
  CHECK(answer.paths[0].uses(CertificateSource::kServed, 2));
  CHECK_FALSE(answer.paths[0].endsBeforeLeaf);
  CHECK(answer.paths[1].endsBeforeLeaf);
  served.pop_back();
  const ChainAnswer alone = findPaths({served, 1, nullptr, &roots, kNow});
  REQUIRE(alone.best() != nullptr);
  CHECK(alone.best()->endsBeforeLeaf);
}

TEST_CASE("where no path exists, the answer says how far issuers are known") {
  const test::TestCertificate root = makeAuthority("Root", 90, nullptr);
  const test::TestCertificate upper = makeAuthority("Upper", 92, &root);
  const test::TestCertificate lower = makeAuthority("Lower", 93, &upper);
  CertificatePool roots;
  roots.add(parsed(root));
  const std::vector<Certificate> served{parsed(makeLeaf(lower)), parsed(lower)};
  const ChainAnswer answer = findPaths({served, 0, nullptr, &roots, kNow});
  CHECK(answer.best() == nullptr);
  REQUIRE(answer.deadEnd);
  CHECK(answer.deadEnd->steps.back().certificate.issuer().display() == "CN=Upper");
  CertificatePool pool;
  pool.add(parsed(upper));
  const ChainAnswer completed = findPaths({served, 0, &pool, &roots, kNow});
  REQUIRE(completed.best() != nullptr);
  CHECK(completed.best()->uses(CertificateSource::kPool, 0));
}

}  // namespace
}  // namespace htlint::x509
