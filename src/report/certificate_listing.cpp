#include "report/certificate_listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <vector>

#include "shown_file.h"
#include "style.h"
#include "text/encoding.h"
#include "wording.h"

namespace htlint::report {
namespace {

using x509::Time;

/// More ways than this are counted, not drawn.
constexpr std::size_t kMostDrawnPaths = 8;

/// The first names; real certificates have up to a hundred and more.
std::string joinNames(const std::vector<std::string>& names, bool japanese) {
  constexpr std::size_t kMost = 6;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
    text += (text.empty() ? "" : ", ") + displayPath(names[i]);
  }
  if (names.size() <= kMost) return text;
  return text + fmt::format(fmt::runtime(japanese ? "、ほか {} 件" : ", and {} more"),
                            names.size() - kMost);
}

/// Writes the listing for people.
class TextWriter {
 public:
  TextWriter(Time now, lint::Language language, bool color)
      : now_(now),
        language_(language),
        japanese_(language == lint::Language::kJapanese),
        style_(color) {}

  std::string write(const std::vector<ShownFile>& files);

 private:
  /// What stands in front of the lines that belong to one node of the tree.
  struct Indent {
    std::string head;   ///< of the node's own line
    std::string below;  ///< of the lines after it
  };

  [[nodiscard]] std::string_view word(std::string_view en, std::string_view ja) const {
    return japanese_ ? ja : en;
  }
  void line(const std::string& indent, std::string_view en, std::string_view ja,
            const std::string& value);
  [[nodiscard]] std::string timeText(std::optional<Time> time) const;
  void writeFacts(const std::string& indent, const x509::Certificate& certificate);
  void writeNode(const ShownChain& chain, std::size_t index, const Indent& indent);
  void writeTree(const ShownChain& chain, const std::vector<const ShownPath*>& paths,
                 std::size_t depth, const Indent& indent);
  void writeChain(const ShownFile& file);
  void writeRest(const ShownChain& chain);
  void writeLoose(const ShownFile& file);
  void writeOthers(const ShownFile& file);
  void writeSent(const ShownFile& file);
  [[nodiscard]] std::string placeText(const std::optional<ShownPlace>& place) const;
  [[nodiscard]] std::string lineText(std::uint32_t number) const;

