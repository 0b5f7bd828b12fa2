// What `htlint fix` makes of bundles from made-up worlds of authorities, judged by OpenSSL.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "lint/fix_loop.h"
#include "rules/rule_table.h"
#include "support/certificates.h"
#include "support/path_oracle.h"
#include "support/random_pki.h"
#include "x509/bundle.h"

namespace htlint::test {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

const std::chrono::sys_seconds kNow = sys_days(year(2026) / 6 / 1);
constexpr std::string_view kPath = "server.pem";

/// What is in the file, in the pool and trusted.
struct World {
  RandomPki pki;
  std::vector<std::string> sent{};        ///< PEM, the leaf among them
  std::vector<std::string> candidates{};  ///< DER of what is sent or in the pool
  std::shared_ptr<x509::CertificatePool> pool = std::make_shared<x509::CertificatePool>();
  std::shared_ptr<x509::CertificatePool> roots = std::make_shared<x509::CertificatePool>();
};

World makeWorld(std::uint32_t seed) {
  std::mt19937 random(seed);
  World world{.pki = makeRandomPki(random)};
  for (const TestCertificate& root : world.pki.roots) {
    world.roots->add(*x509::Certificate::parse(root.der));
    if (random() % 4 == 0) world.sent.push_back(root.pem);
  }
  for (const TestCertificate& one : world.pki.intermediates) {
    const auto lot = random() % 10;
    if (lot < 6) {
      world.sent.push_back(one.pem);
      if (lot == 0) world.sent.push_back(one.pem);
    } else if (lot < 9) {
      world.pool->add(*x509::Certificate::parse(one.der));
    } else {
      continue;
    }
    world.candidates.push_back(one.der);
  }
  world.sent.push_back(world.pki.leaf.pem);
  std::shuffle(world.sent.begin(), world.sent.end(), random);
  return world;
}

lint::SiteInput siteOf(const World& world) {
  std::string bytes;
  for (const std::string& pem : world.sent) bytes += pem;
  lint::SiteInput input;
  input.root = ".";
  input.settings.certificatePath = kPath;
  lint::InputFile file;
  file.kind = lint::FileKind::kCertificate;
  file.path = file.sitePath = kPath;
  file.named = true;
  file.source = std::make_shared<text::SourceFile>(file.path, bytes);
  input.files.push_back(std::move(file));
  input.entries.push_back({std::string(kPath), false, bytes.size()});
  input.pool = world.pool;
  input.roots = world.roots;
  input.rootsNamed = true;
  return input;
}

std::vector<std::string> certificatesOf(const lint::SiteInput& input) {
  std::vector<std::string> ders;
  const pem::Document document(input.files.front().source);
  for (const auto& one : x509::loadCertificates(document).certificates) {
    ders.push_back(one.certificate.der());
  }
  return ders;
}

lint::FixResult fixed(const lint::SiteInput& input) {
  lint::LintSettings settings;
  settings.rules = rules::table();
  settings.now = kNow.time_since_epoch().count();
  return lint::fixAll(input, settings, {});
}

bool saysAnything(const lint::LintResult& result) {
  return std::any_of(result.findings.begin(), result.findings.end(), [](const auto& finding) {
    return finding.rule->name.starts_with("certificate-chain") ||
           finding.rule->name == "certificate-signature-wrong";
  });
}

/// True when a path existed.
bool checkFix(std::uint32_t seed) {
  INFO("seed " << seed);
  const World world = makeWorld(seed);
  std::vector<std::string> roots;
  for (const TestCertificate& root : world.pki.roots) roots.push_back(root.der);
  const PathOracle oracle(roots, kNow);
  const lint::FixResult fix = fixed(siteOf(world));
  CHECK(fix.converged);
  CHECK(fix.rolledBack.empty());
  CHECK(fixed(fix.after).changes.empty());
  using Client = PathOracle::Client;
  if (!oracle.pathExists(world.pki.leaf.der, world.candidates, Client::kAllRoots)) {
    return false;
  }
  const std::vector<std::string> sent = certificatesOf(fix.after);
  REQUIRE_FALSE(sent.empty());
  CHECK(sent.front() == world.pki.leaf.der);
  for (const std::string& der : sent) {
    const auto one = x509::Certificate::parse(der);
    UNSCOPED_INFO("sent: " << one->subject().display() << " by " << one->issuer().display());
  }
  for (const lint::Finding& finding : fix.remaining.findings) {
    UNSCOPED_INFO(renderMessage(finding, lint::Language::kEnglish));
  }
  REQUIRE(oracle.accepts(sent));
  for (std::size_t i = 1; i < sent.size(); ++i) {
    std::vector<std::string> fewer = sent;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK_FALSE(oracle.accepts(fewer));
  }
  // What ends before the leaf does, and nothing outlives, is all that is left to say.
  for (const lint::Finding& finding : fix.remaining.findings) {
    if (!finding.rule->name.starts_with("certificate-chain")) continue;
    CHECK(finding.rule->name == "certificate-chain-ends-early");
  }
  return true;
}

TEST_CASE("a fixed bundle verifies wherever a path exists, and holds nothing else") {
  const char* more = std::getenv("HTLINT_WORLDS");
  const std::uint32_t worlds = more == nullptr ? 100 : static_cast<std::uint32_t>(std::atoi(more));
  std::uint32_t withPath = 0;
  for (std::uint32_t seed = 1; seed <= worlds; ++seed) withPath += checkFix(seed) ? 1U : 0U;
  const char* given = std::getenv("HTLINT_SEED");
  const std::uint32_t fresh = given == nullptr
                                  ? std::random_device()()
                                  : static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10));
  WARN("fresh seed " << fresh);
  for (std::uint32_t i = 0; i < worlds / 2; ++i) withPath += checkFix(fresh + i) ? 1U : 0U;
  WARN(withPath << " of " << worlds + worlds / 2 << " bundles had a path");
  CHECK(withPath > worlds / 4);
}

TEST_CASE("what fix leaves alone is said where no path exists") {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    const World world = makeWorld(seed);
    std::vector<std::string> roots;
    for (const TestCertificate& root : world.pki.roots) roots.push_back(root.der);
    const PathOracle oracle(roots, kNow);
    if (oracle.pathExists(world.pki.leaf.der, world.candidates, PathOracle::Client::kOneRoot)) {
      continue;
    }
    CHECK(saysAnything(fixed(siteOf(world)).remaining));
  }
}

}  // namespace
}  // namespace htlint::test
