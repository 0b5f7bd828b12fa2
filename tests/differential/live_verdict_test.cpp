// The same against a running httpd: small cases, real files, and mutants of rewrite rules and
// sections.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>
#include <set>

#include "corpus.h"
#include "message_class.h"
#include "mutants.h"
#include "running_server.h"

namespace htlint::test {
namespace {

constexpr int kFixedMutants = 2500;
constexpr int kFreshMutants = 1000;

/// What was not compared, for somebody to look at.
struct Uncompared {
  int cases = 0;
  int undecided = 0;
  std::set<std::string> messages;  ///< of no known class

  void print() {
    WARN(undecided << " of " << cases << " verdicts are unknown");
    for (const std::string& message : messages) WARN("of no known class: " << message);
    *this = {};
  }
};

Uncompared& uncompared() {
  static Uncompared all;
  return all;
}

/// Of the httpd that is installed here: <IfVersion> tells versions apart.
httpd::Version serverVersion() {
  static const httpd::Version kVersion = [] {
    const auto version = httpd::parseVersion(ApacheServer::version());
    REQUIRE(version.has_value());
    return *version;
  }();
  return kVersion;
}

void compare(ApacheServer& server, const std::string& bytes) {
  const auto message = server.rejection(bytes);
  ++uncompared().cases;
  if (isUndecided(bytes, serverVersion())) ++uncompared().undecided;
  if (message && classify(*message) == nullptr) uncompared().messages.insert(*message);
  const auto wrong = contradiction(bytes, message, serverVersion());
  if (!wrong) return;
  // Only candidates of the same class: else every failure shrinks to the shortest of all.
  const auto classOf = [](const std::optional<std::string>& text) {
    return text ? classify(*text) : nullptr;
  };
  const std::string smallest = minimise(bytes, [&](const std::string& candidate) {
    const auto said = server.rejection(candidate);
    return classOf(said) == classOf(message) &&
           contradiction(candidate, said, serverVersion()).has_value();
  });
  CAPTURE(bytes, smallest);
  FAIL_CHECK(contradiction(smallest, server.rejection(smallest), serverVersion()).value_or(*wrong));
}

void compareMutants(ApacheServer& server, const std::vector<std::string>& seeds, std::uint32_t seed,
                    int count) {
  std::mt19937 random(seed);
  for (int i = 0; i < count; ++i) {
    CAPTURE(seed, i);
    compare(server, mutant(seeds[random() % seeds.size()], random));
  }
  uncompared().print();
}

/// A new one each time; HTLINT_SEED repeats one that was printed.
std::uint32_t freshSeed() {
  const char* given = std::getenv("HTLINT_SEED");
  const std::uint32_t seed = given != nullptr
                                 ? static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10))
                                 : std::random_device()();
  WARN("HTLINT_SEED=" << seed);
  return seed;
}

TEST_CASE("Small cases get httpd's verdict, live") {
  ApacheServer* server = runningServer();
  if (server == nullptr) return;
  for (const std::string& bytes : smallCases()) {
    const auto message = server->rejection(bytes);
    CAPTURE(bytes, message.value_or(""));
    if (message) CHECK(classify(*message) != nullptr);
    compare(*server, bytes);
  }
}

TEST_CASE("The seeds of the mutants are accepted") {
  ApacheServer* server = runningServer();
  if (server == nullptr) return;
  for (const std::string& bytes : mutationSeeds()) {
    CAPTURE(bytes);
    CHECK(server->rejection(bytes).value_or("accepted") == "accepted");
    CHECK(contradiction(bytes, std::nullopt, serverVersion()).value_or("accepted") == "accepted");
  }
}

TEST_CASE("Mutants get httpd's verdict, live") {
  ApacheServer* server = runningServer();
  if (server == nullptr) return;
  compareMutants(*server, mutationSeeds(), 1, kFixedMutants);
  compareMutants(*server, smallCases(), 2, kFixedMutants);
}

TEST_CASE("Mutants of a fresh seed get httpd's verdict, live") {
  ApacheServer* server = runningServer();
  if (server == nullptr) return;
  const std::uint32_t seed = freshSeed();
  compareMutants(*server, mutationSeeds(), seed, kFreshMutants);
  compareMutants(*server, smallCases(), seed, kFreshMutants);
}

TEST_CASE("Real files get httpd's verdict, live") {
  const std::vector<CorpusFile> files = corpusFiles();
  if (files.empty()) return;
  ApacheServer* server = runningServer();
  if (server == nullptr) return;
  std::vector<std::string> seeds;
  for (const CorpusFile& file : files) {
    CAPTURE(file.path);
    compare(*server, file.bytes);
    const bool rewrites = file.bytes.find("RewriteRule") != std::string::npos;
    if (rewrites && file.bytes.size() < 1500) seeds.push_back(file.bytes);
  }
  REQUIRE(seeds.size() > 24);
  compareMutants(*server, seeds, 3, kFixedMutants);
}

}  // namespace
}  // namespace htlint::test
