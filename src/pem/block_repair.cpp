#include "block_repair.h"

#include <algorithm>

#include "pem/base64.h"

namespace htlint::pem {
namespace {

bool fits(BlockKind labelled, BlockKind content) {
  if (content == BlockKind::kOther) {
    return labelled == BlockKind::kPublicKey || labelled == BlockKind::kRevocationList ||
           labelled == BlockKind::kParameters;
  }
  return labelled == content ||
         (labelled == BlockKind::kTrustedCertificate && content == BlockKind::kCertificate);
}

/// The label that the content has or should have; empty where it is not known.
std::string labelFor(const Document& document, const Block& block, BlockKind content) {
  for (const std::size_t marker : {block.begin, block.end}) {
    if (marker == kNone) continue;
    const std::string& label = document.markers()[marker].label;
    if (fits(blockKind(label), content)) return label;
  }
  return std::string(labelOf(content));
}

bool isRepairable(const std::vector<std::string>& ders, const ContentCheck& check) {
  return std::all_of(ders.begin(), ders.end(), [&ders, &check](const std::string& der) {
    const BlockKind content = contentKind(der);
    if (content == BlockKind::kPrivateKey) return false;
    // Of several, each has to say by itself what it is.
    if (ders.size() > 1 && content == BlockKind::kOther) return false;
    return check == nullptr || check(content, der);
  });
}

}  // namespace

std::optional<std::string> repairedBlock(const Document& document, std::size_t index,
                                         const Examination& examination, const ContentCheck& check,
                                         std::string_view lineEnd) {
  const Block& block = document.blocks()[index];
  const std::vector<std::string>& ders = examination.body.ders;
  if (ders.empty() || isPrivateKey(block.kind) || !isRepairable(ders, check)) return std::nullopt;
  const std::string label = labelFor(document, block, contentKind(ders.front()));
  if (label.empty()) return std::nullopt;
  if (examination.bodyIsClean && ders.size() == 1) {
    std::string body(document.plainText().decoded(block.body));
    if (!body.ends_with('\n')) body.append(lineEnd);
    return wrapInMarkers(label, body, lineEnd);
  }
  std::string text;
  for (const std::string& der : ders) {
    const std::string own = ders.size() == 1 ? label : labelFor(document, block, contentKind(der));
    text += encodeBlock(own, der, lineEnd);
  }
  return text;
}

bool isDoubledMarker(const Document& document, std::size_t index) {
  const auto blocks = document.blocks();
  const Block& block = blocks[index];
  const bool begins = block.begin != kNone;
  const auto isSame = [&](const Block& other, std::size_t theirs, std::size_t own) {
    return theirs != kNone && other.label == block.label &&
           document.markers()[theirs].label == document.markers()[own].label;
  };
  if (begins) {
    return index + 1 < blocks.size() && blocks[index + 1].range.start == block.range.end &&
           isSame(blocks[index + 1], blocks[index + 1].begin, block.begin);
  }
  return index > 0 && blocks[index - 1].range.end == block.range.start &&
         isSame(blocks[index - 1], blocks[index - 1].end, block.end);
}

text::TextEdit smallestEdit(std::string_view bytes, text::TextRange range, std::string text) {
  const std::string_view old = bytes.substr(range.start, range.size());
  const std::size_t most = std::min(old.size(), text.size());
  std::size_t head = 0;
  while (head < most && old[head] == text[head]) ++head;
  std::size_t tail = 0;
  while (tail < most - head && old[old.size() - 1 - tail] == text[text.size() - 1 - tail]) ++tail;
  return {{range.start + static_cast<std::uint32_t>(head),
           range.end - static_cast<std::uint32_t>(tail)},
          text.substr(head, text.size() - head - tail)};
}

}  // namespace htlint::pem
