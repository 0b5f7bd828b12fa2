#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace htlint::htaccess {

/// One word of a line, as httpd 2.4.71 server/util.c ap_getword_conf finds it. All are offsets in
/// the line's text.
struct Word {
  std::uint32_t start = 0;  ///< of the opening quote, where there is one
  std::uint32_t end = 0;    ///< after the closing quote, where there is one
  std::uint32_t innerStart = 0;
  std::uint32_t innerEnd = 0;
  std::uint32_t next = 0;  ///< where the following word begins; the text's size if none does
  char quote = '\0';
  bool unterminated = false;
};

[[nodiscard]] std::uint32_t skipWhiteSpace(std::string_view text, std::uint32_t from);

/// The word that begins at the first byte from `from` on that is not white space; empty at the end.
[[nodiscard]] Word nextWord(std::string_view text, std::uint32_t from);

/// What httpd makes of the bytes of `word` (util.c substring_conf).
[[nodiscard]] std::string unescape(std::string_view text, const Word& word);

}  // namespace htlint::htaccess
