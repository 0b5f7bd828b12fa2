#include "pem/document.h"

#include <algorithm>
#include <utility>

#include "block_builder.h"
#include "body.h"
#include "der.h"

namespace htlint::pem {
namespace {

// OpenSSL takes any text between the dashes for a label, and only it decides what it reads: its
// begin lines are markers, whatever findMarkers() thinks of their labels.
void addMarkersOf(const OpenSslRead& read, std::string_view bytes, const PlainText& plain,
                  std::vector<Marker>& markers) {
  if (read.status == ReadStatus::kNoStartLine) return;
  const text::TextRange line{plain.fromSource(read.beginLine.start),
                             plain.fromSource(read.beginLine.end)};
  const auto startsBefore = [](const Marker& m, std::uint32_t at) { return m.range.start < at; };
  auto at = std::lower_bound(markers.begin(), markers.end(), line.start, startsBefore);
  for (auto m = at; m != markers.end() && line.contains(m->range.start); ++m) {
    if (m->kind == MarkerKind::kBegin) return;
  }
  const std::string_view written = bytes.substr(read.beginLine.start, read.beginLine.size());
  const auto begin = static_cast<std::uint32_t>(written.find("-----BEGIN "));
  const std::uint32_t start = plain.fromSource(read.beginLine.start + begin);
  const auto name = static_cast<std::uint32_t>(read.name.size());
  Marker marker;
  marker.range = {start, plain.fromSource(read.beginLine.start + begin + 16 + name)};
  marker.leftDashes = {start, start + 5};
  marker.labelRange = {start + 11, std::max(start + 11, marker.range.end - 5)};
  marker.rightDashes = {marker.labelRange.end, marker.range.end};
  marker.label = read.name;
  marker.wellFormed = true;
  const auto overlaps = [&marker](const Marker& m) {
    return m.range.start < marker.range.end && marker.range.start < m.range.end;
  };
  while (at != markers.begin() && overlaps(*(at - 1))) --at;
  auto last = at;
  while (last != markers.end() && (overlaps(*last) || last->range.start < start)) ++last;
  at = markers.erase(std::find_if(at, last, overlaps), last);
  markers.insert(std::lower_bound(markers.begin(), markers.end(), start, startsBefore),
                 std::move(marker));
}

// Marker and blocks are found in the plain text; everybody else knows the file alone.
void toSource(Marker& marker, const PlainText& plain, const text::SourceFile& file) {
  for (text::TextRange* range :
       {&marker.range, &marker.leftDashes, &marker.labelRange, &marker.rightDashes}) {
    *range = range->empty()
                 ? text::TextRange{plain.sourceStart(range->start), plain.sourceStart(range->start)}
                 : plain.source(*range);
  }
  marker.line = file.lineAt(marker.range.start);
  if (!marker.wellFormed) return;
  const std::string_view keyword = marker.kind == MarkerKind::kBegin ? "BEGIN " : "END ";
  const std::string_view written = file.text(marker.range);
  marker.wellFormed = written.size() == 10 + keyword.size() + marker.label.size() &&
                      written.substr(5).starts_with(keyword) && written.starts_with("-----");
}

// OpenSSL also reads a block with text inside, taking the text for headers or for base64.
bool isSound(const OpenSslRead& read) {
  const auto header = readDerHeader(read.der);
  return read.hasUsableHeader() && !read.swallowedLines && header &&
         header->size() <= read.der.size() &&
         isWholeDer(std::string_view(read.der).substr(0, header->size()));
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
      plain_(std::make_shared<PlainText>(file_->bytes())),
      markers_(findMarkers(plain_->text())),
      reads_(readAsOpenSsl(file_->bytes())) {
  for (const OpenSslRead& read : reads_) addMarkersOf(read, file_->bytes(), *plain_, markers_);
  blocks_ = buildBlocks(plain_->text(), markers_);
  for (Marker& marker : markers_) toSource(marker, *plain_, *file_);
  for (Block& block : blocks_) {
    for (text::TextRange* range : {&block.range, &block.body}) {
      *range = {plain_->sourceEnd(range->start), plain_->sourceEnd(range->end)};
    }
    const std::size_t named = block.begin != kNone ? block.begin : block.end;
    block.line =
        file_->lineAt(named != kNone ? markers_[named].range.start
                                     : plain_->sourceStart(plain_->fromSource(block.range.start)));
  }
  assignReads();
  parts_ = tile(blocks_, file_->size());
}

void Document::assignReads() {
  std::size_t block = 0;
  for (std::size_t i = 0; i < reads_.size(); ++i) {
    const text::TextRange line = reads_[i].beginLine;
    const auto beginsIn = [this, line](const Block& candidate) {
      return candidate.begin != kNone && line.contains(markers_[candidate.begin].range.start);
    };
    while (!line.empty() && block < blocks_.size() && !beginsIn(blocks_[block])) ++block;
    if (!line.empty() && block < blocks_.size()) blocks_[block].read = i;
  }
}

const OpenSslRead* Document::readOf(const Block& block) const {
  if (block.read == kNone || !reads_[block.read].isBlock()) return nullptr;
  return &reads_[block.read];
}

std::string Document::derOf(const Block& block) const {
  const OpenSslRead* read = readOf(block);
  if (read != nullptr && (isPrivateKey(block.kind) || isSound(*read))) return read->der;
  const text::TextRange body{plain_->fromSource(block.body.start),
                             plain_->fromSource(block.body.end)};
  Body person = readBody(plain_->text(), body, block.kind);
  if (person.isWhole()) return std::move(person.ders.front());
  if (read != nullptr) return read->der;
  return decodeBase64(plain_->text().substr(body.start, body.size())).bytes;
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
