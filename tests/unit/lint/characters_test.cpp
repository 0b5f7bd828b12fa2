#include "lint/characters.h"

#include <catch2/catch.hpp>
#include <string>

#include "lint/trial.h"
#include "lint_test_site.h"

namespace htlint::lint {
namespace {

HtaccessFile fileWith(std::string_view text) {
  return Site(test::siteWith(text)).htaccessFiles().front();
}

TEST_CASE("full-width and typographic characters are found with their ASCII form") {
  const auto found = findMistypedCharacters(fileWith("RewriteRule　“^a$”　–　￥％ー\n"));
  std::string ascii;
  for (const MistypedCharacter& c : found) ascii += c.ascii;
  // The long vowel mark is a minus sign only in front of ASCII.
  CHECK(ascii == " \"\" - \\%");
}

TEST_CASE("Shift_JIS and undecided bytes are understood") {
  const auto shiftJis =
      findMistypedCharacters(fileWith("# \x90\xDD\x92\xE8\nOptions\x81\x40\x81\x7CIndexes\n"));
  REQUIRE(shiftJis.size() == 2);
  CHECK(shiftJis[0].blank);
  CHECK(shiftJis[1].ascii == "-");
  const auto latin = findMistypedCharacters(fileWith("# \xE9 x\nOptions\xA0Indexes\n"));
  REQUIRE(latin.size() == 1);
  CHECK(latin[0].character == 0xA0);
}

TEST_CASE("comments, quotes, remarks and the byte-order mark are left out") {
  CHECK(findMistypedCharacters(fileWith("# “\nAuthName \"“\"\nRewriteEngine on # 　\n")).empty());
  CHECK(findMistypedCharacters(fileWith("\xEF\xBB\xBFRewriteEngine on\n")).empty());
}

TEST_CASE("a line is blamed on its characters only if httpd accepts it without them") {
  const httpd::Target target;
  const HtaccessFile good = fileWith("<IfModule　mod_rewrite.c>\nRewriteEngine on\n</IfModule>\n");
  const auto lines = findMistypedLines(good, true, target);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].refused);
  CHECK(lines[0].explains.size() > 1);
  CHECK(findMistypedLines(fileWith("ただの　文\n"), true, target).empty());
}

TEST_CASE("a trial tells what the file would be after an edit") {
  const httpd::Target target;
  const HtaccessFile file = fileWith("RewriteEngine on\nRewritRule ^a$ /b\n");
  const text::TextEdit edit{{17, 27}, "RewriteRule"};
  CHECK(isRefusedOn(errorPlaces(file), 2, 2));
  CHECK_FALSE(isRefusedOn(errorPlaces(file), 1, 1));
  CHECK_FALSE(isRefusedOn(errorPlacesAfter(file, std::span(&edit, 1), target), 1, 2));
  CHECK(isAcceptedAfter(file, std::span(&edit, 1), target));
  CHECK_FALSE(isAccepted("RewriteRule a\n", target));
}

}  // namespace
}  // namespace htlint::lint
