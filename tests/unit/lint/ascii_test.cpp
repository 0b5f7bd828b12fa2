#include "lint/ascii.h"

#include <catch2/catch.hpp>

namespace htlint::lint {
namespace {

TEST_CASE("names are compared as httpd does: ASCII letters only") {
  CHECK(lowerAscii("RewriteRULE\xC3\x84") == "rewriterule\xC3\x84");
  CHECK(equalsIgnoringCase("On", "oN"));
  CHECK_FALSE(equalsIgnoringCase("On", "One"));
  CHECK(startsWithIgnoringCase("HTTPS://x", "https://"));
  CHECK_FALSE(startsWithIgnoringCase("htt", "https"));
}

TEST_CASE("blanks are those of the C locale") {
  CHECK(trimBlanks(" \t\r\n\v\fa b\n") == "a b");
  CHECK(trimBlanks("\xC2\xA0") == "\xC2\xA0");
  CHECK(trimBlanks("  ").empty());
}

TEST_CASE("the edit distance counts an exchange of neighbours once and gives up at its limit") {
  CHECK(editDistance("abc", "abc", 2) == 0);
  CHECK(editDistance("abc", "ab", 2) == 1);
  CHECK(editDistance("abc", "acb", 2) == 1);
  CHECK(editDistance("rewirte", "rewrite", 2) == 1);
  CHECK(editDistance("abc", "xyz", 2) == 3);
  CHECK(editDistance("abcdef", "a", 2) == 3);
  CHECK(editDistance("", "ab", 2) == 2);
}

}  // namespace
}  // namespace htlint::lint
