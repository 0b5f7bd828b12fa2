#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/certificate_listing.h"
#include "shown_file.h"
#include "svg_canvas.h"
#include "wording.h"

namespace htlint::report {
namespace {

constexpr int kMargin = 24;
constexpr int kBoxWidth = 330;
constexpr int kBoxHeight = 126;
constexpr int kGapX = 28;
constexpr int kGapY = 52;
constexpr int kLine = 20;
constexpr std::uint32_t kNameColumns = 36;
constexpr std::uint32_t kTextColumns = 43;
constexpr std::size_t kMostDrawnPaths = 8;
constexpr std::size_t kBesideInRow = 3;
constexpr std::size_t kMostBeside = 24;

std::string dateText(std::optional<x509::Time> time) {
  return time ? x509::formatJstDate(*time) : "?";
}

std::string_view styleOf(const ShownCertificate& one, x509::Time now) {
  const bool invalid = one.certificate.isExpiredAt(now) || one.certificate.isNotYetValidAt(now);
  switch (one.standing) {
    case Standing::kWithdrawn:
      return "bad";
    case Standing::kServer:
    case Standing::kSent:
    case Standing::kAlternative:
      return invalid ? "bad" : "served";
    case Standing::kAnchor:
    case Standing::kAnchorSent:
      return invalid ? "bad" : "anchor";
    case Standing::kInPool:
      return "missing";
    default:
      return "idle";
  }
}

/// Draws the chains one below the other.
class Painter {
 public:
  Painter(x509::Time now, lint::Language language)
      : now_(now), language_(language), japanese_(language == lint::Language::kJapanese) {}

  void drawFile(const ShownFile& file);
  [[nodiscard]] std::string document() const {
    const std::string title = japanese_ ? "証明書チェーン" : "certificate chains";
    return canvas_.document(std::max(width_, 2 * kMargin + kBoxWidth), y_, title);
  }

 private:
  void drawChain(const ShownChain& chain, const std::string& path);
  void placeLevels(const ShownChain& chain);
  void drawEdges(const ShownChain& chain);
  void drawBeside(const ShownChain& chain, const std::string& path);
  void drawCertificate(const ShownCertificate& one, const std::string& path, int x, int y);
  void drawMissing(const ShownChain& chain);
  void drawLoose(const ShownFile& file);
  void note(std::string_view style, std::string_view text) {
    canvas_.text(kMargin, y_, style, fitted(text, 110));
    y_ += kLine + 4;
    widen(kMargin + static_cast<int>(std::min<std::size_t>(text.size(), 110)) * 8);
  }
  void widen(int right) { width_ = std::max(width_, right + kMargin); }
  [[nodiscard]] std::string placeText(const ShownCertificate& one, const std::string& path) const;

