#pragma once

#include <cstdint>
#include <string>

#include "text/range.h"
#include "text/source_file.h"

namespace htlint::report {

/// One source line around a range, ready for a terminal: valid UTF-8, tabs as spaces, at most
/// about 160 columns.
struct Excerpt {
  std::uint32_t line = 1;      ///< 1-based, that the range begins in
  std::string text;            ///< the line, `...` where it was cut
  std::uint32_t column = 0;    ///< columns before the marked part
  std::uint32_t width = 1;     ///< columns of the marked part, at least 1
  std::uint32_t lastLine = 1;  ///< that the range ends in
};

[[nodiscard]] Excerpt makeExcerpt(const text::SourceFile& file, text::TextRange range);

}  // namespace htlint::report
