#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/encoding.h"
#include "text/range.h"

namespace htlint::text {

/// The line ends that a file uses. A CR counts only where no LF follows it.
enum class LineEnding : std::uint8_t { kNone, kLf, kCrLf, kCr, kMixed };

/// The exact bytes of one file and what can be said about them as text. Immutable; every
/// string_view and TextRange of the trees built on it points into `bytes()`, so it is held by
/// shared_ptr. At most 4 GiB (offsets are 32 bits).
class SourceFile {
 public:
  /// `path` is how the file is named to people; it is not opened.
  SourceFile(std::string path, std::string bytes);
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }
  [[nodiscard]] std::string_view text(TextRange range) const {
    return bytes().substr(range.start, range.size());
  }

  [[nodiscard]] ByteOrderMark byteOrderMark() const { return mark_; }
  [[nodiscard]] Encoding encoding() const { return encoding_; }
  [[nodiscard]] LineEnding lineEnding() const { return lineEnding_; }

  /// Number of lines; LF ends a line, and an empty file has one. A file that ends with LF has no
  /// further empty line after it.
  [[nodiscard]] std::uint32_t lineCount() const;
  /// The bytes of 1-based `line` without its LF or CRLF.
  [[nodiscard]] TextRange lineRange(std::uint32_t line) const;
  /// The bytes of 1-based `line` with its LF or CRLF.
  [[nodiscard]] TextRange fullLineRange(std::uint32_t line) const;
  /// The 1-based line that holds the byte at `offset` (the last line for `size()`).
  [[nodiscard]] std::uint32_t lineAt(std::uint32_t offset) const;
  [[nodiscard]] Position position(std::uint32_t offset) const;
  /// 1-based `line` as valid UTF-8 for people to read.
  [[nodiscard]] std::string displayLine(std::uint32_t line) const;

  /// The line end for a line inserted at `offset`: that of the line before it, else of the line
  /// after it, else "\n".
  [[nodiscard]] std::string_view lineEndNear(std::uint32_t offset) const;

 private:
  std::string path_;
  std::string bytes_;
  std::vector<std::uint32_t> lineStarts_;
  ByteOrderMark mark_;
  Encoding encoding_;
  LineEnding lineEnding_;
};

using SourceFilePtr = std::shared_ptr<const SourceFile>;

}  // namespace htlint::text
