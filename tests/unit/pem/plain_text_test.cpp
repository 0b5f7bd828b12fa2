#include "pem/plain_text.h"

#include <catch2/catch.hpp>

#include "mutations.h"

namespace htlint::pem {
namespace {

using namespace std::string_literals;

std::vector<OddityKind> kindsOf(const PlainText& plain) {
  std::vector<OddityKind> kinds;
  for (const Oddity& oddity : plain.oddities()) kinds.push_back(oddity.kind);
  return kinds;
}

using Kinds = std::vector<OddityKind>;

struct Case {
  std::string bytes;
  std::string text;
  Kinds kinds;
};

TEST_CASE("a plain text is what a person reads") {
  const std::vector<Case> cases = {
      {"", "", {}},
      {"AAAA\r\n=\n", "AAAA\r\n=\n", {}},
      {"AA\xE2\x80\x8B\xC2\xAD"
       "AA",
       "AAAA",
       {OddityKind::kInvisible}},
      {"\xEF\xBB\xBF-----", "-----", {OddityKind::kByteOrderMark}},
      {"\xEF\xBC\xA1\xEF\xBD\x82\xEF\xBC\x8B", "Ab+", {OddityKind::kFullWidth}},
      {"\x82\x60\x82\x82\x81\x7B", "Ab+", {OddityKind::kFullWidth}},
      {"a\x83\x5C"
       "n",
       "a\x83\x5Cn",
       {}},  // a katakana whose second byte is a backslash
      {"\xC2\xA0\xE3\x80\x80", "  ", {OddityKind::kWideBlank}},
      {"a\rb\r\nc\r", "a\nb\r\nc\n", {OddityKind::kLoneCr, OddityKind::kLoneCr}},
      {"a<br>b<BR />c</p >d<b>e</b>f", "a\nb\nc\ndef", Kinds(5, OddityKind::kHtml)},
      {"1 < 2 && 3 > 2", "1 < 2 && 3 > 2", {}},
      {"&#43;&#x2B;&plus;&amp;#43;&nbsp;&gt;", "++++ >", {OddityKind::kHtml}},
      {"&unknown; &;", "&unknown; &;", {}},
      {"a\\nb\\r\\nc\\/d\\u002be\\x3D", "a\nb\nc/d+e=", Kinds(5, OddityKind::kEscape)},
      {"a\\\\nb", "a\nb", {OddityKind::kEscape}},
      {"C:\\tls", "C: ls", {OddityKind::kEscape}},
      {"C:\\www", "C:\\www", {}},
      {"AA=3D=3D", "AA==", {OddityKind::kQuotedPrintable}},
      {"AA=E2=80=8BAA", "AAAA", {OddityKind::kQuotedPrintable}},
      {std::string(74, 'A') + "=\nBB", std::string(74, 'A') + "BB", {OddityKind::kQuotedPrintable}},
      {"AA=\nBB", "AA=\nBB", {}},
      {"a\0b\x1A"s, "ab", {OddityKind::kControl, OddityKind::kControl}},
      {"\xFF\xFE"
       "a\0\r\0\n\0B0"s,
       "a\r\n\xE3\x81\x82",
       {OddityKind::kUtf16}},
      {"\0-\0-\0-\0-\0-\0B"s, "-----B", {OddityKind::kUtf16}},
  };
  for (const Case& c : cases) {
    INFO(c.bytes);
    const PlainText plain(c.bytes);
    CHECK(plain.text() == c.text);
    CHECK(kindsOf(plain) == c.kinds);
  }
}

void checkOffsets(const std::string& bytes) {
  const PlainText plain(bytes);
  const auto size = static_cast<std::uint32_t>(plain.text().size());
  std::uint32_t before = 0;
  for (std::uint32_t at = 0; at <= size; ++at) {
    // Within a character that an entity stands for there is no place in the file.
    if (at < size && (plain.text()[at] & 0xC0) == 0x80) continue;
    const std::uint32_t start = plain.sourceStart(at);
    const std::uint32_t end = plain.sourceEnd(at);
    REQUIRE(before <= end);
    REQUIRE(end <= start);
    REQUIRE(start <= bytes.size());
    before = end;
    REQUIRE(plain.fromSource(start) == at);
  }
  std::uint32_t last = 0;
  for (const Oddity& oddity : plain.oddities()) {
    REQUIRE(oddity.source.end <= bytes.size());
    if (oddity.kind == OddityKind::kUtf16) continue;
    REQUIRE(last <= oddity.source.start);
    last = oddity.source.end;
  }
  REQUIRE(PlainText(bytes).decoded({0, static_cast<std::uint32_t>(bytes.size())}).size() <=
          2 * bytes.size());
}

TEST_CASE("offsets of a plain text lead back to the file, in order") {
  const std::vector<std::string> pieces = {"A",
                                           "\n",
                                           "\r",
                                           "&#43;",
                                           "&nbsp;",
                                           "<br>",
                                           "\\n",
                                           "=3D",
                                           "\xEF\xBB\xBF",
                                           "\xE2\x80\x8B",
                                           "\xEF\xBC\xA1",
                                           "\x82\x60",
                                           "\xE3\x81\x82",
                                           "\xE2\x80\x93",
                                           "\x96",
                                           "\xFF",
                                           "\xFE",
                                           std::string(1, '\0'),
                                           "&ndash;",
                                           "=E2=80=93"};
  for (const std::uint64_t seed : {std::uint64_t{5}, test::freshSeed()}) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 5000; ++i) {
      std::string bytes;
      for (std::uint64_t n = random() % 12; n > 0; --n) bytes += pieces[random() % pieces.size()];
      if (random() % 4 == 0) {
        std::string wide = random() % 2 == 0 ? "\xFF\xFE" : "";
        for (const char c : bytes) wide += {c, '\0'};
        bytes = wide;
      }
      INFO(bytes);
      checkOffsets(bytes);
    }
  }
  for (const std::string& bytes : test::corpusFiles()) checkOffsets(bytes);
}

}  // namespace
}  // namespace htlint::pem
