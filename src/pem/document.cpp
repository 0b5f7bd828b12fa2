#include "pem/document.h"

#include <algorithm>
#include <utility>

namespace htlint::pem {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\0' || c == '\x1A'; }
bool endsLine(char c) { return c == '\n' || c == '\r'; }

bool isBase64Character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/' || c == '=';
}

/// Lines as people see them: ended by LF, CRLF or a lone CR.
class Text {
 public:
  explicit Text(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint32_t lineStart(std::uint32_t at) const {
    while (at > 0 && !endsLine(bytes_[at - 1])) --at;
    return at;
  }
  /// Of the line that holds `at`: where its line end begins, and where the next line begins.
  [[nodiscard]] std::uint32_t contentEnd(std::uint32_t at) const {
    while (at < size() && !endsLine(bytes_[at])) ++at;
    return at;
  }
  [[nodiscard]] std::uint32_t nextLine(std::uint32_t at) const {
    at = contentEnd(at);
    if (at + 1 < size() && bytes_[at] == '\r' && bytes_[at + 1] == '\n') return at + 2;
    return std::min(at + 1, size());
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }
  [[nodiscard]] std::string_view slice(std::uint32_t start, std::uint32_t end) const {
    return bytes_.substr(start, end - start);
  }

 private:
  std::string_view bytes_;
};

bool isAllBlank(std::string_view text) { return std::all_of(text.begin(), text.end(), isBlank); }

// What stands before a marker in its line and is no text of its own: indentation, the `> ` of a
// quoted mail, a comment sign, a byte-order mark.
bool isLinePrefix(std::string_view text) {
  constexpr std::string_view kPrefixes = " \t>|*#;\"'\xEF\xBB\xBF\xC2\xA0";
  return text.find_first_not_of(kPrefixes) == std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
  return text;
}

enum class LineLook : std::uint8_t { kBlank, kBase64, kShortBase64, kOther };

LineLook lookOf(std::string_view line) {
  constexpr std::size_t kLongEnough = 40;  // a shorter line may as well be a word
  const std::string_view text = trimmed(line);
  if (text.empty()) return LineLook::kBlank;
  if (!std::all_of(text.begin(), text.end(), isBase64Character)) return LineLook::kOther;
  return text.size() >= kLongEnough ? LineLook::kBase64 : LineLook::kShortBase64;
}

/// Puts markers together to blocks.
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
    block.line = named.line;
    if (begin != kNone) {
      setStart(block, markers_[begin]);
    } else {
      setStartWithoutMarker(block, markers_[end]);
    }
    if (end != kNone) {
      setEnd(block, markers_[end]);
    } else {
      setEndWithoutMarker(block, begin);
    }
    used_ = block.range.end;
    blocks_.push_back(std::move(block));
  }

  void setStart(Block& block, const Marker& marker) const {
    const std::uint32_t lineStart = std::max(text_.lineStart(marker.range.start), used_);
    const bool ownLine = isLinePrefix(text_.slice(lineStart, marker.range.start));
    block.range.start = ownLine ? lineStart : marker.range.start;
    const std::uint32_t lineEnd = text_.contentEnd(marker.range.end);
    const bool nothingAfter = isAllBlank(text_.slice(marker.range.end, lineEnd));
    block.body.start = nothingAfter ? text_.nextLine(marker.range.end) : marker.range.end;
  }

  void setEnd(Block& block, const Marker& marker) const {
    const std::uint32_t lineStart = std::max(text_.lineStart(marker.range.start), block.body.start);
    const bool ownLine = isLinePrefix(text_.slice(lineStart, marker.range.start));
    block.body.end = ownLine ? lineStart : marker.range.start;
    const std::uint32_t lineEnd = text_.contentEnd(marker.range.end);
    const bool nothingAfter = isAllBlank(text_.slice(marker.range.end, lineEnd));
    block.range.end = nothingAfter ? text_.nextLine(marker.range.end) : marker.range.end;
  }

  // The base64 lines directly above the end marker.
  void setStartWithoutMarker(Block& block, const Marker& end) const {
    const std::uint32_t endLine = std::max(text_.lineStart(end.range.start), used_);
    std::uint32_t start = endLine;
    bool lastLine = true;
    while (start > used_) {
      std::uint32_t previous = start - 1;
      if (previous > used_ && text_.slice(previous - 1, previous + 1) == "\r\n") --previous;
      previous = std::max(text_.lineStart(previous), used_);
      const LineLook look = lookOf(text_.slice(previous, text_.contentEnd(previous)));
      const bool belongs =
          look == LineLook::kBase64 || (lastLine && look == LineLook::kShortBase64);
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
    std::uint32_t limit = text_.size();
    if (begin + 1 < markers_.size()) {
      const Marker& next = markers_[begin + 1];
      const std::uint32_t lineStart = text_.lineStart(next.range.start);
      const bool ownLine = isLinePrefix(text_.slice(lineStart, next.range.start));
      limit = std::max(block.body.start, ownLine ? lineStart : next.range.start);
    }
    std::uint32_t end = block.body.start;
    std::uint32_t at = end;
    while (at < limit) {
      const std::string_view line = text_.slice(at, std::min(text_.contentEnd(at), limit));
      const LineLook look = lookOf(line);
      if (look == LineLook::kOther && line.find(": ") == std::string_view::npos) break;
      at = std::min(text_.nextLine(at), limit);
      if (look != LineLook::kBlank) end = at;
    }
    block.body.end = end;
    block.range.end = end;
  }

  Text text_;
  std::span<const Marker> markers_;
  std::vector<Block> blocks_;
  std::uint32_t used_ = 0;  // bytes before it are in blocks already
};

