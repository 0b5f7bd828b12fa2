#include "lint/chain_analysis.h"

#include <algorithm>
#include <set>
#include <utility>

#include "chain_edits.h"

namespace htlint::lint {
namespace {

using x509::Certificate;
using x509::CertificateSource;

bool sameAuthority(const Certificate& a, const Certificate& b) {
  return a.subjectHash() == b.subjectHash() && a.matchesKey(b.key());
}

bool isOutsideDates(const Certificate& certificate, x509::Time now) {
  return certificate.isExpiredAt(now) || certificate.isNotYetValidAt(now);
}

/// Signed one of the others: a damaged or unfit intermediate, but no server's certificate.
bool signedAnother(const x509::Bundle& bundle, const Certificate& issuer) {
  return std::any_of(bundle.certificates.begin(), bundle.certificates.end(),
                     [&](const x509::FileCertificate& other) {
                       return other.certificate.issuerHash() == issuer.subjectHash() &&
                              !(other.certificate == issuer) &&
                              other.certificate.isIssuedByNameOf(issuer) &&
                              other.certificate.isSignedBy(issuer);
                     });
}

/// A file that [site] does not name is judged as a chain when it holds one server's certificate.
bool holdsOneServer(const CertificateFile& file) {
  const Certificate& leaf = file.leafCertificate()->certificate;
  return !leaf.isCa() &&
         std::none_of(file.bundle->certificates.begin(), file.bundle->certificates.end(),
                      [&](const x509::FileCertificate& one) {
                        return !one.certificate.isCa() && !(one.certificate == leaf) &&
                               !signedAnother(*file.bundle, one.certificate);
                      });
}

class Analyser {
 public:
  Analyser(const Site& site, const CertificateFile& home, x509::Time now)
      : site_(site), roots_(site.input().roots.get()), pool_(site.input().pool.get()), now_(now) {
    chain_.home = &home;
    chain_.rootsKnown = roots_ != nullptr && !roots_->empty();
  }

  ChainAnalysis run() {
    collectLinks();
    findSlots(chain_.links);
    findPaths();
    assignRoles();
    if (chain_.isSound()) {
      aimAtPath();
      dropAlternativesThatMislead();
    } else {
      aimAtOrder();
    }
    return std::move(chain_);
  }

 private:
  void addFile(const CertificateFile& file) {
    for (std::size_t i = 0; i < file.bundle->certificates.size(); ++i) {
      if (&file == chain_.home && i == file.leaf) chain_.leaf = chain_.links.size();
      chain_.links.push_back({&file, i, ChainRole::kUnrelated, {}});
      sent_.push_back(file.bundle->certificates[i].certificate);
    }
  }

  void collectLinks() {
    const SiteSettings& settings = site_.settings();
    addFile(*chain_.home);
    if (settings.chainPath.empty() || chain_.home->input.path != settings.certificatePath) return;
    for (const CertificateFile& file : site_.certificateFiles()) {
      if (file.input.path != settings.chainPath || &file == chain_.home) continue;
      chain_.chainFile = &file;
      addFile(file);
    }
  }

  [[nodiscard]] x509::ChainQuestion question(const x509::CertificatePool* pool) const {
    return {sent_, chain_.leaf, pool, roots_, now_};
  }

  void findPaths() {
    chain_.answer = x509::findPaths(question(nullptr));
    const bool hasPool = chain_.rootsKnown && pool_ != nullptr && !pool_->empty();
    if (const x509::Path* best = chain_.answer.best()) {
      const bool nothingElse = chain_.answer.paths.size() == 1 && sent_.size() == best->sentSteps();
      chain_.opensslFinds = (nothingElse && !best->keyIdMismatch) || opensslFinds(leafFirst());
      if (hasPool && (best->endsBeforeLeaf || !chain_.opensslFinds)) lookForBetter(*best);
      return;
    }
    if (!chain_.rootsKnown) return;
    if (hasPool) {
      const x509::ChainAnswer withPool = x509::findPaths(question(pool_));
      if (withPool.best() != nullptr) chain_.completed = *withPool.best();
    }
    if (site_.settings().certificatePath.empty() && !chain_.completed) lookElsewhere();
  }

  /// A path that the pool's intermediates make, where it is found by more clients, or for longer,
  /// than the best without them.
  void lookForBetter(const x509::Path& best) {
    const auto worth = [this](const x509::Path& path) {
      return std::pair(opensslFinds(sentBy(path)), !path.endsBeforeLeaf);
    };
    const x509::ChainAnswer withPool = x509::findPaths(question(pool_));
    if (withPool.best() != nullptr && worth(*withPool.best()) > worth(best)) {
      chain_.completed = *withPool.best();
    }
  }

