#pragma once

#include <string>
#include <string_view>

namespace htlint::docs {

/// Breaks `paragraph` (blanks and line ends are alike) into lines of at most `width` columns, at
/// blanks and, as Japanese does, between wide characters; no line begins with closing punctuation.
/// Each line begins with `indent`, the first with `first` instead. A word that is too long stays
/// whole. `width` 0 = one line. The result ends with a line end unless `paragraph` is blank.
[[nodiscard]] std::string wrap(std::string_view paragraph, std::size_t width,
                               std::string_view first, std::string_view indent);

}  // namespace htlint::docs
