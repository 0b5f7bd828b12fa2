#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "htaccess/logical_line.h"
#include "text/range.h"

namespace htlint::htaccess {

/// One argument of a directive.
struct Argument {
  std::string value;          ///< what httpd's directive function receives: unquoted and unescaped
  text::TextRange range;      ///< its bytes in the file, quotes included
  char quote = '\0';          ///< the quote it began with, or NUL
  bool unterminated = false;  ///< the closing quote is missing (httpd reads to the end of the line)
};

/// Splits the text of `line` from byte `from` of it on as most directives do (httpd 2.4.71
/// server/util.c ap_getword_conf): words end at white space; a quote counts only at the start of a
/// word; inside it a backslash unescapes the quote and itself, outside only itself.
[[nodiscard]] std::vector<Argument> splitArguments(const LogicalLine& line, std::uint32_t from);

/// The first word alone, and in `next` the offset in line.text() where the following one begins.
[[nodiscard]] Argument firstArgument(const LogicalLine& line, std::uint32_t from,
                                     std::uint32_t& next);

/// The two or three arguments of RewriteRule and RewriteCond (httpd 2.4.71 mod_rewrite
/// parseargline): a quote counts only at the start of an argument, a backslash protects only white
/// space after it from ending the argument and stays in the value; what follows the third argument
/// is ignored by httpd and kept here as `ignored`. `RewriteRule "a"` has two arguments, the second
/// one empty: httpd asks only that something, a quote is enough, ends the first.
struct RewriteArguments {
  std::vector<Argument> values;  ///< at most three
  text::TextRange ignored;       ///< text after the third argument; empty if none
  bool malformed = false;        ///< httpd answers "bad argument line": fewer than two
};
[[nodiscard]] RewriteArguments splitRewriteArguments(const LogicalLine& line, std::uint32_t from);

}  // namespace htlint::htaccess
