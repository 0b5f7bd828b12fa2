#include "htaccess/logical_line.h"

#include <catch2/catch.hpp>

#include "parse.h"

namespace htlint::htaccess {
namespace {

using namespace std::string_literals;

std::vector<std::string> texts(std::string_view bytes) {
  const auto file = makeFile(bytes);
  std::vector<std::string> result;
  for (const LogicalLine& line : readLogicalLines(*file)) result.emplace_back(line.text());
  return result;
}

using Texts = std::vector<std::string>;

TEST_CASE("An empty file has no line") { CHECK(texts("").empty()); }

TEST_CASE("LF ends a line, a CR before it is trimmed, a lone CR ends nothing") {
  CHECK(texts("a\nb") == Texts{"a", "b"});
  CHECK(texts("a\r\nb\r\n") == Texts{"a", "b"});
  CHECK(texts("RewriteEngine On\rRewriteRule a b\r") == Texts{"RewriteEngine On\rRewriteRule a b"});
}

TEST_CASE("A backslash right before the line end joins lines") {
  CHECK(texts("a \\\n b\n") == Texts{"a  b"});
  CHECK(texts("a \\\r\n b\r\n") == Texts{"a  b"});
  CHECK(texts("Bo\\\ngus\n") == Texts{"Bogus"});
  CHECK(texts("a\\\nb\\\nc\nd") == Texts{"abc", "d"});
}

TEST_CASE("A comment's continuation swallows the next line") {
  CHECK(texts("# c \\\nRewriteRule a b\n") == Texts{"# c RewriteRule a b"});
}

TEST_CASE("Two backslashes at a line's end also join, and leave one") {
  CHECK(texts("a\\\\\nb\n") == Texts{"a\\b"});
}

TEST_CASE("An empty line after two backslashes continues once more") {
  CHECK(texts("Bogus\\\\\n\nA\n") == Texts{"BogusA"});
  CHECK(texts("Bogus\\\\\n\r\nA\n") == Texts{"BogusA"});
  CHECK(texts("Bogus\\\n\nA\n") == Texts{"Bogus", "A"});
  CHECK(texts("Bogus\r\\\n\nA\n") == Texts{"Bogus", "A"});
}

TEST_CASE("A backslash before white space or the end of the file joins nothing") {
  CHECK(texts("a \\ \n b\n") == Texts{"a \\", "b"});
  CHECK(texts("a \\\t\r\n b\n") == Texts{"a \\", "b"});
  CHECK(texts("# x\\") == Texts{"# x\\"});
  CHECK(texts("a \\\r") == Texts{"a \\"});
}

TEST_CASE("A continuation at the end of the file ends the line") {
  CHECK(texts("a \\\n") == Texts{"a"});
  CHECK(texts("\\\n") == Texts{""});
}

TEST_CASE("White space is that of the C locale") {
  CHECK(texts(" \t\v\f\r x \v\n") == Texts{"x"});
  CHECK(texts("\xA0x\n") == Texts{"\xA0x"});
  CHECK(texts("\xEF\xBB\xBFx\n") == Texts{"\xEF\xBB\xBFx"});
}

TEST_CASE("A NUL byte hides the rest of its line, a continuation included") {
  CHECK(texts("Bog\0us\nFoo"s) == Texts{"Bog", "Foo"});
  CHECK(texts("\0Bogus\nx"s) == Texts{"", "x"});
  CHECK(texts("# a\0 \\\nBogus\n"s) == Texts{"# a", "Bogus"});
  CHECK(texts("# a\\\n\0b\nBogus"s) == Texts{"# a", "Bogus"});

  const auto file = makeFile("a\0b\nc\n"s);
  const auto lines = readLogicalLines(*file);
  CHECK(lines[0].cutAtNul());
  CHECK_FALSE(lines[0].endsWithNewline());
  CHECK_FALSE(lines[1].cutAtNul());
}

TEST_CASE("The length that httpd limits counts all but the line feed") {
  const auto lengths = [](std::string_view bytes) {
    const auto file = makeFile(bytes);
    std::vector<std::uint32_t> result;
    for (const LogicalLine& line : readLogicalLines(*file)) {
      result.push_back(line.lengthBeforeTrim());
    }
    return result;
  };
  using Lengths = std::vector<std::uint32_t>;
  CHECK(lengths(" ab \nc") == Lengths{4, 1});
  CHECK(lengths("ab\r\n") == Lengths{3});
  CHECK(lengths("ab\\\ncd\n") == Lengths{4});
  CHECK(lengths("ab\\\r\ncd\r\n") == Lengths{5});
  CHECK(lengths("ab\0cd\n"s) == Lengths{2});
}

TEST_CASE("A last line that fills httpd's buffer may be dropped") {
  const auto lastMayBeDropped = [](const std::string& bytes) {
    const auto file = makeFile(bytes);
    return readLogicalLines(*file).back().mayBeDropped();
  };
  for (const std::size_t size : {206U, 622U, 1870U, 8134U}) {
    CHECK(lastMayBeDropped(std::string(size, 'B')));
    CHECK_FALSE(lastMayBeDropped(std::string(size, 'B') + "\n"));
    CHECK_FALSE(lastMayBeDropped(std::string(size - 1, 'B')));
    CHECK_FALSE(lastMayBeDropped(std::string(size + 1, 'B')));
  }
  CHECK(lastMayBeDropped(std::string(100, 'B') + "\\\n" + std::string(106, 'B')));
}

TEST_CASE("A line knows its physical lines and its bytes") {
  const auto file = makeFile("a\nb \\\n c\\\nd\n\ne");
  const auto lines = readLogicalLines(*file);
  REQUIRE(lines.size() == 4);
  CHECK(lines[1].firstLine() == 2);
  CHECK(lines[1].lastLine() == 4);
  CHECK(lines[1].range() == text::TextRange{2, 12});
  CHECK(lines[2].firstLine() == 5);
  CHECK(lines[3].firstLine() == 6);
  CHECK(lines[3].endsWithNewline() == false);
  CHECK(lines[2].endsWithNewline());
}

TEST_CASE("Places in a joined line lead back into the file") {
  const auto file = makeFile("  Rewrite\\\nRule  \\\r\n  a b\n");
  const auto lines = readLogicalLines(*file);
  const LogicalLine& line = lines[0];
  CHECK(line.text() == "RewriteRule    a b");
  CHECK(line.sourceOffset(0) == 2);
  CHECK(line.sourceOffset(6) == 8);
  CHECK(line.sourceOffset(7) == 11);
  CHECK(line.sourceOffset(15) == 22);
  CHECK(line.sourceOffset(18) == 25);
  CHECK(line.sourceRange(0, 11) == text::TextRange{2, 15});
  CHECK(line.sourceRange(0, 7) == text::TextRange{2, 9});
  CHECK(line.sourceRange(7, 7) == text::TextRange{11, 11});
  CHECK(line.trimmedRange() == text::TextRange{2, 25});
}

TEST_CASE("Continuations that only add white space leave the text in the file") {
  const auto file = makeFile("\\\n \\\n x y \\\n \n");
  const auto lines = readLogicalLines(*file);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].text() == "x y");
  CHECK(lines[0].text().data() == file->bytes().data() + 6);
  CHECK(lines[0].trimmedRange() == text::TextRange{6, 9});
}

TEST_CASE("A blank line stands at its beginning") {
  const auto file = makeFile("a\n  \t\n \\\n \nb");
  const auto lines = readLogicalLines(*file);
  REQUIRE(lines.size() == 4);
  CHECK(lines[1].text().empty());
  CHECK(lines[1].trimmedRange() == text::TextRange{2, 2});
  CHECK(lines[2].trimmedRange() == text::TextRange{6, 6});
}

}  // namespace
}  // namespace htlint::htaccess
