#include <algorithm>
#include <set>
#include <utility>

#include "lint/chain_analysis.h"
#include "pem/base64.h"
#include "text/source_file.h"

namespace htlint::lint {
namespace {

/// The bytes of one certificate in a file, with the text in front of its block.
struct Slot {
  std::size_t index = 0;  ///< into bundle->certificates
  text::TextRange range;
};

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

std::vector<Slot> slotsOf(const CertificateFile& file) {
  constexpr std::uint32_t kMarkSize = 3;
  const text::SourceFile& source = file.source();
  const bool hasMark = source.bytes().starts_with("\xEF\xBB\xBF");
  std::vector<Slot> slots;
  const auto& certificates = file.bundle->certificates;
  std::uint32_t start = hasMark ? kMarkSize : 0;
  for (std::size_t block = 0; block < file.document->blocks().size(); ++block) {
    const std::uint32_t end = file.document->blocks()[block].range.end;
    const auto found =
        std::find_if(certificates.begin(), certificates.end(),
                     [block](const x509::FileCertificate& one) { return one.block == block; });
    if (found != certificates.end()) {
      slots.push_back({static_cast<std::size_t>(found - certificates.begin()), {start, end}});
    }
    start = end;
  }
  return slots;
}

std::string_view lineEndOf(const CertificateFile& file) {
  const std::string_view bytes = file.source().bytes();
  const std::size_t lf = bytes.find('\n');
  return lf != std::string_view::npos && lf > 0 && bytes[lf - 1] == '\r' ? "\r\n" : "\n";
}

std::string freshBlock(const x509::Certificate& certificate, std::string_view lineEnd) {
  std::string text = "-----BEGIN CERTIFICATE-----";
  text.append(lineEnd);
  text.append(pem::encodeBase64Lines(certificate.der(), lineEnd));
  return text.append("-----END CERTIFICATE-----").append(lineEnd);
}

class Writer {
 public:
  explicit Writer(const ChainAnalysis& analysis) : analysis_(analysis) {}

  std::vector<FixEdit> write() {
    if (!isPlain(*analysis_.home)) return {};
    if (analysis_.chainFile == nullptr) {
      fill(*analysis_.home, analysis_.target);
      return std::move(edits_);
    }
    if (!isPlain(*analysis_.chainFile)) return {};
    const auto second = analysis_.target.begin() + 1;
    fill(*analysis_.home, {analysis_.target.begin(), second});
    fill(*analysis_.chainFile, {second, analysis_.target.end()});
    return std::move(edits_);
  }

 private:
  void replace(const CertificateFile& file, text::TextRange range, std::string text) {
    if (file.source().text(range) == text) return;
    FixEdit edit;
    edit.path = file.input.path;
    edit.range = range;
    edit.text = std::move(text);
    edits_.push_back(std::move(edit));
  }

  /// The text for `wanted` in `file`: its own, or a block made anew.
  [[nodiscard]] std::string textFor(const ChainTarget& wanted, const CertificateFile& file,
                                    const std::vector<Slot>& slots) const {
    if (wanted.link && analysis_.links[*wanted.link].file == &file) {
      const std::size_t index = analysis_.links[*wanted.link].index;
      for (const Slot& slot : slots) {
        if (slot.index == index) return std::string(file.source().text(slot.range));
      }
    }
    return freshBlock(wanted.certificate, lineEndOf(file));
  }

  void fill(const CertificateFile& file, const std::vector<ChainTarget>& wanted) {
    const std::vector<Slot> slots = slotsOf(file);
    std::vector<std::string> texts;
    for (const ChainTarget& one : wanted) {
      texts.push_back(textFor(one, file, slots));
      if (texts.back().back() != '\n') texts.back().append(lineEndOf(file));
    }
    const std::size_t kept = std::min(slots.size(), texts.size());
    std::string rest;
    for (std::size_t i = kept; i < texts.size(); ++i) rest += texts[i];
    for (std::size_t i = 0; i < slots.size(); ++i) {
      std::string text = i < kept ? texts[i] : std::string();
      if (i + 1 == slots.size()) {
        // A last line without its end stays so, unless something follows it now.
        const bool same =
            rest.empty() && i < kept && !file.source().text(slots[i].range).empty() &&
            std::string(file.source().text(slots[i].range)).append(lineEndOf(file)) == text;
        if (same) continue;
        text += rest;
      }
      replace(file, slots[i].range, std::move(text));
    }
    if (slots.empty() && !rest.empty()) {
      replace(file, {file.source().size(), file.source().size()}, std::move(rest));
    }
  }

  const ChainAnalysis& analysis_;
  std::vector<FixEdit> edits_;
};

}  // namespace

std::vector<FixEdit> chainEdits(const ChainAnalysis& analysis) { return Writer(analysis).write(); }

}  // namespace htlint::lint
