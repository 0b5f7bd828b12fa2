#include "htaccess/logical_line.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "white_space.h"

namespace htlint::htaccess {
namespace {

// Sizes of httpd's line buffer on 64-bit Linux: it begins at 200 and doubles, and the pool rounds.
constexpr std::uint32_t kBufferSizes[] = {206, 622, 1870, 8134};

}  // namespace

bool LogicalLine::mayBeDropped() const {
  if (endsWithNewline_ || cutAtNul_) return false;
  return std::find(std::begin(kBufferSizes), std::end(kBufferSizes), lengthBeforeTrim_) !=
         std::end(kBufferSizes);
}

std::uint32_t LogicalLine::sourceOffset(std::uint32_t at) const {
  if (at == text_.size() && at > 0) return sourceOffset(at - 1) + 1;
  if (joined_ == nullptr) return sourceStart_ + at;
  const auto after =
      std::upper_bound(joined_->segments.begin(), joined_->segments.end(), at,
                       [](std::uint32_t value, const Segment& s) { return value < s.textStart; });
  const Segment& segment = *std::prev(after);
  return segment.sourceStart + (at - segment.textStart);
}

text::TextRange LogicalLine::sourceRange(std::uint32_t start, std::uint32_t end) const {
  const std::uint32_t first = sourceOffset(start);
  return {first, end > start ? sourceOffset(end - 1) + 1 : first};
}

text::TextRange LogicalLine::trimmedRange() const {
  return sourceRange(0, static_cast<std::uint32_t>(text_.size()));
}

/// Reads one logical line after the other, the way ap_cfg_getline_core fills its buffer.
class LineReader {
 public:
  explicit LineReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool atEnd() const { return at_ == bytes_.size(); }

  LogicalLine next() {
    LogicalLine line;
    line.range_.start = at_;
    line.firstLine_ = physicalLine_;
    const Piece piece = nextPiece();
    if (continues(bytes_.substr(piece.start, piece.size))) {
      readContinued(line, piece);
    } else {
      readPlain(line, piece);
    }
    line.range_.end = at_;
    line.lastLine_ = physicalLine_ - 1;
    return line;
  }

 private:
  using Segment = LogicalLine::Segment;

  /// What httpd sees of one physical line: its line feed included, nothing from a NUL byte on.
  struct Piece {
    std::uint32_t start = 0;
    std::uint32_t size = 0;
    bool cutAtNul = false;
  };

  Piece nextPiece() {
    Piece piece;
    piece.start = at_;
    const char* begin = bytes_.data() + at_;
    const void* lf = std::memchr(begin, '\n', bytes_.size() - at_);
    const std::size_t whole =
        lf == nullptr ? bytes_.size() - at_
                      : static_cast<std::size_t>(static_cast<const char*>(lf) - begin) + 1;
    const void* nul = std::memchr(begin, '\0', whole);
    piece.cutAtNul = nul != nullptr;
    piece.size = static_cast<std::uint32_t>(
        piece.cutAtNul ? static_cast<std::size_t>(static_cast<const char*>(nul) - begin) : whole);
    at_ += static_cast<std::uint32_t>(whole);
    ++physicalLine_;
    return piece;
  }

  /// Length of the line end of `buffer`, or 0 if there is none.
  static std::size_t lineEndSize(std::string_view buffer) {
    if (!buffer.ends_with('\n')) return 0;
    return buffer.ends_with("\r\n") ? 2 : 1;
  }

  static bool continues(std::string_view buffer) {
    const std::size_t end = lineEndSize(buffer);
    if (end == 0) return false;
    return buffer.substr(0, buffer.size() - end).ends_with('\\');
  }

  void readPlain(LogicalLine& line, const Piece& piece) {
    const std::string_view whole = bytes_.substr(piece.start, piece.size);
    finish(line, whole, piece);
    const Trimmed trimmed = trim(whole);
    line.text_ = whole.substr(trimmed.start, trimmed.size);
    line.sourceStart_ = piece.start + trimmed.start;
  }

  void readContinued(LogicalLine& line, Piece piece) {
    auto joined = std::make_shared<LogicalLine::Joined>();
    std::string& buffer = joined->text;
    append(*joined, piece);
    // The whole buffer is looked at, not the last piece alone: httpd also finds the backslash that
    // a line before an empty one ended with, when that line ended with two.
    while (continues(buffer)) {
      buffer.resize(buffer.size() - lineEndSize(buffer) - 1);
      if (atEnd()) {
        piece = {at_, 0, false};
        break;
      }
      piece = nextPiece();
      append(*joined, piece);
    }
    finish(line, buffer, piece);
    cutToTrimmed(line, std::move(joined));
  }

  static void append(LogicalLine::Joined& joined, const Piece& piece, std::string_view bytes) {
    // Bytes that were cut off again leave segments behind that begin at or after this one.
    const auto size = static_cast<std::uint32_t>(joined.text.size());
    while (!joined.segments.empty() && joined.segments.back().textStart >= size) {
      joined.segments.pop_back();
    }
    joined.segments.push_back({size, piece.start});
    joined.text.append(bytes.substr(piece.start, piece.size));
  }
  void append(LogicalLine::Joined& joined, const Piece& piece) { append(joined, piece, bytes_); }

  static void finish(LogicalLine& line, std::string_view buffer, const Piece& last) {
    line.endsWithNewline_ = buffer.ends_with('\n');
    line.lengthBeforeTrim_ = static_cast<std::uint32_t>(buffer.size() - line.endsWithNewline_);
    line.cutAtNul_ = last.cutAtNul;
  }

  struct Trimmed {
    std::uint32_t start = 0;
    std::uint32_t size = 0;
  };

  static Trimmed trim(std::string_view buffer) {
    std::size_t start = 0;
    while (start < buffer.size() && isWhiteSpace(buffer[start])) ++start;
    if (start == buffer.size()) return {};
    std::size_t end = buffer.size();
    while (isWhiteSpace(buffer[end - 1])) --end;
    return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end - start)};
  }

  void cutToTrimmed(LogicalLine& line, std::shared_ptr<LogicalLine::Joined> joined) {
    const Trimmed trimmed = trim(joined->text);
    std::vector<Segment>& segments = joined->segments;
    if (trimmed.size == 0) {
      line.sourceStart_ = line.range_.start;
      return;
    }
    while (segments.back().textStart >= trimmed.start + trimmed.size) segments.pop_back();
    std::size_t first = segments.size() - 1;
    while (segments[first].textStart > trimmed.start) --first;
    segments.erase(segments.begin(), segments.begin() + static_cast<std::ptrdiff_t>(first));
    for (Segment& segment : segments) {
      if (segment.textStart < trimmed.start) {
        segment.sourceStart += trimmed.start - segment.textStart;
        segment.textStart = trimmed.start;
      }
      segment.textStart -= trimmed.start;
    }
    line.sourceStart_ = segments.front().sourceStart;
    if (segments.size() == 1) {
      line.text_ = bytes_.substr(line.sourceStart_, trimmed.size);
      return;
    }
    joined->text = joined->text.substr(trimmed.start, trimmed.size);
    line.text_ = joined->text;
    line.joined_ = std::move(joined);
  }

  std::string_view bytes_;
  std::uint32_t at_ = 0;
  std::uint32_t physicalLine_ = 1;
};

std::vector<LogicalLine> readLogicalLines(const text::SourceFile& file) {
  std::vector<LogicalLine> lines;
  lines.reserve(file.lineCount());
  LineReader reader(file.bytes());
  while (!reader.atEnd()) lines.push_back(reader.next());
  return lines;
}

}  // namespace htlint::htaccess
