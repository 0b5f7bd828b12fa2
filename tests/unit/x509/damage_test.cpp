// Generated accidents of copy and paste: what a server loads from the damaged file is what it
// really loads, nothing that matters goes unnoticed, and what needs no guess is repaired.

#include "pem/damage.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <random>
#include <set>

#include "accidents.h"
#include "real_load.h"
#include "support/certificates.h"
#include "support/files.h"
#include "x509/block_content.h"
#include "x509/bundle.h"
#include "x509/integrity.h"

namespace htlint::x509 {
namespace {

using test::Accident;

pem::Document document(std::string bytes) {
  return pem::Document(std::make_shared<text::SourceFile>("test.pem", std::move(bytes)));
}

/// A chain of four, and what else lies in such files.
struct Material {
  test::TestCertificate middle = make("htlint CA 2", true, nullptr, test::rsaKey(1));
  test::TestCertificate issuing = make("htlint CA 3", true, &middle, test::ecKey(1));
  test::TestCertificate leaf = make("www.example.jp", false, &issuing, test::rsaKey(2));
  std::string authority = test::testAuthority().pem;
  std::string request = test::makeRequest({}).pem;

  static test::TestCertificate make(const std::string& name, bool isCa,
                                    const test::TestCertificate* issuer, const test::TestKey& key) {
    test::CertificateOptions options;
    options.subject = {{"C", "JP"}, {"O", "htlint"}, {"CN", name}};
    if (isCa) {
      options.dnsNames.clear();
    } else {
      options.dnsNames = {name, "example.jp"};
    }
    options.isCa = isCa;
    options.issuer = issuer;
    options.key = &key;
    return test::makeCertificate(options);
  }
};

const Material& material() {
  static const Material made;
  return made;
}

struct Original {
  std::string pem;
  std::string keyBody;  // base64 of a private key in it, empty if there is none
  std::size_t certificates = 0;
};

Original makeOriginal(std::mt19937_64& random, bool withKey) {
  const Material& m = material();
  Original original;
  original.certificates = 1 + random() % 4;
  const std::string* certificates[] = {&m.leaf.pem, &m.issuing.pem, &m.middle.pem, &m.authority};
  for (std::size_t i = 0; i < original.certificates; ++i) original.pem += *certificates[i];
  if (random() % 4 == 0) original.pem += m.request;
  if (withKey) {
    const std::string key = m.leaf.key.pem();
    original.keyBody = key.substr(28, key.size() - 28 - 26);
    original.pem = random() % 2 == 0 ? key + original.pem : original.pem + key;
  }
  return original;
}

std::vector<const Accident*> chooseAccidents(std::mt19937_64& random, bool repairable) {
  std::vector<const Accident*> chosen;
  const std::size_t count = 1 + random() % 3;
  while (chosen.size() < count) {
    const Accident& accident = test::accidents()[random() % test::accidents().size()];
    const bool twice = std::any_of(chosen.begin(), chosen.end(), [&](const Accident* other) {
      return other == &accident || (repairable && other->needsLines && accident.needsLines);
    });
    if (!twice && (accident.repairable || !repairable)) chosen.push_back(&accident);
  }
  std::stable_sort(chosen.begin(), chosen.end(),
                   [](const Accident* a, const Accident* b) { return a->stage < b->stage; });
  return chosen;
}

std::string namesOf(const std::vector<const Accident*>& accidents) {
  std::string names;
  for (const Accident* accident : accidents) names += std::string(", ") + accident->name;
  return names.substr(2);
}

/// As lint's fix loop does: what touches another edit waits for the next round.
std::string repairedOnce(const std::string& bytes, const pem::DamageReport& report) {
  std::vector<text::TextEdit> edits = report.repairs;
  std::sort(edits.begin(), edits.end(),
            [](const auto& a, const auto& b) { return a.range < b.range; });
  std::vector<text::TextEdit> taken;
  for (text::TextEdit& edit : edits) {
    if (!taken.empty() && edit.range.start <= taken.back().range.end) continue;
    taken.push_back(std::move(edit));
  }
  return text::applyEdits(bytes, taken);
}

std::string repaired(std::string bytes) {
  for (int round = 0; round < 10; ++round) {
    const pem::DamageReport report = pem::findDamage(document(bytes), isBlockContent);
    if (report.repairs.empty()) return bytes;
    bytes = repairedOnce(bytes, report);
  }
  return "does not come to an end";
}

bool hasWrongSignature(const Bundle& bundle) {
  for (const FileCertificate& child : bundle.certificates) {
    bool intact = child.certificate.isSelfSigned();
    bool wrong = false;
    for (const FileCertificate& issuer : bundle.certificates) {
      const Integrity integrity = checkIntegrity(child.certificate, issuer.certificate);
      intact = intact || integrity == Integrity::kIntact;
      wrong = wrong || (integrity != Integrity::kIntact && integrity != Integrity::kUnknown);
    }
    if (wrong && !intact) return true;
  }
  return false;
}

/// The lines that a report of the damage points at. Where the content does not say which line it
/// is, all lines of the block.
text::TextRange placeOf(const pem::Document& file, const pem::Damage& damage) {
  const bool content = damage.kind == pem::DamageKind::kMissingBytes ||
                       damage.kind == pem::DamageKind::kNotDer ||
                       damage.kind == pem::DamageKind::kUnreadable;
  return content ? file.blocks()[damage.block].range : damage.range;
}

/// Whether what the file really gives a server is what htlint says.
void requireSameLoad(const pem::Document& file, const test::RealLoad& real) {
  const ServerLoad ours = loadAsServer(file);
  REQUIRE(ours.accepted == real.accepted);
  const Bundle bundle = loadCertificates(file);
  REQUIRE(loadAsServer(file, &bundle).accepted == real.accepted);
  if (!real.accepted) return;
  REQUIRE(test::rewritten(ours.server->der()) == real.server);
  REQUIRE(ours.chainReads.size() == real.chain.size());
  for (std::size_t i = 0; i < real.chain.size(); ++i) {
    REQUIRE(test::rewritten(file.reads()[ours.chainReads[i]].der) == real.chain[i]);
  }
}

/// Lines of `after` that are not in `before`, and their neighbours; and the first lines of blocks
/// that have such lines.
std::set<std::uint32_t> damagedLines(const pem::Document& before, const pem::Document& after) {
  const auto lineOf = [](const pem::Document& file, std::uint32_t line) {
    return file.file().text(file.file().lineRange(line));
  };
  std::multiset<std::string_view> known;
  for (std::uint32_t i = 1; i <= before.file().lineCount(); ++i) known.insert(lineOf(before, i));
  std::set<std::uint32_t> lines;
  std::string_view previous;
  for (std::uint32_t i = 1; i <= after.file().lineCount(); ++i) {
    const std::string_view line = lineOf(after, i);
    const auto found = known.find(line);
    // The line that was before it is not any more.
    const std::string old(before.file().bytes());
    const bool moved = old.find(std::string(previous) + "\n" + std::string(line)) == old.npos;
    const bool isMoved = i == 1 ? line != lineOf(before, 1) : moved;
    if (found == known.end() || isMoved) lines.insert({i - 1, i, i + 1});
    if (found != known.end()) known.erase(found);
    previous = line;
  }
  lines.insert(after.file().lineCount());  // what is missing at the end
  for (const pem::Block& block : after.blocks()) {
    const std::uint32_t last = after.file().lineAt(block.range.end);
    const auto at = lines.lower_bound(block.line);
    if (at != lines.end() && *at <= last) lines.insert(block.line);
  }
  return lines;
}

/// At most one case in so many may be taken for something else.
constexpr int kFewest = 1000;

TEST_CASE("no accident that matters to a server goes unnoticed") {
  const test::TemporaryFolder folder;
  const auto load = [&folder](const std::string& bytes) {
    test::writeFile(folder / "c.pem", bytes);
    return test::loadReally(folder / "c.pem");
  };
  int unprovable = 0;
  int unnoticed = 0;
  int changed = 0;
  for (const std::uint64_t seed : {std::uint64_t{41}, std::uint64_t{std::random_device{}()}}) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 4000; ++i) {
      const Original original = makeOriginal(random, random() % 4 == 0);
      const auto accidents = chooseAccidents(random, false);
      std::string bytes = original.pem;
      for (const Accident* accident : accidents) bytes = accident->apply(std::move(bytes), random);
      INFO("case " << i << ": " << namesOf(accidents) << "\n" << bytes);
      const pem::Document before = document(original.pem);
      const pem::Document file = document(bytes);
      const test::RealLoad real = load(bytes);
      requireSameLoad(file, real);
      const pem::DamageReport report = pem::findDamage(file, isBlockContent);
      for (const text::TextEdit& edit : report.repairs) {
        REQUIRE(edit.range.end <= bytes.size());
        for (std::size_t at = 0; at + 16 <= original.keyBody.size(); at += 65) {
          REQUIRE(edit.replacement.find(original.keyBody.substr(at, 16)) == std::string::npos);
        }
      }
      if (real == load(original.pem)) continue;
      ++changed;
      const std::set<std::uint32_t> lines = damagedLines(before, file);
      const bool told =
          std::any_of(report.damages.begin(), report.damages.end(), [&](const pem::Damage& damage) {
            const text::TextRange place = placeOf(file, damage);
            const auto line = lines.lower_bound(file.file().lineAt(place.start));
            return line != lines.end() && *line <= file.file().lineAt(place.end);
          });
      if (told || hasWrongSignature(loadCertificates(file))) continue;
      // One changed character is proven by the issuer alone, and only if its name is intact.
      const bool onlyContent =
          std::any_of(accidents.begin(), accidents.end(), [](const Accident* accident) {
            const std::string name = accident->name;
            return name == "character changed" || name == "lines exchanged" || name == "broken off";
          });
      if (!onlyContent) {
        WARN("not told: seed " << seed << ", case " << i << ": " << namesOf(accidents));
        ++unnoticed;
      }
      ++unprovable;
    }
  }
  INFO(unprovable << " of " << changed);
  // Several accidents on a few lines can, once in thousands of cases, look like another one.
  CHECK(unnoticed * kFewest < changed);
  CHECK(changed > 3000);
  CHECK(unprovable < changed / 40);
}

