#include "shown_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "text/encoding.h"
#include "wording.h"

namespace htlint::report {
namespace {

using x509::CertificateSource;

Standing standingOf(lint::ChainRole role) {
  switch (role) {
    case lint::ChainRole::kLeaf:
      return Standing::kServer;
    case lint::ChainRole::kNeeded:
      return Standing::kSent;
    case lint::ChainRole::kAlternative:
      return Standing::kAlternative;
    case lint::ChainRole::kAnchor:
      return Standing::kAnchorSent;
    case lint::ChainRole::kDuplicate:
      return Standing::kDuplicate;
    case lint::ChainRole::kWithdrawn:
      return Standing::kWithdrawn;
    case lint::ChainRole::kBallast:
      return Standing::kOutdated;
    case lint::ChainRole::kSuperfluous:
      return Standing::kSuperfluous;
    case lint::ChainRole::kOtherLeaf:
      return Standing::kOtherServer;
    case lint::ChainRole::kUnrelated:
      break;
  }
  return Standing::kUnrelated;
}

class Builder {
 public:
  explicit Builder(const lint::ChainAnalysis& analysis) : analysis_(analysis) {}

  ShownChain build() {
    addLink(analysis_.leaf);
    for (std::size_t i = 0; i < analysis_.links.size(); ++i) {
      if (i != analysis_.leaf) addLink(i);
    }
    if (analysis_.completed) addPath(*analysis_.completed);
    for (const x509::Path& path : analysis_.answer.paths) addPath(path);
    if (chain_.paths.empty() && analysis_.answer.deadEnd) addPath(*analysis_.answer.deadEnd);
    chain_.rootsKnown = analysis_.rootsKnown;
    if (analysis_.rootsKnown) chain_.complete = analysis_.answer.best() != nullptr;
    findMissing();
    for (const std::size_t step : chain_.paths.front().steps) {
      chain_.certificates[step].onBest = true;
    }
    return std::move(chain_);
  }

 private:
  void addLink(std::size_t index) {
    const lint::ChainLink& link = analysis_.links[index];
    const x509::FileCertificate& entry = analysis_.certificateOf(link);
    ShownCertificate shown{
        entry.certificate, standingOf(link.role), placeIn(*link.file, entry), {}, false};
    known_.emplace(entry.certificate.fingerprint(), chain_.certificates.size());
    chain_.certificates.push_back(std::move(shown));
  }

  std::size_t indexOf(const x509::PathStep& step) {
    const auto [found, isNew] =
        known_.try_emplace(step.certificate.fingerprint(), chain_.certificates.size());
    if (isNew) {
      const Standing standing =
          step.source == CertificateSource::kPool ? Standing::kInPool : Standing::kAnchor;
      chain_.certificates.push_back({step.certificate, standing, std::nullopt, {}, false});
    }
    return found->second;
  }

  void addPath(const x509::Path& path) {
    ShownPath shown;
    shown.anchored = path.anchored;
    shown.sound = path.anchored && path.isSound();
    shown.errors = path.errors;
    for (const x509::PathStep& step : path.steps) shown.steps.push_back(indexOf(step));
    for (std::size_t i = 0; i + 1 < shown.steps.size(); ++i) {
      auto& issuers = chain_.certificates[shown.steps[i]].issuers;
      const std::size_t issuer = shown.steps[i + 1];
      if (std::find(issuers.begin(), issuers.end(), issuer) == issuers.end()) {
        issuers.push_back(issuer);
      }
    }
    chain_.paths.push_back(std::move(shown));
  }

  void findMissing() {
    const ShownPath& path = chain_.paths.front();
    const x509::Certificate& last = chain_.certificates[path.steps.back()].certificate;
    if (path.anchored || last.isSelfSigned()) return;
    chain_.missing = MissingIssuer{last.issuer(), last.extensions().caIssuers};
  }

