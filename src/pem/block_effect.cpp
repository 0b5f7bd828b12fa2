#include "block_effect.h"

#include <algorithm>

namespace htlint::pem {
namespace {

DamageEffect effectOfRead(const Document& document, const Block& block, const OpenSslRead& read,
                          std::uint32_t offset) {
  if (!read.isBlock() || !read.hasUsableHeader()) return DamageEffect::kRefusesFile;
  const std::uint32_t stop = read.stopLine.start + offset;
  const bool ownEnd = block.end != kNone && stop <= document.markers()[block.end].range.start &&
                      document.markers()[block.end].range.start < read.stopLine.end + offset;
  return ownEnd && !read.swallowedLines ? DamageEffect::kTolerated : DamageEffect::kSwallowsNext;
}

/// Whether OpenSSL looked for a begin line at `offset`.
bool isReached(const Document& document, std::uint32_t offset) {
  const auto reads = document.reads();
  const auto after = std::upper_bound(
      reads.begin(), reads.end(), offset, [](std::uint32_t at, const OpenSslRead& read) {
        return read.status == ReadStatus::kNoStartLine || at < read.beginLine.start;
      });
  if (after == reads.begin()) return true;
  const OpenSslRead& before = *(after - 1);
  return before.isBlock() && offset >= before.stopLine.end;
}

// The block, and the next one, which may be swallowed.
DamageEffect effectAlone(const Document& document, std::size_t index) {
  const Block& block = document.blocks()[index];
  const text::SourceFile& file = document.file();
  const std::size_t last = std::min(index + 1, document.blocks().size() - 1);
  const std::uint32_t start =
      file.fullLineRange(file.lineAt(document.markers()[block.begin].range.start)).start;
  const text::TextRange range{start, document.blocks()[last].range.end};
  const std::uint32_t begin = document.markers()[block.begin].range.start;
  constexpr std::uint32_t kLongLine = 1024;
  if (begin - start > kLongLine) return DamageEffect::kSkipsBlock;
  for (const OpenSslRead& read : readAsOpenSsl(file.text(range))) {
    const bool here = read.status != ReadStatus::kNoStartLine &&
                      read.beginLine.start + start <= begin && begin < read.beginLine.end + start;
    if (here) return effectOfRead(document, block, read, start);
  }
  return DamageEffect::kSkipsBlock;
}

}  // namespace

DamageEffect effectOf(const Document& document, std::size_t index) {
  const Block& block = document.blocks()[index];
  if (block.read != kNone) {
    return effectOfRead(document, block, document.reads()[block.read], 0);
  }
  if (block.begin == kNone) return DamageEffect::kSkipsBlock;
  if (isReached(document, document.markers()[block.begin].range.start)) {
    return DamageEffect::kSkipsBlock;
  }
  return effectAlone(document, index);
}

}  // namespace htlint::pem
