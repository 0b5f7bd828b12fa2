#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "httpd/target.h"
#include "lint/site.h"
#include "text/range.h"

/// Characters in directives that an ASCII character was meant for. Two rules share them: one owns
/// the blanks, the other one all the rest.
namespace htlint::lint {

/// One character of a directive or section line that would be read as plain text by httpd.
struct MistypedCharacter {
  text::TextRange range;   ///< its bytes
  char32_t character = 0;  ///< Unicode
  char32_t before = 0;     ///< the characters beside it on the line, 0 at its ends
  char32_t after = 0;
  std::string_view ascii;       ///< what was meant; may be empty
  bool blank = false;           ///< a blank, or something invisible
  std::uint32_t firstLine = 0;  ///< of the logical line, 1-based
  std::uint32_t lastLine = 0;
  text::TextRange line;  ///< the trimmed logical line
  htaccess::NodeId node = htaccess::kNoNode;
};

/// All of them in lines that httpd parses: comments and the inside of quotes are left out.
/// UTF-8, Shift_JIS and (for blanks) undecided single bytes are understood.
[[nodiscard]] std::vector<MistypedCharacter> findMistypedCharacters(const HtaccessFile& file);

/// What replacing the characters of one logical line comes to.
struct MistypedLine {
  std::vector<MistypedCharacter> characters;  ///< in file order, never empty
  /// httpd refuses the line because of them: the errors at the places in `explains` go away when
  /// they are replaced. Otherwise it accepts the line and takes them as text.
  bool refused = false;
  std::vector<text::TextRange> explains;
};

/// The lines with mistyped blanks (`blanks`) or with the other characters: those that httpd refuses
/// because of them and those that it accepts. Lines that it refuses for other reasons alone are
/// left out.
[[nodiscard]] std::vector<MistypedLine> findMistypedLines(const HtaccessFile& file, bool blanks,
                                                          const httpd::Target& target);

}  // namespace htlint::lint