/// The repaired text has the original's blocks, all of which OpenSSL reads, and nothing to repair.
bool isRestored(const std::string& original, const std::string& fixed) {
  const pem::Document before = document(original);
  const pem::Document after = document(fixed);
  if (!pem::findDamage(after, isBlockContent).damages.empty()) return false;
  if (after.blocks().size() != before.blocks().size()) return false;
  for (std::size_t i = 0; i < after.blocks().size(); ++i) {
    const pem::Block& block = after.blocks()[i];
    if (after.readOf(block) == nullptr) return false;
    if (after.derOf(block) != before.derOf(before.blocks()[i])) return false;
  }
  return true;
}

TEST_CASE("what needs no guess is repaired, and a second repair changes nothing") {
  int cases = 0;
  int missed = 0;
  for (const std::uint64_t seed : {std::uint64_t{43}, std::uint64_t{std::random_device{}()}}) {
    std::mt19937_64 random(seed);
    for (int i = 0; i < 4000; ++i) {
      const Original original = makeOriginal(random, false);
      const auto accidents = chooseAccidents(random, true);
      std::string bytes = original.pem;
      for (const Accident* accident : accidents) bytes = accident->apply(std::move(bytes), random);
      INFO("seed " << seed << ", case " << i << ": " << namesOf(accidents) << "\n" << bytes);
      const std::string fixed = repaired(bytes);
      REQUIRE(repaired(fixed) == fixed);
      ++cases;
      if (isRestored(original.pem, fixed)) continue;
      WARN("not restored: seed " << seed << ", case " << i << ": " << namesOf(accidents));
      ++missed;
    }
  }
  CHECK(missed * kFewest < cases);
}

