#include "pem/document.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "mutations.h"
#include "support/files.h"

namespace htlint::pem {
namespace {

Document parse(std::string bytes) {
  return Document(std::make_shared<text::SourceFile>("test.pem", std::move(bytes)));
}

void checkInvariants(const std::string& bytes) {
  const Document document = parse(bytes);
  INFO("file:\n" << bytes);
  REQUIRE(document.print() == bytes);
  std::uint32_t at = 0;
  for (const Part& part : document.parts()) {
    REQUIRE(part.range.start == at);
    REQUIRE(part.range.end >= at);
    at = part.range.end;
    if (part.block != kNone) REQUIRE(document.blocks()[part.block].range == part.range);
  }
  REQUIRE(at == bytes.size());
  for (const Block& block : document.blocks()) {
    REQUIRE(block.range.contains(block.body));
    REQUIRE(block.body.start <= block.body.end);
    if (block.begin != kNone) {
      REQUIRE(block.range.contains(document.markers()[block.begin].range));
      REQUIRE(block.line == document.file().lineAt(document.markers()[block.begin].range.start));
    }
    if (block.end != kNone) REQUIRE(block.range.contains(document.markers()[block.end].range));
  }
  // Whatever OpenSSL begins to read is a block here too.
  std::size_t seen = 0;
  for (const OpenSslRead& read : document.reads()) seen += !read.beginLine.empty();
  std::size_t known = 0;
  for (const Block& block : document.blocks()) known += block.read != kNone;
  REQUIRE(known == seen);
}

TEST_CASE("a PEM document is lossless and its parts tile the file") {
  for (const char* bytes :
       {"", "\n", "text", "-----BEGIN X-----", "-----END X-----", "-----BEGIN -----\n",
        "-----BEGIN X----------END X-----", "-----END X----------BEGIN X-----\nAAAA\n", "\r\r\r",
        "-----BEGIN a:b-----\nAAAA\n-----END a:b-----\n", "AAAA\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\r-----END CERTIFICATE-----\r"}) {
    checkInvariants(bytes);
  }
  for (const std::uint64_t seed : {std::uint64_t{4711}, test::freshSeed()}) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    const std::string base = test::makePem({"CERTIFICATE", "PRIVATE KEY", "CERTIFICATE"});
    for (int i = 0; i < 10000; ++i) checkInvariants(test::damage(base, random));
  }
}

TEST_CASE("real PEM files are read without loss, damaged or not") {
  std::mt19937_64 random(11);
  for (const std::string& bytes : test::corpusFiles()) {
    checkInvariants(bytes);
    for (int i = 0; i < 20; ++i) checkInvariants(test::damage(bytes, random));
  }
}

TEST_CASE("a good file has its blocks and the text around them") {
  const std::string pem =
      "before\n" + test::makePem({"CERTIFICATE"}) + "between\n" + test::makePem({"PRIVATE KEY"});
  const Document document = parse(pem);
  REQUIRE(document.parts().size() == 4);
  REQUIRE(document.blocks().size() == 2);
  const Block& first = document.blocks()[0];
  CHECK(first.kind == BlockKind::kCertificate);
  CHECK(first.label == "CERTIFICATE");
  CHECK(first.line == 2);
  CHECK(first.isComplete());
  CHECK(document.file().text(first.range) == test::makePem({"CERTIFICATE"}));
  CHECK(document.file().text(first.body).starts_with("aaaa"));
  CHECK(document.file().text(first.body).ends_with("c2hvcnQ=\n"));
  CHECK(document.file().text(document.parts()[2].range) == "between\n");
  REQUIRE(document.readOf(first) != nullptr);
  CHECK(document.derOf(first) == document.readOf(first)->der);
  const auto offsetOf = [&pem](const char* text) {
    return static_cast<std::uint32_t>(pem.find(text));
  };
  CHECK(document.blockAt(offsetOf("between")) == nullptr);
  CHECK(document.blockAt(offsetOf("PRIVATE")) == &document.blocks()[1]);
  CHECK(document.hasKind(BlockKind::kPrivateKey));
  CHECK_FALSE(document.hasKind(BlockKind::kRequest));
}

struct MarkerCase {
  const char* what;
  const char* begin;
  const char* end;
  bool openSslReads;
};

TEST_CASE("a block with damaged markers is still a block, and known to be invisible to OpenSSL") {
  const MarkerCase cases[] = {
      {"as it should be", "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", true},
      {"old label", "-----BEGIN X509 CERTIFICATE-----", "-----END X509 CERTIFICATE-----", true},
      {"blanks at the end", "-----BEGIN CERTIFICATE----- \t", "-----END CERTIFICATE-----  ", true},
      {"four dashes left", "----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", false},
      {"four dashes right", "-----BEGIN CERTIFICATE----", "-----END CERTIFICATE-----", false},
      {"spaces", "----- BEGIN CERTIFICATE -----", "----- END CERTIFICATE -----", false},
      {"full-width dashes", "－－－－－BEGIN CERTIFICATE－－－－－",
       "－－－－－END CERTIFICATE－－－－－", false},
      {"em and en dash", "—–BEGIN CERTIFICATE—–", "—–END CERTIFICATE—–", false},
      {"lower case", "-----begin certificate-----", "-----end certificate-----", false},
      {"no dashes", "BEGIN CERTIFICATE", "END CERTIFICATE", false},
      {"indented", "  -----BEGIN CERTIFICATE-----", "  -----END CERTIFICATE-----", false},
      {"quoted", "> -----BEGIN CERTIFICATE-----", "> -----END CERTIFICATE-----", false},
      {"six dashes", "------BEGIN CERTIFICATE------", "------END CERTIFICATE------", false},
  };
  for (const MarkerCase& c : cases) {
    INFO(c.what);
    const Document document =
        parse("text\n" + std::string(c.begin) + "\nAAAA\n" + c.end + "\nmore text\n");
    REQUIRE(document.blocks().size() == 1);
    const Block& block = document.blocks()[0];
    CHECK(block.kind == BlockKind::kCertificate);
    CHECK(block.isComplete());
    CHECK(block.line == 2);
    CHECK(document.file().text(block.body) == "AAAA\n");
    CHECK((document.readOf(block) != nullptr) == c.openSslReads);
    CHECK(document.derOf(block) == std::string(3, '\0'));
    CHECK(document.parts().size() == 3);
  }
}

TEST_CASE("text that only resembles a marker is none") {
  for (const char* text : {"# BEGIN WordPress\n# END WordPress\n", "-- begin transaction\n",
                           "-- END OF CERTIFICATE --",
                           "The certificate begins with BEGIN CERTIFICATE and five dashes.\n",
                           "--- begin list ---\n", "RewriteRule ^end$ /begin [L]\n"}) {
    INFO(text);
    CHECK(parse(text).blocks().empty());
  }
}

TEST_CASE("joined, missing and mismatched markers") {
  const std::string line(64, 'Q');
  SECTION("end and begin in one line") {
    const Document document = parse("-----BEGIN CERTIFICATE-----\n" + line +
                                    "\n-----END CERTIFICATE----------BEGIN CERTIFICATE-----\n" +
                                    line + "\n-----END CERTIFICATE-----\n");
    REQUIRE(document.blocks().size() == 2);
    REQUIRE(document.markers().size() == 4);
    for (const Marker& marker : document.markers()) CHECK(marker.wellFormed);
    CHECK(document.file().text(document.blocks()[1].body) == line + "\n");
    CHECK(document.reads()[0].status == ReadStatus::kBadEndLine);
  }
  SECTION("no begin line") {
    const Document document =
        parse("Our new certificate\n" + line + "\n" + line + "\nQQ==\n-----END CERTIFICATE-----\n");
    REQUIRE(document.blocks().size() == 1);
    CHECK(document.blocks()[0].begin == kNone);
    CHECK(document.file().text(document.blocks()[0].body) == line + "\n" + line + "\nQQ==\n");
  }
  SECTION("no end line, before another block") {
    const Document document =
        parse("-----BEGIN CERTIFICATE-----\n" + line + "\n" + test::makePem({"CERTIFICATE"}));
    REQUIRE(document.blocks().size() == 2);
    CHECK(document.blocks()[0].end == kNone);
    CHECK(document.file().text(document.blocks()[0].body) == line + "\n");
  }
  SECTION("no end line, at the end of the file") {
    const Document document = parse("-----BEGIN CERTIFICATE-----\n" + line + "\n\nGood luck!\n");
    REQUIRE(document.blocks().size() == 1);
    CHECK(document.file().text(document.blocks()[0].body) == line + "\n");
  }
  SECTION("another label at the end") {
    const Document document =
        parse("-----BEGIN CERTIFICATE-----\n" + line + "\n-----END PRIVATE KEY-----\n");
    REQUIRE(document.blocks().size() == 1);
    CHECK(document.blocks()[0].kind == BlockKind::kCertificate);
    CHECK(document.blocks()[0].isComplete());
    CHECK(document.readOf(document.blocks()[0]) == nullptr);
  }
}

TEST_CASE("every damaged file of the collection has a certificate block that a person would see") {
  const std::filesystem::path folder = std::filesystem::path(HTLINT_CORPUS_DIR) / "pem/damage";
  if (!std::filesystem::exists(folder)) {
    WARN("no damaged files at " << folder << "; skipped");
    return;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    INFO(name);
    const bool hasNone = name == "38-der.pem" || name == "49-p7.pem";
    const Document document = parse(test::readFile(entry.path()));
    CHECK(document.hasKind(BlockKind::kCertificate) == !hasNone);
    // All of them hold the leaf and its intermediate; duplicates hold one more.
    if (!hasNone) CHECK(document.blocks().size() >= 2);
  }
}

}  // namespace
}  // namespace htlint::pem
