#include "text/encoding.h"

#include <catch2/catch.hpp>

namespace htlint::text {
namespace {

using namespace std::string_literals;

const std::string kUtf16Le = "R\0e\0w\0r\0i\0t\0e\0"s;
const std::string kUtf16Be = "\0R\0e\0w\0r\0i\0t\0e"s;
const std::string kShiftJis = "# \x93\xFA\x96\x7B\x8C\xEA \xB1\xB2";  // 日本語 ｱｲ

TEST_CASE("Byte-order marks") {
  CHECK(detectByteOrderMark("\xEF\xBB\xBFx") == ByteOrderMark::kUtf8);
  CHECK(detectByteOrderMark("\xEF\xBB") == ByteOrderMark::kNone);
  CHECK(detectByteOrderMark("\xFF\xFEx") == ByteOrderMark::kUtf16Le);
  CHECK(detectByteOrderMark("\xFE\xFFx") == ByteOrderMark::kUtf16Be);
  CHECK(detectByteOrderMark("") == ByteOrderMark::kNone);
  CHECK(byteOrderMarkSize(ByteOrderMark::kUtf8) == 3);
  CHECK(byteOrderMarkSize(ByteOrderMark::kUtf16Be) == 2);
  CHECK(byteOrderMarkSize(ByteOrderMark::kNone) == 0);
}

TEST_CASE("Encodings are recognised") {
  CHECK(detectEncoding("") == Encoding::kAscii);
  CHECK(detectEncoding("a\r\n\t") == Encoding::kAscii);
  CHECK(detectEncoding("日本") == Encoding::kUtf8);
  CHECK(detectEncoding("\xEF\xBB\xBFx") == Encoding::kUtf8);
  CHECK(detectEncoding(kShiftJis) == Encoding::kShiftJis);
  CHECK(detectEncoding("\xFF\xFE" + kUtf16Le) == Encoding::kUtf16Le);
  CHECK(detectEncoding(kUtf16Le) == Encoding::kUtf16Le);
  CHECK(detectEncoding(kUtf16Be) == Encoding::kUtf16Be);
  CHECK(detectEncoding("caf\xE9") == Encoding::kUnknown);
  CHECK(detectEncoding("a\0b"s) == Encoding::kUtf8);
}

TEST_CASE("Characters are counted in the file's encoding") {
  CHECK(countCharacters("日本a", Encoding::kUtf8) == 3);
  CHECK(countCharacters("\xF0\x9F\x98\x80", Encoding::kUtf8) == 1);
  CHECK(countCharacters(kShiftJis, Encoding::kShiftJis) == 8);
  CHECK(countCharacters("caf\xE9", Encoding::kUnknown) == 4);
  CHECK(countCharacters(kUtf16Le, Encoding::kUtf16Le) == 7);
  CHECK(countCharacters("", Encoding::kUtf8) == 0);
}

TEST_CASE("A surrogate pair of UTF-16 is one character") {
  CHECK(countCharacters("\x3D\xD8\x00\xDE"s, Encoding::kUtf16Le) == 1);
  CHECK(countCharacters("\xD8\x3D\xDE\x00"s, Encoding::kUtf16Be) == 1);
  CHECK(countCharacters("\x3D\xD8"s, Encoding::kUtf16Le) == 1);
}

TEST_CASE("A character never reaches past the end") {
  CHECK(characterSize("\xE6\x97", Encoding::kUtf8) <= 2);
  CHECK(characterSize("\xE6\x97", Encoding::kUtf8) >= 1);
  CHECK(characterSize("\x93", Encoding::kShiftJis) == 1);
  CHECK(characterSize("R", Encoding::kUtf16Le) == 1);
  CHECK(characterSize("\xFF", Encoding::kUtf8) == 1);
}

TEST_CASE("Text for people is valid UTF-8 without control characters") {
  CHECK(toDisplayUtf8("a\tb\r\x7F", Encoding::kAscii) == "a\tb␍␡");
  CHECK(toDisplayUtf8("a\0b"s, Encoding::kUtf8) == "a␀b");
  CHECK(toDisplayUtf8("caf\xE9!", Encoding::kUnknown) == "caf\xEF\xBF\xBD!");
  CHECK(toDisplayUtf8(kShiftJis, Encoding::kShiftJis) == "# 日本語 ｱｲ");
  CHECK(toDisplayUtf8(kUtf16Le, Encoding::kUtf16Le) == "Rewrite");
  CHECK(toDisplayUtf8("x\x93", Encoding::kShiftJis) == "x\xEF\xBF\xBD");
  CHECK(toDisplayUtf8("\x1B[31m", Encoding::kAscii) == "␛[31m");
}

TEST_CASE("Text goes into the file's encoding, or not at all") {
  CHECK(fromUtf8("日本語", Encoding::kShiftJis) == "\x93\xFA\x96\x7B\x8C\xEA");
  CHECK(fromUtf8("😀", Encoding::kShiftJis).empty());
  CHECK(fromUtf8("日", Encoding::kUtf8) == "日");
  CHECK(fromUtf8("ab", Encoding::kUtf16Be) == "\0a\0b"s);
}

TEST_CASE("Display width") {
  CHECK(displayWidth("a日é") == 4);
  CHECK(displayWidth("e\xCC\x81") == 1);
  CHECK(displayWidth("") == 0);
}

}  // namespace
}  // namespace htlint::text