// OpenSSL takes any text between the dashes for a label, and only it decides what it reads: its
// begin lines are markers, whatever findMarkers() thinks of their labels.
void addMarkersOf(const OpenSslRead& read, const text::SourceFile& file,
                  std::vector<Marker>& markers) {
  if (read.status == ReadStatus::kNoStartLine) return;
  const text::TextRange line = read.beginLine;
  const auto inLine = [line](const Marker& m) {
    return m.kind == MarkerKind::kBegin && line.contains(m.range.start);
  };
  if (std::any_of(markers.begin(), markers.end(), inLine)) return;
  const auto start = static_cast<std::uint32_t>(line.start + file.text(line).find("-----BEGIN "));
  const auto nameStart = static_cast<std::uint32_t>(start + 11);
  const auto nameEnd = static_cast<std::uint32_t>(nameStart + read.name.size());
  Marker marker;
  marker.range = {start, nameEnd + 5};
  marker.leftDashes = {start, start + 5};
  marker.labelRange = {nameStart, nameEnd};
  marker.rightDashes = {nameEnd, nameEnd + 5};
  marker.line = file.lineAt(start);
  marker.label = read.name;
  marker.wellFormed = true;
  std::erase_if(markers, [&marker](const Marker& m) {
    return m.range.start < marker.range.end && marker.range.start < m.range.end;
  });
  const auto at = std::find_if(markers.begin(), markers.end(), [&marker](const Marker& m) {
    return m.range.start > marker.range.start;
  });
  markers.insert(at, std::move(marker));
}

std::vector<Part> tile(std::span<const Block> blocks, std::uint32_t size) {
  std::vector<Part> parts;
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (at < blocks[i].range.start) parts.push_back({{at, blocks[i].range.start}, kNone});
    parts.push_back({blocks[i].range, i});
    at = blocks[i].range.end;
  }
  if (at < size) parts.push_back({{at, size}, kNone});
  return parts;
}

}  // namespace

Document::Document(text::SourceFilePtr file)
    : file_(std::move(file)),
      markers_(findMarkers(file_->bytes())),
      reads_(readAsOpenSsl(file_->bytes())) {
  for (const OpenSslRead& read : reads_) addMarkersOf(read, *file_, markers_);
  blocks_ = BlockBuilder(file_->bytes(), markers_).build();
  std::size_t block = 0;
  for (std::size_t i = 0; i < reads_.size(); ++i) {
    const text::TextRange line = reads_[i].beginLine;
    const auto beginsIn = [this, line](const Block& candidate) {
      return candidate.begin != kNone && line.contains(markers_[candidate.begin].range.start);
    };
    while (!line.empty() && block < blocks_.size() && !beginsIn(blocks_[block])) ++block;
    if (!line.empty() && block < blocks_.size()) blocks_[block].read = i;
  }
  parts_ = tile(blocks_, file_->size());
}

const OpenSslRead* Document::readOf(const Block& block) const {
  if (block.read == kNone || !reads_[block.read].isBlock()) return nullptr;
  return &reads_[block.read];
}

std::string Document::derOf(const Block& block) const {
  if (const OpenSslRead* read = readOf(block)) return read->der;
  return decodeBase64(file_->text(block.body)).bytes;
}

const Block* Document::blockAt(std::uint32_t offset) const {
  for (const Block& block : blocks_) {
    if (block.range.contains(offset)) return &block;
  }
  return nullptr;
}

bool Document::hasKind(BlockKind kind) const {
  return std::any_of(blocks_.begin(), blocks_.end(),
                     [kind](const Block& block) { return block.kind == kind; });
}

std::string Document::print() const {
  std::string result;
  result.reserve(file_->size());
  for (const Part& part : parts_) result.append(file_->text(part.range));
  return result;
}

}  // namespace htlint::pem
