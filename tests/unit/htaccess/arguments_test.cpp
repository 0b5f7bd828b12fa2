#include "htaccess/arguments.h"

#include <catch2/catch.hpp>

#include "parse.h"

namespace htlint::htaccess {
namespace {

using Values = std::vector<std::string>;

Values split(std::string_view bytes) {
  const Document document = parse(bytes);
  Values values;
  for (const Argument& argument : splitArguments(document.lines()[0], 0)) {
    values.push_back(argument.value);
  }
  return values;
}

struct Rewrite {
  Values values;
  std::string ignored;
  bool malformed = false;
};

Rewrite splitRewrite(std::string_view bytes) {
  const Document document = parse(bytes);
  const RewriteArguments arguments = splitRewriteArguments(document.lines()[0], 0);
  Rewrite result;
  for (const Argument& argument : arguments.values) result.values.push_back(argument.value);
  result.ignored = document.file().text(arguments.ignored);
  result.malformed = arguments.malformed;
  return result;
}

TEST_CASE("Words end at white space") {
  CHECK(split("a  b\tc\vd").size() == 4);
  CHECK(split("a # b") == Values{"a", "#", "b"});
  CHECK(split("\n").empty());
}

TEST_CASE("Quotes count at the start of a word only") {
  CHECK(split(R"("a b" 'c d' e"f g")") == Values{"a b", "c d", "e\"f", "g\""});
  CHECK(split(R"("it's" '"')") == Values{"it's", "\""});
  CHECK(split(R"("" '')") == Values{"", ""});
}

TEST_CASE("A closing quote ends the word without white space after it") {
  CHECK(split(R"("a"b "c""d")") == Values{"a", "b", "c", "d"});
}

TEST_CASE("Inside quotes a backslash unescapes the quote and itself") {
  CHECK(split(R"("a\"b" 'a\'b' "a\'b")") == Values{"a\"b", "a'b", "a\\'b"});
  CHECK(split(R"("x\\" y)") == Values{"x\\", "y"});
  CHECK(split(R"("x\\\" y)") == Values{"x\\\" y"});
  CHECK(split(R"("x\n")") == Values{"x\\n"});
}

TEST_CASE("Outside quotes a backslash unescapes itself only") {
  CHECK(split(R"(a\\b a\"b a\ b)") == Values{"a\\b", "a\\\"b", "a\\", "b"});
}

TEST_CASE("A missing closing quote reads to the end of the line") {
  const Document document = parse("a \"b c ");
  const auto arguments = splitArguments(document.lines()[0], 0);
  REQUIRE(arguments.size() == 2);
  CHECK(arguments[1].value == "b c");
  CHECK(arguments[1].unterminated);
  CHECK(arguments[1].quote == '"');
  CHECK(arguments[1].range == text::TextRange{2, 6});
  CHECK_FALSE(arguments[0].unterminated);
  CHECK(arguments[0].quote == '\0');
}

TEST_CASE("Ranges of arguments include the quotes and cross continuations") {
  const Document document = parse("Redirect \"/a\\\nb\" \\\n /c\n");
  const auto arguments = splitArguments(document.lines()[0], 9);
  REQUIRE(arguments.size() == 2);
  CHECK(arguments[0].value == "/ab");
  CHECK(document.file().text(arguments[0].range) == "\"/a\\\nb\"");
  CHECK(document.file().text(arguments[1].range) == "/c");
}

TEST_CASE("The first argument tells where the next begins") {
  const Document document = parse("'a b'  c");
  std::uint32_t next = 0;
  CHECK(firstArgument(document.lines()[0], 0, next).value == "a b");
  CHECK(next == 7);
  CHECK(firstArgument(document.lines()[0], next, next).value == "c");
  CHECK(next == 8);
  CHECK(firstArgument(document.lines()[0], next, next).value.empty());
}

TEST_CASE("Rewrite arguments: two or three, the rest is ignored") {
  CHECK(splitRewrite("a b").values == Values{"a", "b"});
  CHECK(splitRewrite("a b c").values == Values{"a", "b", "c"});
  const Rewrite four = splitRewrite("a b [L] # x y");
  CHECK(four.values == Values{"a", "b", "[L]"});
  CHECK(four.ignored == "# x y");
  CHECK(splitRewrite("a b \"[L]\"x").ignored == "x");
  CHECK(splitRewrite("a b c").ignored.empty());
}

TEST_CASE("Rewrite arguments: something must end the first") {
  CHECK(splitRewrite("\n").malformed);
  CHECK(splitRewrite("a").malformed);
  CHECK(splitRewrite("\"a b").malformed);
  CHECK(splitRewrite("\"").malformed);
  CHECK(splitRewrite(R"(a\ b)").malformed);
  CHECK(splitRewrite("a").values == Values{"a"});
  CHECK(splitRewrite("\n").values.empty());

  const Rewrite quoted = splitRewrite("\"a\"");
  CHECK_FALSE(quoted.malformed);
  CHECK(quoted.values == Values{"a", ""});
}

TEST_CASE("Rewrite arguments: a backslash protects white space alone, and stays") {
  CHECK(splitRewrite(R"(a\ b c)").values == Values{R"(a\ b)", "c"});
  CHECK(splitRewrite(R"("a\" b)").values == Values{R"(a\)", "b"});
  CHECK(splitRewrite(R"(a\\ b c)").values == Values{R"(a\\ b)", "c"});
  CHECK(splitRewrite(R"(a\.b \n)").values == Values{R"(a\.b)", R"(\n)"});
}

TEST_CASE("Rewrite arguments: quotes") {
  CHECK(splitRewrite(R"("a""b"[L])").values == Values{"a", "b", "[L]"});
  CHECK(splitRewrite(R"("a"b)").values == Values{"a", "b"});
  CHECK(splitRewrite("a \"b c").values == Values{"a", "b c"});
  CHECK(splitRewrite("a b \"").values == Values{"a", "b", ""});
  CHECK(splitRewrite("a \"").values == Values{"a", ""});
  CHECK(splitRewrite("'a b' c").values == Values{"a b", "c"});
  CHECK(splitRewrite("a\"b c").values == Values{"a\"b", "c"});
  CHECK(splitRewrite("a \"\"").values == Values{"a", ""});
}

TEST_CASE("Rewrite arguments know their place and quotes") {
  const Document document = parse("RewriteRule \"a b\" \\\n/c \"[L");
  const auto arguments = splitRewriteArguments(document.lines()[0], 12);
  REQUIRE(arguments.values.size() == 3);
  CHECK(document.file().text(arguments.values[0].range) == "\"a b\"");
  CHECK(document.file().text(arguments.values[1].range) == "/c");
  CHECK(document.file().text(arguments.values[2].range) == "\"[L");
  CHECK(arguments.values[0].quote == '"');
  CHECK_FALSE(arguments.values[0].unterminated);
  CHECK(arguments.values[1].quote == '\0');
  CHECK(arguments.values[2].unterminated);
}

}  // namespace
}  // namespace htlint::htaccess
