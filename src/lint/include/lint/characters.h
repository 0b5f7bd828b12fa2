#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "lint/site.h"
#include "text/range.h"

/// Characters in directives that an ASCII character was meant for. Two rules share them: one owns
/// the blanks, the other one all the rest.
namespace htlint::lint {

/// One character of a directive or section line that would be read as plain text by httpd.
struct MistypedCharacter {
  text::TextRange range;        ///< its bytes
  char32_t character = 0;       ///< Unicode
  char32_t before = 0;          ///< the characters beside it on the line, 0 at its ends
  char32_t after = 0;
  std::string_view ascii;       ///< what was meant; may be empty
  bool blank = false;           ///< a blank, or something invisible
  std::uint32_t firstLine = 0;  ///< of the logical line, 1-based
  std::uint32_t lastLine = 0;
  text::TextRange line;         ///< the trimmed logical line
  htaccess::NodeId node = htaccess::kNoNode;
};

/// All of them in lines that httpd parses: comments and the inside of quotes are left out.
/// UTF-8, Shift_JIS and (for blanks) undecided single bytes are understood.
[[nodiscard]] std::vector<MistypedCharacter> findMistypedCharacters(const HtaccessFile& file);

}  // namespace htlint::lint
