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
  /// The joined and trimmed text. Points into the source file, or, where continuations tear it
  /// apart, into a buffer that copies of this object share.
  [[nodiscard]] std::string_view text() const { return text_; }
  /// 1-based physical lines, inclusive.
  [[nodiscard]] std::uint32_t firstLine() const { return firstLine_; }
  [[nodiscard]] std::uint32_t lastLine() const { return lastLine_; }
  /// Bytes of the joined line before trimming, without its line feed (a CR before that counts).
  /// httpd refuses the file ("Line too long") where this and the line feed, if endsWithNewline(),
  /// make more than 8,192 bytes.
  [[nodiscard]] std::uint32_t lengthBeforeTrim() const { return lengthBeforeTrim_; }
  /// Whether httpd sees a line feed at its end: false for a last line without one, and for a line
  /// that a NUL byte cuts short.
  [[nodiscard]] bool endsWithNewline() const { return endsWithNewline_; }
  /// Whether a NUL byte hides the rest of the line from httpd. (Where the physical line is longer
  /// than httpd's buffer, 206 bytes at first, httpd reads the rest as another line, which is not
  /// modelled.)
  [[nodiscard]] bool cutAtNul() const { return cutAtNul_; }
  /// Whether httpd may lose this last line of a file: without a line feed, a line that fills its
  /// buffer to the byte (206, 622, 1,870 or 8,134 bytes, each only while the buffer has not grown
  /// further) is dropped in silence (httpd 2.4.71 server/util.c ap_varbuf_cfg_getline, observed).
  [[nodiscard]] bool mayBeDropped() const;

  /// The place in the file of the byte at `at` of text(); text().size() gives the place after the
  /// last byte.
  [[nodiscard]] std::uint32_t sourceOffset(std::uint32_t at) const;
  /// The bytes in the file of text()[start, end), continuations between them included.
  [[nodiscard]] text::TextRange sourceRange(std::uint32_t start, std::uint32_t end) const;
  /// The trimmed line in the file: sourceRange(0, text().size()).
  [[nodiscard]] text::TextRange trimmedRange() const;

 private:
  friend class LineReader;

  /// A run of text() that stands in one piece in the file.
  struct Segment {
    std::uint32_t textStart = 0;
    std::uint32_t sourceStart = 0;
  };
  struct Joined {
    std::string text;
    std::vector<Segment> segments;  // the first begins at 0
  };

  text::TextRange range_;
  std::string_view text_;
  std::shared_ptr<const Joined> joined_;  // owns text_ where it is not in one piece in the file
  std::uint32_t sourceStart_ = 0;
  std::uint32_t firstLine_ = 1;
  std::uint32_t lastLine_ = 1;
  std::uint32_t lengthBeforeTrim_ = 0;
  bool endsWithNewline_ = false;
  bool cutAtNul_ = false;
};

/// All logical lines of `file`, in order. Comments and blanks are lines too: a continuation is
/// resolved before httpd looks for a comment (semantics: `# x \` swallows the next line).
/// The caller keeps `file` alive for as long as the lines.
[[nodiscard]] std::vector<LogicalLine> readLogicalLines(const text::SourceFile& file);

}  // namespace htlint::htaccess
