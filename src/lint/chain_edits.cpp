#include "chain_edits.h"

#include <algorithm>
#include <set>
#include <utility>

#include "pem/base64.h"
#include "text/source_file.h"

namespace htlint::lint {
namespace {

/// Every certificate of the file in a block of its own, and every block one that OpenSSL reads.
bool isPlain(const CertificateFile& file) {
  if (file.document->blocks().empty()) return file.bundle->empty();
  if (!file.bundle->unreadableBlocks.empty()) return false;
  std::set<std::size_t> blocks;
  for (const x509::FileCertificate& one : file.bundle->certificates) {
    if (one.block == pem::kNone || !blocks.insert(one.block).second) return false;
    const pem::Block& block = file.document->blocks()[one.block];
    if (block.kind != pem::BlockKind::kCertificate) return false;
    if (file.document->readOf(block) == nullptr || one.certificate.trailingBytes() > 0)
      return false;
  }
  return true;
}

/// The slot of each certificate of a plain file, by its index in the bundle.
std::vector<text::TextRange> slotsOf(const CertificateFile& file) {
  constexpr std::uint32_t kMarkSize = 3;
  const auto& certificates = file.bundle->certificates;
  std::vector<text::TextRange> slots(certificates.size());
  std::vector<std::size_t> byBlock(file.document->blocks().size(), certificates.size());
  for (std::size_t i = 0; i < certificates.size(); ++i) byBlock[certificates[i].block] = i;
  std::uint32_t start = file.source().bytes().starts_with("\xEF\xBB\xBF") ? kMarkSize : 0;
  for (std::size_t block = 0; block < byBlock.size(); ++block) {
    const std::uint32_t end = file.document->blocks()[block].range.end;
    if (byBlock[block] < slots.size()) slots[byBlock[block]] = {start, end};
    start = end;
  }
  return slots;
}

std::string_view lineEndOf(const CertificateFile& file) {
  const std::string_view bytes = file.source().bytes();
  const std::size_t lf = bytes.find('\n');
  return lf != std::string_view::npos && lf > 0 && bytes[lf - 1] == '\r' ? "\r\n" : "\n";
}

class Writer {
 public:
  explicit Writer(const ChainAnalysis& analysis) : analysis_(analysis) {}

  std::vector<FixEdit> write() {
    const bool movable = isPlain(*analysis_.home) &&
                         (analysis_.chainFile == nullptr || isPlain(*analysis_.chainFile));
    if (!movable) return {};
    if (analysis_.chainFile == nullptr) {
      fill(*analysis_.home, analysis_.target);
    } else {
      const auto second = analysis_.target.begin() + 1;
      fill(*analysis_.home, {analysis_.target.begin(), second});
      fill(*analysis_.chainFile, {second, analysis_.target.end()});
    }
    return changes_ ? std::move(edits_) : std::vector<FixEdit>();
  }

 private:
  // What stays as it is belongs to the fix too: nobody else may take it away at the same time.
  void replace(const CertificateFile& file, text::TextRange range, std::string text) {
    changes_ |= file.source().text(range) != text;
    FixEdit edit;
    edit.path = file.input.path;
    edit.range = range;
    edit.text = std::move(text);
    edits_.push_back(std::move(edit));
  }

  /// The text for `wanted` in `file`: its own, or a block made anew.
  [[nodiscard]] std::string textFor(const ChainTarget& wanted, const CertificateFile& file) const {
    const std::string_view lineEnd = lineEndOf(file);
    std::string text;
    if (wanted.link && analysis_.links[*wanted.link].file == &file) {
      text = file.source().text(analysis_.links[*wanted.link].slot);
      if (text.back() != '\n') text.append(lineEnd);
    } else {
      text = pem::encodeBlock("CERTIFICATE", wanted.certificate.der(), lineEnd);
    }
    return text;
  }

  void fill(const CertificateFile& file, const std::vector<ChainTarget>& wanted) {
    std::vector<text::TextRange> slots;
    for (const ChainLink& link : analysis_.links) {
      if (link.file == &file) slots.push_back(link.slot);
    }
    const std::size_t kept = std::min(slots.size(), wanted.size());
    std::string rest;
    for (std::size_t i = kept; i < wanted.size(); ++i) rest += textFor(wanted[i], file);
    for (std::size_t i = 0; i < slots.size(); ++i) {
      std::string text = i < kept ? textFor(wanted[i], file) : std::string();
      const bool last = i + 1 == slots.size();
      if (last) text += rest;
      // A last line without its end stays so, unless something follows it now.
      const std::string before(file.source().text(slots[i]));
      if (last && before + std::string(lineEndOf(file)) == text) text = before;
      replace(file, slots[i], std::move(text));
    }
    if (slots.empty() && !rest.empty()) {
      replace(file, {file.source().size(), file.source().size()}, std::move(rest));
    }
  }

  const ChainAnalysis& analysis_;
  std::vector<FixEdit> edits_;
  bool changes_ = false;
};

}  // namespace

void findSlots(std::vector<ChainLink>& links) {
  const CertificateFile* file = nullptr;
  std::vector<text::TextRange> slots;
  for (ChainLink& link : links) {
    if (link.file != file) {
      file = link.file;
      slots = isPlain(*file) ? slotsOf(*file) : std::vector<text::TextRange>();
    }
    if (link.index < slots.size()) link.slot = slots[link.index];
  }
}

std::vector<FixEdit> chainEdits(const ChainAnalysis& analysis) { return Writer(analysis).write(); }

std::vector<FixEdit> removalEdits(const ChainLink& link) {
  if (link.slot.empty()) return {};
  FixEdit edit;
  edit.path = link.file->input.path;
  edit.range = link.slot;
  return {edit};
}

}  // namespace htlint::lint
