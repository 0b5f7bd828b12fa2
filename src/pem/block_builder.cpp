#include "block_builder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "body.h"
#include "lines.h"
#include "pem/kind.h"

namespace htlint::pem {
namespace {

bool isAllBlank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), isBlankCharacter);
}

// What stands before a marker in its line and is no text of its own: indentation, the `> ` of a
// quoted mail, a comment sign, a quotation mark.
bool isLinePrefix(std::string_view text) {
  return text.find_first_not_of(" \t>|*#;/\"'") == std::string_view::npos;
}

// The last line of a body may be too short to look like base64 in any other place.
bool isBase64WithBlanks(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return isBase64Character(c) || isUrlSafeCharacter(c) || isBlankCharacter(c) || c == '=';
  });
}

class BlockBuilder {
 public:
  BlockBuilder(std::string_view bytes, std::span<const Marker> markers)
      : text_(bytes), markers_(markers) {}

  std::vector<Block> build() {
    for (std::size_t i = 0; i < markers_.size(); ++i) {
      if (markers_[i].kind == MarkerKind::kEnd) {
        addBlock(kNone, i);
        continue;
      }
      const bool closed = i + 1 < markers_.size() && markers_[i + 1].kind == MarkerKind::kEnd;
      addBlock(i, closed ? i + 1 : kNone);
      if (closed) ++i;
    }
    addUnmarked(text_.size());
    return std::move(blocks_);
  }

 private:
  void addBlock(std::size_t begin, std::size_t end) {
    Block block;
    block.begin = begin;
    block.end = end;
    const Marker& named = markers_[begin != kNone ? begin : end];
    block.label = named.label;
    block.kind = blockKind(block.label);
    if (begin != kNone) {
      setStart(block, markers_[begin]);
    } else {
      setStartWithoutMarker(block, markers_[end]);
    }
    if (end != kNone) {
      setEnd(block, end);
    } else {
      setEndWithoutMarker(block, begin);
    }
    block.commentedOut = isCommentedOut(block.range);
    addUnmarked(block.range.start);
    used_ = block.range.end;
    blocks_.push_back(std::move(block));
  }

  [[nodiscard]] bool isCommentedOut(text::TextRange range) const {
    for (std::uint32_t at = range.start; at < range.end; at = text_.nextLine(at, range.end)) {
      const std::string_view line = text_.slice(at, text_.contentEnd(at, range.end));
      const std::size_t first = line.find_first_not_of(" \t");
      if (first == std::string_view::npos) continue;
      if (line[first] != '#' && line[first] != ';' && line[first] != '/') return false;
    }
    return true;
  }

  [[nodiscard]] std::uint32_t limitAfter(std::size_t marker) const {
    return marker + 1 < markers_.size() ? markers_[marker + 1].range.start : text_.size();
  }

  void setStart(Block& block, const Marker& marker) const {
    const std::uint32_t lineStart = text_.lineStart(marker.range.start, used_);
    const bool ownLine = isLinePrefix(text_.slice(lineStart, marker.range.start));
    block.range.start = ownLine ? lineStart : marker.range.start;
    block.body.start = behind(block.begin);
  }

  /// Where the line after a marker begins; the marker's own end where text follows it.
  [[nodiscard]] std::uint32_t behind(std::size_t marker) const {
    const std::uint32_t end = markers_[marker].range.end;
    const std::uint32_t limit = limitAfter(marker);
    const std::uint32_t lineEnd = text_.contentEnd(end, limit);
    const bool nothingAfter =
        isAllBlank(text_.slice(end, lineEnd)) && (lineEnd < limit || limit == text_.size());
    return nothingAfter ? text_.nextLine(end, limit) : end;
  }

  void setEnd(Block& block, std::size_t end) const {
    const Marker& marker = markers_[end];
    const std::uint32_t lineStart = text_.lineStart(marker.range.start, block.body.start);
    const bool ownLine = isLinePrefix(text_.slice(lineStart, marker.range.start));
    block.body.end = ownLine ? lineStart : marker.range.start;
    block.range.end = behind(end);
  }