  static std::vector<Certificate> sentBy(const x509::Path& path) {
    std::vector<Certificate> sent;
    for (std::size_t i = 0; i < path.sentSteps(); ++i) sent.push_back(path.steps[i].certificate);
    return sent;
  }

  void lookElsewhere() {
    x509::CertificatePool others;
    for (const CertificateFile& file : site_.certificateFiles()) {
      for (const x509::FileCertificate& one : file.bundle->certificates) {
        if (&file != chain_.home && one.certificate.isCa()) others.add(one.certificate);
      }
    }
    if (others.empty()) return;
    chain_.completeElsewhere = x509::findPaths(question(&others)).best() != nullptr;
  }

  [[nodiscard]] bool opensslFinds(const std::vector<Certificate>& sent) const {
    // Dates of the server certificate itself say nothing about the chain.
    const Certificate& leaf = sent.front();
    if (isOutsideDates(leaf, now_)) return true;
    return x509::opensslFindsPath(sent, *roots_, now_);
  }

  [[nodiscard]] std::vector<Certificate> leafFirst() const {
    std::vector<Certificate> sent{sent_[chain_.leaf]};
    for (std::size_t i = 0; i < sent_.size(); ++i) {
      if (i != chain_.leaf) sent.push_back(sent_[i]);
    }
    return sent;
  }

  void assignRoles() {
    std::set<x509::Sha256> seen{sent_[chain_.leaf].fingerprint()};
    for (std::size_t i = 0; i < chain_.links.size(); ++i) {
      if (i == chain_.leaf) {
        chain_.links[i].role = ChainRole::kLeaf;
      } else if (!seen.insert(sent_[i].fingerprint()).second) {
        chain_.links[i].role = ChainRole::kDuplicate;
      } else {
        chain_.links[i].role = roleOf(i);
      }
    }
  }

  [[nodiscard]] ChainRole roleOf(std::size_t i) const {
    const Certificate& certificate = sent_[i];
    if (isSentStep(certificate)) return ChainRole::kNeeded;
    if (x509::withdrawal(certificate, now_)) return ChainRole::kWithdrawn;
    if (!certificate.isCa()) return ChainRole::kOtherLeaf;
    if (isAnchor(certificate)) return ChainRole::kAnchor;
    if (isAlternative(i)) return ChainRole::kAlternative;
    const bool onSoundPath =
        std::any_of(chain_.answer.paths.begin(), chain_.answer.paths.end(), [&](const auto& path) {
          return path.isSound() && path.uses(CertificateSource::kServed, i);
        });
    if (onSoundPath) return ChainRole::kSuperfluous;
    if (isOutsideDates(certificate, now_) && issuedAnother(i)) return ChainRole::kBallast;
    return ChainRole::kUnrelated;
  }

  [[nodiscard]] bool isSentStep(const Certificate& certificate) const {
    const x509::Path& path = chain_.path();
    for (std::size_t i = 0; i < path.sentSteps(); ++i) {
      // A root at the end of the way where no roots are known is an anchor all the same.
      const bool isStranger =
          i > 0 && i + 1 == path.steps.size() && !chain_.rootsKnown && certificate.isSelfSigned();
      if (path.steps[i].certificate == certificate) {
        return !isStranger && !x509::withdrawal(certificate, now_);
      }
    }
    return false;
  }

  /// A root, or another self-signed certificate of the same name and key.
  [[nodiscard]] bool isAnchor(const Certificate& certificate) const {
    if (!certificate.isSelfSigned()) return false;
    if (!chain_.rootsKnown) return chain_.path().steps.back().certificate == certificate;
    const auto namesakes = roots_->withSubject(certificate.subjectHash());
    return std::any_of(namesakes.begin(), namesakes.end(), [&](std::size_t root) {
      return sameAuthority(roots_->certificates()[root], certificate);
    });
  }

  /// Worth being sent although the best path does without it. Roots that were named are all that
  /// this site's visitors have; visitors who have other roots than this system are reached by what
  /// leads to a second one.
  [[nodiscard]] bool isAlternative(std::size_t i) const {
    const Certificate& certificate = sent_[i];
    if (!chain_.isSound() || isOutsideDates(certificate, now_)) return false;
    const Certificate& anchor = chain_.path().steps.back().certificate;
    if (x509::isKnownCrossCertificate(certificate)) return sameAuthority(certificate, anchor);
    if (site_.input().rootsNamed) return false;
    return std::any_of(chain_.answer.paths.begin(), chain_.answer.paths.end(),
                       [&](const x509::Path& path) {
                         return path.isSound() && path.weaknesses.empty() && extendsBest(path) &&
                                path.uses(CertificateSource::kServed, i);
                       });
  }

  [[nodiscard]] bool extendsBest(const x509::Path& path) const {
    const x509::Path& best = chain_.path();
    if (path.sentSteps() <= best.sentSteps()) return false;
    for (std::size_t i = 0; i < best.sentSteps(); ++i) {
      if (!(path.steps[i].certificate == best.steps[i].certificate)) return false;
    }
    return true;
  }