  Time now_;
  lint::Language language_;
  bool japanese_;
  Style style_;
  std::string out_;
  std::string file_;               // the one that is being written
  std::set<std::size_t> written_;  // certificates of the present chain whose facts are out
};

void TextWriter::line(const std::string& indent, std::string_view en, std::string_view ja,
                      const std::string& value) {
  if (value.empty()) return;
  const std::string_view label = word(en, ja);
  const std::size_t width = text::displayWidth(label);
  out_ += fmt::format("{}{}{} {}\n", indent, label, std::string(width < 13 ? 13 - width : 0, ' '),
                      value);
}

std::string TextWriter::timeText(std::optional<Time> time) const {
  if (!time) return "?";
  std::string japan = x509::formatJst(*time).substr(0, 16);
  japan[10] = ' ';
  return fmt::format(fmt::runtime(japanese_ ? "{}（日本時間 {}）" : "{} ({} in Japan)"),
                     x509::formatUtc(*time), japan);
}

std::string TextWriter::lineText(std::uint32_t number) const {
  return fmt::format(fmt::runtime(word("line {}", "{} 行目")), number);
}

std::string TextWriter::placeText(const std::optional<ShownPlace>& place) const {
  if (!place) return "";
  const std::string where =
      place->block == 0
          ? std::string()
          : fmt::format(fmt::runtime(word(" (block {}, line {})", "（ブロック {}、{} 行目）")),
                        place->block, place->line);
  return place->path == file_ ? where : " " + displayPath(place->path) + where;
}

void TextWriter::writeFacts(const std::string& indent, const x509::Certificate& certificate) {
  line(indent, "subject", "主体者", certificate.subject().display());
  line(indent, "names", "名前", joinNames(certificate.altNameTexts(), japanese_));
  line(indent, "issuer", "発行者", certificate.issuer().display());
  const std::string state = validityWord(certificate, now_, language_);
  line(indent, "valid from", "有効期間開始", timeText(certificate.notBefore()));
  line(indent, "valid until", "有効期間終了",
       timeText(certificate.notAfter()) + (state.empty() ? "" : ", " + state));
  line(indent, "serial", "シリアル番号", certificate.serial());
  line(indent, "key", "鍵", x509::keyText(certificate.key()));
  line(indent, "signature", "署名", certificate.signatureAlgorithm());
  line(indent, "sha-256", "SHA-256", x509::fingerprintText(certificate.fingerprint()));
  line(indent, "sha-1", "SHA-1", x509::sha1Text(certificate.der()));
}

void TextWriter::writeNode(const ShownChain& chain, std::size_t index, const Indent& indent) {
  const ShownCertificate& node = chain.certificates[index];
  out_ += style_.frame(indent.head) + style_.bold(shownTitle(node.certificate)) + "  " +
          std::string(standingWord(node.standing, language_)) + placeText(node.place);
  const bool isNew = written_.insert(index).second;
  const std::string state = validityWord(node.certificate, now_, language_);
  out_ += isNew ? "\n" : (state.empty() ? "" : ", " + state) + "\n";
  if (isNew) writeFacts(style_.frame(indent.below), node.certificate);
}

/// The paths share their first `depth` steps; what follows is drawn as branches.
void TextWriter::writeTree(const ShownChain& chain, const std::vector<const ShownPath*>& paths,
                           std::size_t depth, const Indent& indent) {
  std::vector<std::size_t> heads;
  std::vector<std::vector<const ShownPath*>> branches;
  for (const ShownPath* path : paths) {
    if (path->steps.size() <= depth) continue;
    const std::size_t head = path->steps[depth];
    std::size_t at = 0;
    while (at < heads.size() && heads[at] != head) ++at;
    if (at == heads.size()) {
      heads.push_back(head);
      branches.emplace_back();
    }
    branches[at].push_back(path);
  }
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const bool last = i + 1 == heads.size();
    const bool goesOn = std::any_of(branches[i].begin(), branches[i].end(), [&](const auto* path) {
      return path->steps.size() > depth + 1;
    });
    Indent own = indent;
    if (depth > 0) {
      own.head += last ? "└─ " : "├─ ";
      own.below += last ? "   " : "│  ";
    }
    const Indent facts{own.head, own.below + (goesOn ? "│  " : "   ")};
    writeNode(chain, heads[i], facts);
    writeTree(chain, branches[i], depth + 1, {own.below, own.below});
  }
}

void TextWriter::writeRest(const ShownChain& chain) {
  bool first = true;
  for (std::size_t i = 0; i < chain.certificates.size(); ++i) {
    if (written_.contains(i)) continue;
    if (first) out_ += fmt::format("  {}\n", word("beside the chain:", "チェーンの外:"));
    first = false;
    writeNode(chain, i, {"    ", "       "});
  }
}

void TextWriter::writeChain(const ShownFile& file) {
  const ShownChain& chain = *file.chain;
  out_ += "  " + chainSentence(chain, language_) + "\n";
  std::vector<const ShownPath*> drawn;
  for (const ShownPath& path : chain.paths) {
    if (drawn.size() < kMostDrawnPaths) drawn.push_back(&path);
  }
  written_.clear();
  writeTree(chain, drawn, 0, {"  ", "  "});
  if (drawn.size() < chain.paths.size()) {
    out_ +=
        fmt::format(fmt::runtime(word("  and {} more ways to a trust anchor\n",
                                      "  信頼されているルートへの経路がほかに {} 本あります\n")),
                    chain.paths.size() - drawn.size());
    for (const ShownPath& path : chain.paths) {
      written_.insert(path.steps.begin(), path.steps.end());
    }
  }
  writeRest(chain);
}

