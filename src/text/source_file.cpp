#include "text/source_file.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace htlint::text {
namespace {

std::vector<std::uint32_t> findLineStarts(std::string_view bytes) {
  std::vector<std::uint32_t> starts{0};
  const char* data = bytes.data();
  std::size_t at = 0;
  while (at < bytes.size()) {
    const void* lf = std::memchr(data + at, '\n', bytes.size() - at);
    if (lf == nullptr) break;
    at = static_cast<std::size_t>(static_cast<const char*>(lf) - data) + 1;
    if (at < bytes.size()) starts.push_back(static_cast<std::uint32_t>(at));
  }
  return starts;
}

LineEnding detectLineEnding(std::string_view bytes) {
  bool lf = false;
  bool crLf = false;
  bool cr = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\n') {
      lf = true;
    } else if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') {
      crLf = true;
      ++i;
    } else if (bytes[i] == '\r') {
      cr = true;
    }
  }
  if (lf + crLf + cr > 1) return LineEnding::kMixed;
  if (lf) return LineEnding::kLf;
  if (crLf) return LineEnding::kCrLf;
  return cr ? LineEnding::kCr : LineEnding::kNone;
}

}  // namespace

SourceFile::SourceFile(std::string path, std::string bytes)
    : path_(std::move(path)),
      bytes_(std::move(bytes)),
      lineStarts_(findLineStarts(bytes_)),
      mark_(detectByteOrderMark(bytes_)),
      encoding_(detectEncoding(bytes_)),
      lineEnding_(detectLineEnding(bytes_)) {}

std::uint32_t SourceFile::lineCount() const {
  return static_cast<std::uint32_t>(lineStarts_.size());
}

TextRange SourceFile::fullLineRange(std::uint32_t line) const {
  const std::uint32_t start = lineStarts_[line - 1];
  const std::uint32_t end = line < lineCount() ? lineStarts_[line] : size();
  return {start, end};
}

TextRange SourceFile::lineRange(std::uint32_t line) const {
  TextRange range = fullLineRange(line);
  if (range.end > range.start && bytes_[range.end - 1] == '\n') {
    --range.end;
    if (range.end > range.start && bytes_[range.end - 1] == '\r') --range.end;
  }
  return range;
}

std::uint32_t SourceFile::lineAt(std::uint32_t offset) const {
  const auto after = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset);
  return static_cast<std::uint32_t>(after - lineStarts_.begin());
}

Position SourceFile::position(std::uint32_t offset) const {
  const std::uint32_t line = lineAt(offset);
  const std::uint32_t start = lineStarts_[line - 1];
  return {line, 1 + countCharacters(text({start, offset}), encoding_)};
}

std::string SourceFile::displayLine(std::uint32_t line) const {
  TextRange range = lineRange(line);
  if (line == 1) range.start = std::min(range.end, range.start + byteOrderMarkSize(mark_));
  return toDisplayUtf8(text(range), encoding_);
}

std::string_view SourceFile::lineEndNear(std::uint32_t offset) const {
  // After a last line that ends, `offset` stands where a further line would begin.
  const bool afterLast = offset == size() && bytes_.ends_with('\n');
  const std::uint32_t line = lineAt(offset) + (afterLast ? 1 : 0);
  const auto endOf = [this](std::uint32_t which) -> std::string_view {
    if (which < 1 || which > lineCount()) return {};
    return text({lineRange(which).end, fullLineRange(which).end});
  };
  for (const std::uint32_t candidate : {line - 1, line, line + 1}) {
    const std::string_view end = endOf(candidate);
    if (!end.empty()) return end;
  }
  return "\n";
}

}  // namespace htlint::text