  x509::Time now_;
  lint::Language language_;
  bool japanese_;
  SvgCanvas canvas_;
  int width_ = 0;
  int y_ = kMargin + 10;
  std::map<std::size_t, SvgPoint> spots_;  // of the present chain's certificates
  std::set<std::pair<std::size_t, std::size_t>> best_;
};

std::string Painter::placeText(const ShownCertificate& one, const std::string& path) const {
  if (!one.place) return "";
  const std::string file = one.place->path == path ? "" : displayPath(one.place->path) + " ";
  if (one.place->block == 0) return file;
  return file + fmt::format(fmt::runtime(japanese_ ? "ブロック {}、{} 行目" : "block {}, line {}"),
                            one.place->block, one.place->line);
}

void Painter::drawCertificate(const ShownCertificate& one, const std::string& path, int x, int y) {
  const x509::Certificate& certificate = one.certificate;
  canvas_.box(
      x, y, kBoxWidth, kBoxHeight, styleOf(one, now_),
      certificate.subject().display() + "\n" + x509::fingerprintText(certificate.fingerprint()));
  const int left = x + 14;
  canvas_.text(left, y + 24, "name", fitted(shownTitle(certificate), kNameColumns));
  const bool alarming = one.standing == Standing::kWithdrawn;
  canvas_.text(left, y + 44, alarming ? "alarm" : "plain",
               fitted(standingWord(one.standing, language_), kTextColumns));
  canvas_.text(left, y + 62, "faint", fitted(placeText(one, path), kTextColumns));
  canvas_.text(left, y + 80, "plain",
               fmt::format("{} – {} (JST)", dateText(certificate.notBefore()),
                           dateText(certificate.notAfter())));
  const std::string state = validityWord(certificate, now_, language_);
  const bool invalid = certificate.isExpiredAt(now_) || certificate.isNotYetValidAt(now_);
  canvas_.text(
      left, y + 98, invalid ? "alarm" : "plain",
      fitted(state + (state.empty() ? "" : ", ") + x509::keyText(certificate.key()), kTextColumns));
  canvas_.text(left, y + 116, "faint",
               "SHA-256 " + x509::fingerprintText(certificate.fingerprint()).substr(0, 29) + "…");
  widen(x + kBoxWidth);
}

/// A certificate stands on the lowest of the levels that its paths give it.
void Painter::placeLevels(const ShownChain& chain) {
  std::map<std::size_t, std::size_t> levels;
  std::vector<std::size_t> order;
  const std::size_t drawn = std::min(chain.paths.size(), kMostDrawnPaths);
  for (std::size_t p = 0; p < drawn; ++p) {
    const auto& steps = chain.paths[p].steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const auto [level, isNew] = levels.try_emplace(steps[i], i);
      level->second = std::max(level->second, i);
      if (isNew) order.push_back(steps[i]);
      if (p == 0 && i > 0) best_.emplace(steps[i - 1], steps[i]);
    }
  }
  std::vector<int> used;
  for (const std::size_t index : order) {
    const std::size_t level = levels.at(index);
    if (used.size() <= level) used.resize(level + 1, 0);
    spots_[index] = {kMargin + used[level]++ * (kBoxWidth + kGapX),
                     y_ + static_cast<int>(level) * (kBoxHeight + kGapY)};
  }
  y_ += static_cast<int>(used.size()) * (kBoxHeight + kGapY);
}

void Painter::drawEdges(const ShownChain& chain) {
  for (const auto& [index, spot] : spots_) {
    for (const std::size_t issuer : chain.certificates[index].issuers) {
      const auto to = spots_.find(issuer);
      if (to == spots_.end()) continue;
      const std::string_view style = best_.contains({index, issuer}) ? "best" : "way";
      const int fromX = spot.x + kBoxWidth / 2;
      const int toX = to->second.x + kBoxWidth / 2;
      const int below = spot.y + kBoxHeight;
      if (to->second.y - below <= kGapY) {
        canvas_.arrow(fromX, below, toX, to->second.y, style);
      } else {
        // Past the boxes in between, through the gap beside them.
        const int gap = spot.x == to->second.x ? spot.x + kBoxWidth + kGapX / 2
                                               : std::max(spot.x, to->second.x) - kGapX / 2;
        canvas_.detour({fromX, below}, gap, {toX, to->second.y}, kGapY, style);
      }
    }
  }
}

void Painter::drawMissing(const ShownChain& chain) {
  const SvgPoint above = spots_.at(chain.paths.front().steps.back());
  const SvgPoint spot{above.x, y_};
  canvas_.box(spot.x, spot.y, kBoxWidth, kBoxHeight, "missing", chain.missing->name.display());
  canvas_.text(spot.x + 14, spot.y + 24, "name",
               japanese_ ? "証明書がありません" : "missing certificate");
  canvas_.text(spot.x + 14, spot.y + 46, "plain",
               fitted(chain.missing->name.commonName().value_or(chain.missing->name.display()),
                      kTextColumns));
  for (std::size_t i = 0; i < std::min<std::size_t>(chain.missing->addresses.size(), 2); ++i) {
    canvas_.text(spot.x + 14, spot.y + 68 + static_cast<int>(i) * 19, "faint",
                 fitted(chain.missing->addresses[i], kTextColumns));
  }
  canvas_.arrow(above.x + kBoxWidth / 2, above.y + kBoxHeight, spot.x + kBoxWidth / 2, spot.y,
                "way");
  y_ += kBoxHeight + kGapY;
}

void Painter::drawBeside(const ShownChain& chain, const std::string& path) {
  std::vector<std::size_t> beside;
  for (std::size_t i = 0; i < chain.certificates.size(); ++i) {
    if (!spots_.contains(i)) beside.push_back(i);
  }
  if (beside.empty()) return;
  note("faint", japanese_ ? "チェーンの外" : "beside the chain");
  const std::size_t shown = std::min(beside.size(), kMostBeside);
  for (std::size_t i = 0; i < shown; ++i) {
    const int column = static_cast<int>(i % kBesideInRow);
    drawCertificate(chain.certificates[beside[i]], path, kMargin + column * (kBoxWidth + kGapX),
                    y_);
    if (column + 1 == static_cast<int>(kBesideInRow) || i + 1 == shown) y_ += kBoxHeight + kGapX;
  }
  if (shown == beside.size()) return;
  y_ += kLine / 2;
  note("faint", fmt::format(fmt::runtime(japanese_ ? "ほかに {} 枚" : "and {} more"),
                            beside.size() - shown));
}

void Painter::drawChain(const ShownChain& chain, const std::string& path) {
  spots_.clear();
  best_.clear();
  note(chain.complete.value_or(true) ? "plain" : "alarm", chainSentence(chain, language_));
  placeLevels(chain);
  for (const auto& [index, spot] : spots_) {
    drawCertificate(chain.certificates[index], path, spot.x, spot.y);
  }
  drawEdges(chain);
  if (chain.missing) drawMissing(chain);
  drawBeside(chain, path);
}

/// A collection has no chain: its certificates stand side by side.
void Painter::drawLoose(const ShownFile& file) {
  ShownChain collection;
  for (const std::size_t index : file.loose) {
    const x509::FileCertificate& one = file.file->bundle->certificates[index];
    collection.certificates.push_back(
        {one.certificate, Standing::kUnrelated, placeIn(*file.file, one), {}, false});
  }
  spots_.clear();
  drawBeside(collection, file.file->input.path);
}

void Painter::drawFile(const ShownFile& file) {
  note("file", displayPath(file.file->input.path));
  if (file.chain) drawChain(*file.chain, file.file->input.path);
  drawLoose(file);
  for (const x509::FileContainer& container : file.file->bundle->containers) {
    const std::string_view error = unpackErrorWord(container.error, language_);
    note("faint",
         fmt::format("{}{}{}", containerName(container.kind), error.empty() ? "" : ": ", error));
  }
  for (const x509::Request& request : file.requests) {
    note("faint", (japanese_ ? "証明書署名要求 (CSR): " : "certificate request: ") +
                      request.subject.display());
  }
  for (const ShownKey& key : file.keys) {
    note("faint", fmt::format("{}{}{}", japanese_ ? "秘密鍵" : "private key",
                              key.owner.empty() ? "" : ": ", key.owner));
  }
  if (file.empty()) {
    note("faint", japanese_ ? "証明書も鍵もありません" : "holds no certificate, request or key");
  }
  y_ += kGapX;
}

}  // namespace

std::string listingSvg(const lint::Site& site, std::int64_t now, lint::Language language) {
  const x509::Time time{std::chrono::seconds(now)};
  Painter painter(time, language);
  for (const ShownFile& file : makeShownFiles(site, time)) painter.drawFile(file);
  return painter.document();
}

}  // namespace htlint::report