TEST_CASE("of a doubled line and a damaged last one, the doubled line goes") {
  for (int i = 0; i < 40; ++i) {
    const std::string original = test::makeRequest({}).pem;
    const std::size_t last = original.rfind('\n', original.find("\n-----END") - 1) + 1;
    const std::size_t before = original.rfind('\n', last - 2) + 1;
    std::string damaged = original;
    damaged.insert(last + 6, "\xE3\x80\x80");
    damaged.insert(before, original.substr(before, last - before));
    INFO(damaged);
    CHECK(repaired(damaged) == original);
  }
}

TEST_CASE("clean files have no damage") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 200; ++i) {
    const Original original = makeOriginal(random, random() % 2 == 0);
    CHECK(pem::findDamage(document(original.pem), isBlockContent).damages.empty());
  }
  const std::filesystem::path collection = "/etc/ssl/certs/ca-certificates.crt";
  if (!std::filesystem::exists(collection)) {
    WARN("no " << collection << "; skipped");
    return;
  }
  CHECK(pem::findDamage(document(test::readFile(collection)), isBlockContent).damages.empty());
}

TEST_CASE("OpenSSL's own reading tests are repaired to the certificate that they hold") {
  const std::filesystem::path folder =
      std::filesystem::path(HTLINT_CORPUS_DIR) / "pem/openssl-reading";
  if (!std::filesystem::exists(folder)) {
    WARN("no files at " << folder << "; skipped");
    return;
  }
  const pem::Document good = document(test::readFile(folder / "cert.pem"));
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    INFO(name);
    const std::string bytes = test::readFile(entry.path());
    const pem::Document fixed = document(repaired(bytes));
    REQUIRE(fixed.blocks().size() == 1);
    const bool other = name == "csr.pem" || name.find("254") != std::string::npos;
    if (other) {
      CHECK(fixed.file().bytes() == bytes);
    } else {
      CHECK(loadAsServer(fixed).accepted);
      CHECK(fixed.derOf(fixed.blocks()[0]) == good.derOf(good.blocks()[0]));
    }
  }
}

}  // namespace
}  // namespace htlint::x509
