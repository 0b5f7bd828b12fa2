#include "pem/damage.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "mutations.h"
#include "pem/base64.h"

namespace htlint::pem {
namespace {

Document parse(std::string bytes) {
  return Document(std::make_shared<text::SourceFile>("test.pem", std::move(bytes)));
}

/// DER that is complete by its own account, as a public key is for this room.
std::string publicKey(std::size_t size = 150) {
  std::string der = "\x30\x81";
  der += static_cast<char>(size);
  der += std::string("\x04\x81") + static_cast<char>(size - 3) + std::string(size - 3, 'x');
  return "-----BEGIN PUBLIC KEY-----\n" + encodeBase64Lines(der, "\n") +
         "-----END PUBLIC KEY-----\n";
}

struct Found {
  DamageKind kind;
  DamageEffect effect;
  std::uint32_t line;
  std::uint32_t column;

  friend bool operator==(const Found&, const Found&) = default;
};

std::vector<Found> find(const std::string& bytes) {
  const Document document = parse(bytes);
  std::vector<Found> found;
  for (const Damage& damage : findDamage(document).damages) {
    const text::Position at = document.file().position(damage.range.start);
    found.push_back({damage.kind, damage.effect, at.line, at.column});
  }
  return found;
}

std::string repair(const std::string& bytes) {
  const DamageReport report = findDamage(parse(bytes));
  return report.repairs.empty() ? bytes : text::applyEdits(bytes, {report.repairs.data(), 1});
}

using All = std::vector<Found>;

TEST_CASE("places, effects and repairs of damage") {
  const std::string key = publicKey();
  CHECK(find(key).empty());
  CHECK(find(key + "text\n" + key).empty());

  const std::string dashes = key.substr(1);
  CHECK(find(dashes) == All{{DamageKind::kMarkerDashes, DamageEffect::kSkipsBlock, 1, 1}});
  CHECK(repair(dashes) == key);

  const std::string joined = key.substr(0, key.size() - 1) + key;
  CHECK(find(joined) == All{{DamageKind::kMarkersJoined, DamageEffect::kRefusesFile, 6, 25}});
  CHECK(repair(joined) == key + key);

  const std::string unended = key.substr(0, key.find("-----END"));
  CHECK(find(unended + key) == All{{DamageKind::kEndMissing, DamageEffect::kSwallowsNext, 5, 1}});
  CHECK(repair(unended + key) == key + key);
  CHECK(find(key + unended) == All{{DamageKind::kEndMissing, DamageEffect::kRefusesFile, 11, 1}});

  const std::string quoted = "> " + key.substr(0, 27) + "> " + key.substr(27);
  CHECK(find(quoted)[0].kind == DamageKind::kQuoted);
  CHECK(repair(quoted) == key);
}

TEST_CASE("where something would have to be guessed there is no repair") {
  const std::string key = publicKey();
  std::string lost = key;
  lost.erase(40, 1);
  CHECK(find(lost) == All{{DamageKind::kIrregularLine, DamageEffect::kRefusesFile, 2, 1}});
  CHECK(repair(lost) == lost);
  std::string shorter = key;
  shorter.erase(27, 65);
  CHECK(find(shorter)[0].kind == DamageKind::kNotDer);
  CHECK(repair(shorter) == shorter);
  shorter = key;
  shorter.erase(27 + 65, 65);
  CHECK(find(shorter)[0].kind == DamageKind::kMissingBytes);
}

TEST_CASE("no edit touches a private key or JSON") {
  std::string secret = publicKey();
  for (std::size_t at; (at = secret.find("PUBLIC")) != std::string::npos;) {
    secret.replace(at, 6, "PRIVATE");
  }
  CHECK(find(secret).empty());
  CHECK(find(secret.substr(1)).size() == 1);
  CHECK(repair(secret.substr(1)) == secret.substr(1));
  // But a line end between two blocks shows nothing of either.
  const std::string joined = publicKey().substr(0, publicKey().size() - 1) + secret;
  CHECK(repair(joined) == publicKey() + secret);
  const std::string json = "{\"key\": \"" + publicKey() + "\"}\n";
  CHECK_FALSE(find(json).empty());
  CHECK(repair(json) == json);
}

TEST_CASE("what is known to be other things is left alone") {
  for (const char* bytes :
       {"---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n",
        "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nAAAA\n---- END SSH2 ENCRYPTED PRIVATE KEY "
        "----\n",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nAAAA\n=AAAA\n"
        "-----END PGP PRIVATE KEY BLOCK-----\n",
        "-----BEGIN SOMETHING-----\nAAAA\n-----END SOMETHING-----\n", "RewriteEngine on\r",
        "just a text, with \xE3\x80\x80 in it\n"}) {
    INFO(bytes);
    CHECK(find(bytes).empty());
  }
  CHECK(find("-----BEGIN SOMETHING-----\nAAAA\n").size() == 1);
}

void checkInvariants(const std::string& bytes) {
  INFO(bytes);
  const Document document = parse(bytes);
  const DamageReport report = findDamage(document);
  for (const Damage& damage : report.damages) {
    REQUIRE(damage.range.start <= damage.range.end);
    REQUIRE(damage.range.end <= bytes.size());
    REQUIRE((damage.block == kNone || damage.block < document.blocks().size()));
    REQUIRE((damage.repair == kNone || damage.repair < report.repairs.size()));
  }
  for (const text::TextEdit& edit : report.repairs) {
    REQUIRE(edit.range.start <= edit.range.end);
    REQUIRE(edit.range.end <= bytes.size());
    REQUIRE_FALSE((edit.range.empty() && edit.replacement.empty()));
  }
  // A block that a person sees and OpenSSL does not read is never passed over.
  for (std::size_t i = 0; i < document.blocks().size(); ++i) {
    const Block& block = document.blocks()[i];
    if (block.kind == BlockKind::kOther || document.readOf(block) != nullptr) continue;
    bool readable = false;
    for (const OpenSslRead& read : readAsOpenSsl(document.file().text(block.range))) {
      readable = readable || read.isBlock();
    }
    bool told = readable || block.label.starts_with("PGP ");
    for (const Damage& damage : report.damages) {
      told =
          told || damage.block == i || damage.block == i + 1 || damage.kind == DamageKind::kUtf16;
    }
    REQUIRE(told);
  }
}

TEST_CASE("whatever the bytes, reports are sound and repairs come to an end") {
  for (const std::uint64_t seed : {std::uint64_t{77}, test::freshSeed()}) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 5000; ++i) {
      std::string bytes = test::damage(publicKey() + publicKey(180), random);
      checkInvariants(bytes);
      int rounds = 0;
      for (std::string next = repair(bytes); next != bytes; next = repair(bytes)) {
        INFO(bytes << "\n---\n" << next);
        bytes = next;
        REQUIRE(++rounds < 12);
      }
    }
  }
  std::mt19937_64 random(13);
  for (const std::string& bytes : test::corpusFiles()) {
    checkInvariants(bytes);
    for (int i = 0; i < 10; ++i) checkInvariants(test::damage(bytes, random));
  }
}