  [[nodiscard]] bool issuedAnother(std::size_t issuer) const {
    return std::any_of(sent_.begin(), sent_.end(), [&](const Certificate& other) {
      return !(other == sent_[issuer]) && other.isIssuedByNameOf(sent_[issuer]) &&
             other.isSignedBy(sent_[issuer]);
    });
  }

  /// The link that brings `certificate`, the leaf's own or the first.
  [[nodiscard]] std::optional<std::size_t> linkOf(const Certificate& certificate) const {
    if (sent_[chain_.leaf] == certificate) return chain_.leaf;
    for (std::size_t i = 0; i < sent_.size(); ++i) {
      if (sent_[i] == certificate) return i;
    }
    return std::nullopt;
  }

  void aim(const Certificate& certificate) {
    chain_.target.push_back({certificate, linkOf(certificate)});
  }

  void aimAtPath() {
    const x509::Path& path = chain_.path();
    for (std::size_t i = 0; i < path.sentSteps(); ++i) aim(path.steps[i].certificate);
    needed_ = chain_.target.size();
    std::vector<std::size_t> alternatives;
    for (std::size_t i = 0; i < chain_.links.size(); ++i) {
      if (chain_.links[i].role == ChainRole::kAlternative) alternatives.push_back(i);
    }
    // Each certifies one that is sent before it.
    while (!alternatives.empty()) {
      const auto next =
          std::find_if(alternatives.begin(), alternatives.end(), [&](std::size_t candidate) {
            return std::none_of(alternatives.begin(), alternatives.end(), [&](std::size_t other) {
              return other != candidate && sent_[other].isIssuedByNameOf(sent_[candidate]);
            });
          });
      const auto taken = next == alternatives.end() ? alternatives.begin() : next;
      aim(sent_[*taken]);
      alternatives.erase(taken);
    }
    chain_.ordered = chain_.target.size();
  }

  void dropAlternativesThatMislead() {
    if (chain_.target.size() == needed_) return;
    std::vector<Certificate> sent;
    for (const ChainTarget& one : chain_.target) sent.push_back(one.certificate);
    if (opensslFinds(sent)) return;
    chain_.ordered = needed_;
    chain_.target.erase(chain_.target.begin() + static_cast<std::ptrdiff_t>(needed_),
                        chain_.target.end());
    for (ChainLink& link : chain_.links) {
      if (link.role == ChainRole::kAlternative) link.role = ChainRole::kSuperfluous;
    }
  }

  void aimAtOrder() {
    const x509::Path& path = chain_.path();
    for (std::size_t i = 0; i < path.sentSteps(); ++i) {
      const Certificate& certificate = path.steps[i].certificate;
      if (isSentStep(certificate)) aim(certificate);
    }
    chain_.ordered = chain_.target.size();
    for (std::size_t i = 0; i < chain_.links.size(); ++i) {
      const ChainRole role = chain_.links[i].role;
      const bool stays = role == ChainRole::kUnrelated || role == ChainRole::kBallast ||
                         role == ChainRole::kOtherLeaf || role == ChainRole::kSuperfluous;
      if (stays) aim(sent_[i]);
    }
  }

  const Site& site_;
  const x509::CertificatePool* roots_;
  const x509::CertificatePool* pool_;
  x509::Time now_;
  ChainAnalysis chain_;
  std::vector<Certificate> sent_;  // of chain_.links
  std::size_t needed_ = 0;         // how many of chain_.target the path needs
};

}  // namespace

const x509::Path& ChainAnalysis::path() const {
  if (completed) return *completed;
  if (answer.best() != nullptr || !answer.paths.empty()) return answer.paths.front();
  return *answer.deadEnd;
}

bool ChainAnalysis::isInOrder() const {
  if (leaf != 0) return false;
  return !firstMisplaced();
}

std::optional<std::size_t> ChainAnalysis::firstMisplaced() const {
  std::size_t last = 0;
  for (std::size_t i = 0; i < ordered; ++i) {
    if (!target[i].link) continue;
    if (*target[i].link < last) return i;
    last = *target[i].link;
  }
  return std::nullopt;
}

const x509::FileCertificate& ChainAnalysis::certificateOf(const ChainLink& link) const {
  return link.file->bundle->certificates[link.index];
}

std::optional<ChainAnalysis> analyseChain(const Site& site, const CertificateFile& file,
                                          x509::Time now) {
  const bool isSites = !site.settings().certificatePath.empty() &&
                       file.input.path == site.settings().certificatePath;
  if (!file.leaf || (!isSites && !holdsOneServer(file))) return std::nullopt;
  return Analyser(site, file, now).run();
}

}  // namespace htlint::lint
