#include "mask.h"

#include <algorithm>

#include "pem/document.h"
#include "pem/kind.h"
#include "pem/plain_text.h"

namespace htlint::report {
namespace {

/// A line of base64 this long outside every block of public content may be part of a key whose
/// markers were lost.
constexpr std::uint32_t kSuspiciousRun = 32;

bool isBase64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/' || c == '=';
}

bool isKeyFile(std::string_view bytes) { return pem::isKeyFile(pem::detectKind(bytes)); }

/// Either marker says so: between a certificate's begin and a key's end is what became of both.
bool isKeyBlock(const pem::Document& document, const pem::Block& block) {
  for (const std::size_t marker : {block.begin, block.end}) {
    if (marker == pem::kNone) continue;
    if (pem::isPrivateKey(pem::blockKind(document.markers()[marker].label))) return true;
  }
  return false;
}

/// Runs of base64 in `range`, each to the end of the run.
void addSuspiciousRuns(std::string_view bytes, text::TextRange range,
                       std::vector<text::TextRange>& ranges) {
  std::uint32_t start = range.start;
  for (std::uint32_t at = range.start; at <= range.end; ++at) {
    if (at < range.end && isBase64(bytes[at])) continue;
    if (at - start >= kSuspiciousRun) ranges.push_back({start, at});
    start = at + 1;
  }
}

}  // namespace

Mask::Mask(const text::SourceFile& file) {
  const std::string_view bytes = file.bytes();
  if (isKeyFile(bytes)) {
    ranges_.push_back({0, file.size()});
    return;
  }
  if (bytes.find("-----") == std::string_view::npos &&
      !pem::isCertificateMaterial(pem::detectKind(bytes))) {
    return;
  }
  // The document does not outlive this function, so it may borrow the file.
  const pem::Document document(text::SourceFilePtr(text::SourceFilePtr(), &file));
  for (const pem::Part& part : document.parts()) {
    if (part.block == pem::kNone) {
      addSuspiciousRuns(bytes, part.range, ranges_);
    } else if (isKeyBlock(document, document.blocks()[part.block])) {
      ranges_.push_back(document.blocks()[part.block].body);
    } else if (!document.blocks()[part.block].isComplete()) {
      // What an end marker is missing from may have swallowed the next block's text.
      const pem::Block& block = document.blocks()[part.block];
      if (!pem::isCertificate(block.kind)) addSuspiciousRuns(bytes, block.range, ranges_);
    }
  }
}

bool Mask::covers(text::TextRange range) const {
  return std::any_of(ranges_.begin(), ranges_.end(), [range](text::TextRange masked) {
    return masked.start < std::max(range.end, range.start + 1) && range.start < masked.end;
  });
}

bool Masks::covers(const text::SourceFilePtr& file, text::TextRange range) {
  if (!file) return false;
  auto& mask = masks_[file.get()];
  if (!mask) mask = std::make_unique<Mask>(*file);
  return mask->covers(range);
}

bool mayHoldKey(std::string_view bytes) {
  if (isKeyFile(bytes)) return true;
  const pem::PlainText plain(bytes);
  const std::vector<pem::Marker> markers = pem::findMarkers(plain.text());
  return std::any_of(markers.begin(), markers.end(), [](const pem::Marker& marker) {
    return pem::isPrivateKey(pem::blockKind(marker.label));
  });
}

std::vector<std::string> withoutKeyMaterial(std::vector<std::string> args) {
  for (std::string& arg : args) {
    std::vector<text::TextRange> runs;
    addSuspiciousRuns(arg, {0, static_cast<std::uint32_t>(arg.size())}, runs);
    if (!runs.empty() || arg.find('\n') != std::string::npos) arg = "...";
  }
  return args;
}

}  // namespace htlint::report