  const lint::ChainAnalysis& analysis_;
  ShownChain chain_;
  std::map<x509::Sha256, std::size_t> known_;
};

std::string cleaned(std::string_view text) {
  return text::toDisplayUtf8(text, text::Encoding::kUtf8);
}

struct Word {
  std::string_view en;
  std::string_view ja;
};

constexpr Word wordOf(Standing standing) {
  switch (standing) {
    case Standing::kServer:
      return {"server certificate", "サーバー証明書"};
    case Standing::kSent:
      return {"intermediate, sent", "中間証明書（送信される）"};
    case Standing::kAlternative:
      return {"intermediate, sent for visitors with another root",
              "中間証明書（別のルートを使う訪問者のために送信される）"};
    case Standing::kAnchor:
      return {"trust anchor, not sent", "信頼されているルート（送信しない）"};
    case Standing::kAnchorSent:
      return {"trust anchor, need not be sent", "信頼されているルート（送信は不要）"};
    case Standing::kInPool:
      return {"intermediate, missing; the pool has it", "中間証明書（不足。プールにあり）"};
    case Standing::kWithdrawn:
      return {"withdrawn, must not be sent", "使用停止（送信してはいけない）"};
    case Standing::kDuplicate:
      return {"sent twice", "重複"};
    case Standing::kOutdated:
      return {"outdated, not needed", "期間外（不要）"};
    case Standing::kSuperfluous:
      return {"not needed", "不要"};
    case Standing::kOtherServer:
      return {"another server's certificate", "別のサーバーの証明書"};
    case Standing::kUnrelated:
      break;
  }
  return {"not part of the chain", "チェーンに無関係"};
}

}  // namespace

ShownChain makeShownChain(const lint::ChainAnalysis& analysis) { return Builder(analysis).build(); }

ShownPlace placeIn(const lint::CertificateFile& file, const x509::FileCertificate& certificate) {
  const bool isDer = certificate.block == pem::kNone;
  return {file.input.path, isDer ? 1U : file.document->blocks()[certificate.block].line,
          isDer ? 0U : certificate.block + 1};
}

std::string shownTitle(const x509::Certificate& certificate) {
  if (const auto commonName = certificate.commonName()) return cleaned(*commonName);
  const std::vector<std::string> names = certificate.altNameTexts();
  if (!names.empty()) return cleaned(names.front());
  if (const auto unit = certificate.subject().find("OU")) return cleaned(*unit);
  if (const auto organisation = certificate.subject().find("O")) return cleaned(*organisation);
  const std::string subject = certificate.subject().display();
  return subject.empty() ? "?" : subject;
}

std::string_view standingWord(Standing standing, lint::Language language) {
  const Word word = wordOf(standing);
  return language == lint::Language::kJapanese ? word.ja : word.en;
}

std::string validityWord(const x509::Certificate& certificate, x509::Time now,
                         lint::Language language) {
  const bool japanese = language == lint::Language::kJapanese;
  if (certificate.isNotYetValidAt(now)) return japanese ? "有効期間前" : "not yet valid";
  if (!certificate.notAfter()) return "";
  const bool expired = certificate.isExpiredAt(now);
  const auto days = std::chrono::duration_cast<std::chrono::days>(
                        expired ? now - *certificate.notAfter() : *certificate.notAfter() - now)
                        .count();
  if (japanese) {
    return expired ? fmt::format("{} 日前に期限切れ", days) : fmt::format("残り {} 日", days);
  }
  return fmt::format(fmt::runtime(expired ? "expired {} day{} ago" : "{} day{} left"), days,
                     days == 1 ? "" : "s");
}

std::string chainSentence(const ShownChain& chain, lint::Language language) {
  const bool japanese = language == lint::Language::kJapanese;
  if (!chain.rootsKnown) {
    return japanese ? "ルート証明書が分からないため、チェーンが完全かどうかは不明です"
                    : "no trust anchors are known, so whether the chain is complete is unknown";
  }
  if (chain.complete.value_or(false)) {
    return japanese ? "チェーンは完全です" : "the chain is complete";
  }
  if (chain.missing) {
    const std::string name = chain.missing->name.display();
    const auto& addresses = chain.missing->addresses;
    if (addresses.empty()) {
      return fmt::format(
          fmt::runtime(japanese ? "チェーンが不完全です。`{}` の証明書がありません"
                                : "the chain is incomplete: the certificate of `{}` is missing"),
          name);
    }
    return fmt::format(
        fmt::runtime(japanese
                         ? "チェーンが不完全です。`{}` の証明書がありません（認証局の配布元: {}）"
                         : "the chain is incomplete: the certificate of `{}` is missing; its CA "
                           "offers it at {}"),
        name, cleaned(addresses.front()));
  }
  const ShownPath& best = chain.paths.front();
  if (best.sound) {
    return japanese ? "チェーンが不完全です。足りない証明書はプールにあります"
                    : "the chain is incomplete; the pool has what is missing";
  }
  if (best.anchored && !best.errors.empty()) {
    const x509::PathError& error = best.errors.front();
    const std::size_t at = best.steps[std::min(error.depth, best.steps.size() - 1)];
    return fmt::format(
        fmt::runtime(japanese ? "有効なチェーンがありません。{}: {}" : "no path is valid: {}: {}"),
        shownTitle(chain.certificates[at].certificate), x509::pathErrorText(error.code));
  }
  return japanese ? "チェーンは信頼されているルートに届きません"
                  : "the chain does not lead to a trust anchor";
}

}  // namespace htlint::report
