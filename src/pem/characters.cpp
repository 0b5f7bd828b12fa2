#include "characters.h"

namespace htlint::pem {
namespace {

constexpr char32_t kNoCharacter = 0xFFFD;

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

DecodedCharacter decodeUtf8(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::uint32_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || size > text.size()) return {kNoCharacter, 0};
  char32_t value = lead & (0xFFU >> (size + 1));
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!isContinuation(text[i])) return {kNoCharacter, 0};
    value = value << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {value, size};
}

// The two rows of code page 932 that have forms of ASCII characters. Dashes are left to the marker
// scanner, which takes them as they are.
char32_t fromShiftJis(unsigned char lead, unsigned char trail) {
  if (lead == 0x82) {
    if (trail >= 0x4F && trail <= 0x58) return 0xFF10U + (trail - 0x4FU);
    if (trail >= 0x60 && trail <= 0x79) return 0xFF21U + (trail - 0x60U);
    if (trail >= 0x81 && trail <= 0x9A) return 0xFF41U + (trail - 0x81U);
    return kNoCharacter;
  }
  if (lead != 0x81) return kNoCharacter;
  switch (trail) {
    case 0x40:
      return 0x3000;
    case 0x46:
      return 0xFF1A;
    case 0x51:
      return 0xFF3F;
    case 0x5E:
      return 0xFF0F;
    case 0x7B:
      return 0xFF0B;
    case 0x81:
      return 0xFF1D;
    case 0x84:
      return 0xFF1E;
    default:
      return kNoCharacter;
  }
}

bool isShiftJisPair(std::string_view text) {
  if (text.size() < 2) return false;
  const auto lead = static_cast<unsigned char>(text[0]);
  const auto trail = static_cast<unsigned char>(text[1]);
  const bool leads = (lead >= 0x81 && lead <= 0x9F) || (lead >= 0xE0 && lead <= 0xFC);
  return leads && trail >= 0x40 && trail != 0x7F && trail <= 0xFC;
}

// Windows-1252 has dashes where code page 932 has the first bytes of Kanji; beside ASCII dashes and
// capitals they are dashes.
bool isWindowsDash(std::string_view text) {
  if (text[0] != '\x96' && text[0] != '\x97') return false;
  const char next = text[1];
  return next == '-' || next == '\x96' || next == '\x97' || next == 'B' || next == 'E';
}

}  // namespace

Appearance appearanceOf(char32_t c) {
  if (c == 0xFEFF) return Appearance::kMark;
  if (c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
      c == 0x3000) {
    return Appearance::kBlank;
  }
  if (c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
      (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
      (c >= 0xFE00 && c <= 0xFE0F)) {
    return Appearance::kNothing;
  }
  if (c == 0x85 || c == 0x2028 || c == 0x2029) return Appearance::kLineEnd;
  // U+FF0D is a dash like the other ones, which the marker scanner looks for.
  if (c >= 0xFF01 && c <= 0xFF5E && c != 0xFF0D) return Appearance::kFullWidth;
  return Appearance::kItself;
}

char asciiOf(char32_t character) { return static_cast<char>(character - 0xFF01 + '!'); }

DecodedCharacter decodeCharacter(std::string_view text) {
  const DecodedCharacter utf8 = decodeUtf8(text);
  if (utf8.size != 0) return utf8;
  if (isShiftJisPair(text) && !isWindowsDash(text)) {
    return {fromShiftJis(static_cast<unsigned char>(text[0]), static_cast<unsigned char>(text[1])),
            2};
  }
  return {text[0] == '\xA0' ? char32_t{0xA0} : kNoCharacter, 1};
}

std::string encodeUtf8(char32_t c) {
  const auto tail = [c](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xC0 | (c >> 6)), tail(0)};
  if (c < 0x10000) return {static_cast<char>(0xE0 | (c >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | (c >> 18)), tail(12), tail(6), tail(0)};
}

}  // namespace htlint::pem
