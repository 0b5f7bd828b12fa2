#include "text/source_file.h"

#include <catch2/catch.hpp>

namespace htlint::text {
namespace {

SourceFile file(std::string bytes) { return SourceFile("x", std::move(bytes)); }

TEST_CASE("Line ends are told apart") {
  CHECK(file("").lineEnding() == LineEnding::kNone);
  CHECK(file("a").lineEnding() == LineEnding::kNone);
  CHECK(file("a\nb\n").lineEnding() == LineEnding::kLf);
  CHECK(file("a\r\nb\r\n").lineEnding() == LineEnding::kCrLf);
  CHECK(file("a\rb\r").lineEnding() == LineEnding::kCr);
  CHECK(file("a\r\nb\n").lineEnding() == LineEnding::kMixed);
  CHECK(file("a\r\r\n").lineEnding() == LineEnding::kMixed);
}

TEST_CASE("Lines of a file") {
  CHECK(file("").lineCount() == 1);
  CHECK(file("a\n").lineCount() == 1);
  CHECK(file("a\nb").lineCount() == 2);
  CHECK(file("\n\n").lineCount() == 2);
  const SourceFile lines = file("ab\r\nc\n\nd");
  CHECK(lines.lineRange(1) == TextRange{0, 2});
  CHECK(lines.fullLineRange(1) == TextRange{0, 4});
  CHECK(lines.lineRange(3) == TextRange{6, 6});
  CHECK(lines.fullLineRange(4) == TextRange{7, 8});
  CHECK(file("\r\n").lineRange(1) == TextRange{0, 0});
}

TEST_CASE("Places in lines and columns") {
  const SourceFile lines = file("ab\n日本x\n");
  CHECK(lines.position(0) == Position{1, 1});
  CHECK(lines.position(2) == Position{1, 3});
  CHECK(lines.position(3) == Position{2, 1});
  CHECK(lines.position(9) == Position{2, 3});
  CHECK(lines.position(10) == Position{2, 4});
  CHECK(lines.lineAt(lines.size()) == 2);
  CHECK(file("").position(0) == Position{1, 1});
}

TEST_CASE("A line for people leaves the mark out") {
  const SourceFile lines = file("\xEF\xBB\xBFRewriteEngine On\r\nb\x07");
  CHECK(lines.displayLine(1) == "RewriteEngine On");
  CHECK(lines.displayLine(2) == "b␇");
  CHECK(lines.byteOrderMark() == ByteOrderMark::kUtf8);
}

TEST_CASE("An inserted line takes the line end of the line before it, else after it") {
  const SourceFile mixed = file("a\r\nb\nc\r\n");
  CHECK(mixed.lineEndNear(0) == "\r\n");
  CHECK(mixed.lineEndNear(3) == "\r\n");
  CHECK(mixed.lineEndNear(5) == "\n");
  CHECK(mixed.lineEndNear(mixed.size()) == "\r\n");
  CHECK(file("a\r\nb").lineEndNear(4) == "\r\n");
  CHECK(file("").lineEndNear(0) == "\n");
  CHECK(file("a").lineEndNear(1) == "\n");
}

}  // namespace
}  // namespace htlint::text
