#include "excerpt.h"

#include <algorithm>

#include "text/encoding.h"

namespace htlint::report {
namespace {

constexpr std::uint32_t kTabStop = 4;
constexpr std::uint32_t kMostBefore = 60;
constexpr std::uint32_t kMostMarked = 80;
constexpr std::uint32_t kMostInAll = 160;
constexpr std::string_view kCut = "...";

/// `utf8` with tabs as spaces up to the next stop, beginning at `column`.
std::string expandTabs(std::string_view utf8, std::uint32_t column) {
  std::string result;
  while (!utf8.empty()) {
    const std::uint32_t size = text::characterSize(utf8, text::Encoding::kUtf8);
    const std::string_view character = utf8.substr(0, size);
    utf8.remove_prefix(size);
    const bool isTab = character == "\t";
    const std::uint32_t width =
        isTab ? kTabStop - column % kTabStop : text::displayWidth(character);
    if (isTab) {
      result.append(width, ' ');
    } else {
      result.append(character);
    }
    column += width;
  }
  return result;
}

/// The beginning of `utf8`, at most `columns` wide.
std::string keepFirst(const std::string& utf8, std::uint32_t columns) {
  std::uint32_t used = 0;
  std::size_t at = 0;
  while (at < utf8.size()) {
    const std::string_view rest = std::string_view(utf8).substr(at);
    const std::uint32_t size = text::characterSize(rest, text::Encoding::kUtf8);
    used += text::displayWidth(rest.substr(0, size));
    if (used > columns) return utf8.substr(0, at) + std::string(kCut);
    at += size;
  }
  return utf8;
}

/// The end of `utf8`, at most about `columns` wide.
std::string keepLast(const std::string& utf8, std::uint32_t columns) {
  std::uint32_t width = text::displayWidth(utf8);
  if (width <= columns) return utf8;
  std::size_t at = 0;
  while (width > columns) {
    const std::string_view rest = std::string_view(utf8).substr(at);
    const std::uint32_t size = text::characterSize(rest, text::Encoding::kUtf8);
    width -= text::displayWidth(rest.substr(0, size));
    at += size;
  }
  return std::string(kCut) + utf8.substr(at);
}

/// `range` cut to at most `most` bytes from its beginning, at a character's end.
text::TextRange firstBytes(const text::SourceFile& file, text::TextRange range,
                           std::uint32_t most) {
  if (range.size() <= most) return range;
  std::uint32_t end = range.start;
  while (end - range.start < most) {
    end += text::characterSize(file.text({end, range.end}), file.encoding());
  }
  return {range.start, end};
}

/// `range` cut to about its last `most` bytes, at a character's beginning. Characters are counted
/// from the front, since not every encoding can be read backwards.
text::TextRange lastBytes(const text::SourceFile& file, text::TextRange range, std::uint32_t most) {
  std::uint32_t start = range.start;
  while (range.end - start > most) {
    start += text::characterSize(file.text({start, range.end}), file.encoding());
  }
  return {start, range.end};
}

}  // namespace

Excerpt makeExcerpt(const text::SourceFile& file, text::TextRange range) {
  Excerpt excerpt;
  excerpt.line = file.lineAt(range.start);
  excerpt.lastLine = range.empty() ? excerpt.line : file.lineAt(range.end - 1);
  text::TextRange line = file.lineRange(excerpt.line);
  const std::uint32_t markSize = text::byteOrderMarkSize(file.byteOrderMark());
  const bool marksMark = range.start < markSize;
  if (excerpt.line == 1 && !marksMark) line.start = std::min(line.end, line.start + markSize);

  // Bytes are cut first: a line may be the whole of a huge file.
  constexpr std::uint32_t kBytesPerColumn = 8;
  const std::uint32_t start = std::min(range.start, line.end);
  const std::uint32_t end = std::clamp(range.end, start, line.end);
  const auto display = [&file](text::TextRange part) {
    return text::toDisplayUtf8(file.text(part), file.encoding());
  };
  const std::string before = keepLast(
      expandTabs(display(lastBytes(file, {line.start, start}, kMostBefore * kBytesPerColumn)), 0),
      kMostBefore);
  excerpt.column = text::displayWidth(before);
  const std::string marked =
      keepFirst(expandTabs(display(firstBytes(file, {start, end}, kMostMarked * kBytesPerColumn)),
                           excerpt.column),
                kMostMarked);
  excerpt.width = std::max(1U, text::displayWidth(marked));
  const std::uint32_t used = excerpt.column + excerpt.width;
  const std::uint32_t left = used < kMostInAll ? kMostInAll - used : 0;
  const std::string after = keepFirst(
      expandTabs(display(firstBytes(file, {end, line.end}, kMostInAll * kBytesPerColumn)), used),
      left);
  excerpt.text = before + marked + after;
  return excerpt;
}

}  // namespace htlint::report