  // The base64 lines above the end marker, and blank lines between them.
  void setStartWithoutMarker(Block& block, const Marker& end) const {
    std::uint32_t start = text_.lineStart(end.range.start, used_);
    std::uint32_t at = start;
    bool lastLine = true;
    while (at > used_) {
      std::uint32_t previous = at - 1;
      if (previous > used_ && text_.slice(previous - 1, previous + 1) == "\r\n") --previous;
      const std::uint32_t lineEnd = previous;
      previous = text_.lineStart(previous, used_);
      const std::string_view content = splitLine(text_.slice(previous, lineEnd)).content;
      const LineLook look = lookOf(content);
      at = previous;
      if (look == LineLook::kBlank) continue;
      const bool belongs = look == LineLook::kBase64 || (lastLine && isBase64WithBlanks(content));
      if (!belongs) break;
      start = previous;
      lastLine = false;
    }
    block.range.start = start;
    block.body.start = start;
  }

  // Everything up to the next marker that still looks like a body: base64, blank lines between
  // it, headers.
  void setEndWithoutMarker(Block& block, std::size_t begin) const {
    std::uint32_t limit = limitAfter(begin);
    if (begin + 1 < markers_.size()) {
      const std::uint32_t lineStart = text_.lineStart(limit, block.body.start);
      if (isLinePrefix(text_.slice(lineStart, limit))) limit = lineStart;
    }
    std::uint32_t end = block.body.start;
    std::uint32_t at = end;
    while (at < limit) {
      const std::string_view line = text_.slice(at, text_.contentEnd(at, limit));
      const std::string_view content = splitLine(line).content;
      const LineLook look = lookOf(content);
      // Only padding tells the end of the base64 from a few words, where blanks are in it.
      const bool isLast = content.ends_with('=') && isBase64WithBlanks(content);
      const bool isHeader = line.find(": ") != std::string_view::npos;
      if (look == LineLook::kOther && !isLast && !isHeader) break;
      at = text_.nextLine(at, limit);
      if (look != LineLook::kBlank) end = at;
    }
    block.body.end = end;
    block.range.end = end;
  }

  /// Blocks that have lost both markers, in the text before `limit` that is in no block: base64
  /// that is exactly one certificate or request.
  void addUnmarked(std::uint32_t limit) {
    for (std::uint32_t at = used_; at < limit;) {
      const std::uint32_t end = endOfRun(at, limit);
      if (end > at) addRun({at, end});
      at = end > at ? end : text_.nextLine(at, limit);
    }
  }

  /// Of the lines of base64 from `start` on, and the blank lines between them.
  [[nodiscard]] std::uint32_t endOfRun(std::uint32_t start, std::uint32_t limit) const {
    std::uint32_t end = start;
    for (std::uint32_t at = start; at < limit;) {
      const std::string_view line = text_.slice(at, text_.contentEnd(at, limit));
      const std::string_view content = splitLine(line).content;
      const LineLook look = lookOf(content);
      if (at == start && (look != LineLook::kBase64 || !content.starts_with("MI"))) break;
      if (look == LineLook::kOther) break;
      at = text_.nextLine(at, limit);
      if (look != LineLook::kBlank) end = at;
    }
    return end;
  }

  void addRun(text::TextRange run) {
    Block block;
    block.range = run;
    block.body = run;
    const Body body = readBody(text_.slice(0, text_.size()), run, BlockKind::kCertificate);
    if (!body.isWhole()) return;
    block.kind = contentKind(body.ders.front());
    if (block.kind != BlockKind::kCertificate && block.kind != BlockKind::kRequest) return;
    block.label = labelOf(block.kind);
    blocks_.push_back(std::move(block));
  }

  LineText text_;
  std::span<const Marker> markers_;
  std::vector<Block> blocks_;
  std::uint32_t used_ = 0;  // bytes before it are in blocks already
};

}  // namespace

std::vector<Block> buildBlocks(std::string_view text, std::span<const Marker> markers) {
  return BlockBuilder(text, markers).build();
}

}  // namespace htlint::pem
