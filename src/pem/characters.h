#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace htlint::pem {

/// What a character comes to in a plain text.
enum class Appearance : std::uint8_t {
  kItself,
  kNothing,    ///< invisible
  kMark,       ///< U+FEFF
  kBlank,      ///< a space wider or other than ASCII's
  kLineEnd,    ///< U+0085, U+2028, U+2029
  kFullWidth,  ///< an ASCII character; see asciiOf()
};

[[nodiscard]] Appearance appearanceOf(char32_t character);
/// Of a kFullWidth character.
[[nodiscard]] char asciiOf(char32_t character);

/// A character in some encoding: its Unicode value (0xFFFD where it is none that matters here) and
/// its size in bytes.
struct DecodedCharacter {
  char32_t value = 0xFFFD;
  std::uint32_t size = 1;
};

/// The character that begins `text`, whose first byte is not ASCII: UTF-8 where it is valid, else
/// code page 932.
[[nodiscard]] DecodedCharacter decodeCharacter(std::string_view text);
[[nodiscard]] std::string encodeUtf8(char32_t character);

}  // namespace htlint::pem