void TextWriter::writeLoose(const ShownFile& file) {
  for (const std::size_t index : file.loose) {
    const x509::FileCertificate& one = file.file->bundle->certificates[index];
    const std::string_view kind =
        !one.certificate.isCa()          ? word("server certificate", "サーバー証明書")
        : one.certificate.isSelfSigned() ? word("root certificate", "ルート証明書")
                                         : word("intermediate certificate", "中間証明書");
    out_ += "  " + style_.bold(shownTitle(one.certificate)) + "  " + std::string(kind) +
            placeText(placeIn(*file.file, one)) + "\n";
    writeFacts("     ", one.certificate);
  }
}

void TextWriter::writeOthers(const ShownFile& file) {
  for (const x509::FileContainer& container : file.file->bundle->containers) {
    const std::string_view error = unpackErrorWord(container.error, language_);
    out_ += fmt::format("  {}  {}{}{}\n", style_.bold(containerName(container.kind)),
                        word("container", "コンテナー"), error.empty() ? "" : ": ", error);
  }
  for (const std::size_t block : file.file->bundle->unreadableBlocks) {
    out_ += "  " + style_.bold(word("certificate that cannot be read", "読み取れない証明書")) +
            "  " + lineText(file.lineOf(block)) + "\n";
  }
  for (const x509::Request& request : file.requests) {
    out_ += "  " + style_.bold(word("certificate request", "証明書署名要求 (CSR)")) + "  " +
            lineText(file.lineOf(request.block)) + "\n";
    line("     ", "subject", "主体者", request.subject.display());
    line("     ", "names", "名前", joinNames(request.dnsNames, japanese_));
    line("     ", "key", "鍵", x509::keyText(request.key));
  }
  for (const ShownKey& key : file.keys) {
    out_ += "  " + style_.bold(word("private key", "秘密鍵")) + "  " + lineText(key.line) + "\n";
    if (key.facts.key) line("     ", "key", "鍵", x509::keyText(*key.facts.key));
    line("     ", "belongs to", "対応する証明書", key.owner);
    if (key.facts.encrypted) line("     ", "encrypted", "暗号化", std::string(word("yes", "はい")));
  }
}

/// Only where it says more than the tree: another certificate in front, or none at all.
void TextWriter::writeSent(const ShownFile& file) {
  if (!file.chain) return;
  const auto& all = file.file->bundle->certificates;
  if (!file.sent) {
    out_ += fmt::format("  {}\n", word("a TLS server refuses this file as it is",
                                       "TLS サーバーはこのファイルをこのままでは受け付けません"));
    return;
  }
  std::string titles;
  for (const std::size_t index : *file.sent) {
    titles += (titles.empty() ? "" : ", ") + shownTitle(all[index].certificate);
  }
  line("  ", "a TLS server sends:", "TLS サーバーが送る順:", titles);
}

std::string TextWriter::write(const std::vector<ShownFile>& files) {
  for (const ShownFile& file : files) {
    file_ = file.file->input.path;
    out_ += (out_.empty() ? "" : "\n") + style_.bold(displayPath(file_)) + "\n";
    if (file.chain) writeChain(file);
    if (file.shownElsewhere) {
      out_ += fmt::format("  {}\n", word("its certificates are shown with the server's",
                                         "証明書はサーバー証明書と一緒に表示しています"));
    }
    writeLoose(file);
    writeOthers(file);
    writeSent(file);
    if (file.empty()) {
      out_ += fmt::format("  {}\n",
                          word("holds no certificate, request or key", "証明書も鍵もありません"));
    }
  }
  return std::move(out_);
}

}  // namespace

std::string listingText(const lint::Site& site, std::int64_t now, lint::Language language,
                        bool color) {
  const Time time{std::chrono::seconds(now)};
  return TextWriter(time, language, color).write(makeShownFiles(site, time));
}

}  // namespace htlint::report
