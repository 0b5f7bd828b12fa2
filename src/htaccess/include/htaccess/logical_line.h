#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"
#include "text/source_file.h"

namespace htlint::htaccess {

/// One line as httpd's reader hands it to the directive parser: continuations joined, white space
/// trimmed at both ends (httpd 2.4.71 server/util.c ap_cfg_getline). Knows where each of its bytes
/// stands in the file.
class LogicalLine {
 public:
  /// All bytes of the line in the file: continued lines and every line end included. The ranges of
  /// a document's lines tile the file.
  [[nodiscard]] text::TextRange range() const { return range_; }
  /// The joined and trimmed text. Points into the source file, or into this object where
  /// continuations or a NUL byte changed it.
  [[nodiscard]] std::string_view text() const { return text_; }
  /// 1-based physical lines, inclusive.
  [[nodiscard]] std::uint32_t firstLine() const { return firstLine_; }
  [[nodiscard]] std::uint32_t lastLine() const { return lastLine_; }
  /// Length in bytes that httpd compares with its limit: joined, before trimming, without the line
  /// end that is still there after the last joined line being counted.
  [[nodiscard]] std::uint32_t lengthBeforeTrim() const { return lengthBeforeTrim_; }
  /// Whether a line feed ends it (false only for the last line of a file).
  [[nodiscard]] bool endsWithNewline() const { return endsWithNewline_; }

  /// The place in the file of the byte at `at` of text(); text().size() gives the place after the
  /// last byte.
  [[nodiscard]] std::uint32_t sourceOffset(std::uint32_t at) const;
  /// The bytes in the file of text()[start, end), continuations between them included.
  [[nodiscard]] text::TextRange sourceRange(std::uint32_t start, std::uint32_t end) const;
  /// The trimmed line in the file: sourceRange(0, text().size()).
  [[nodiscard]] text::TextRange trimmedRange() const;

 private:
  friend class LineReader;

  struct Segment {
    std::uint32_t textStart = 0;
    std::uint32_t sourceStart = 0;
  };

  text::TextRange range_;
  std::string_view text_;
  std::shared_ptr<const std::string> joined_;  // owns text_ where it is not the file's own bytes
  std::vector<Segment> joins_;                 // after the first segment; empty for a plain line
  std::uint32_t sourceStart_ = 0;
  std::uint32_t firstLine_ = 1;
  std::uint32_t lastLine_ = 1;
  std::uint32_t lengthBeforeTrim_ = 0;
  bool endsWithNewline_ = false;
};

/// All logical lines of `file`, in order. Comments and blanks are lines too: a continuation is
/// resolved before httpd looks for a comment (semantics: `# x \` swallows the next line).
/// The caller keeps `file` alive for as long as the lines.
[[nodiscard]] std::vector<LogicalLine> readLogicalLines(const text::SourceFile& file);

}  // namespace htlint::htaccess