TEST_CASE("odd files take time in proportion to their size") {
  using Clock = std::chrono::steady_clock;
  const auto repeated = [](const std::string& piece, std::size_t size) {
    std::string text;
    while (text.size() < size) text += piece;
    return text;
  };
  for (const std::string& piece :
       {std::string("BEGIN "), std::string("-----BEGIN CERTIFICATE-----"),
        std::string("-----END CERTIFICATE-----"), std::string("----BEGIN CERTIFICATE----- AAAA "),
        std::string("-----BEGIN CERTIFICATE-----\n"), std::string("<a"), std::string("&amp;"),
        std::string("\\"), std::string("=3D"), std::string("\xE2\x80\x8B"), std::string("A"),
        std::string("A\n"), std::string("MIIA"), std::string("\r"), std::string("> "),
        std::string("-"), std::string("M\xE2\x80\x8B"), publicKey(), "> " + publicKey()}) {
    INFO(piece);
    const std::string text = repeated(piece, std::size_t{1} << 20);
    const auto start = Clock::now();
    const DamageReport report = findDamage(parse("-----BEGIN CERTIFICATE-----\n" + text));
    const std::chrono::duration<double> taken = Clock::now() - start;
    INFO(report.damages.size() << " damages");
    CHECK(taken.count() < 4);
  }
}

}  // namespace
}  // namespace htlint::pem
