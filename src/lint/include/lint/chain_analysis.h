#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lint/finding.h"
#include "lint/site.h"
#include "x509/chain.h"

namespace htlint::lint {

/// What becomes of a certificate that the server sends.
enum class ChainRole : std::uint8_t {
  kLeaf,
  kNeeded,       ///< an intermediate of the path
  kAlternative,  ///< on another sound path: it reaches clients that lack the path's anchor
  kAnchor,       ///< a root, which every client that trusts it has
  kDuplicate,
  kWithdrawn,    ///< see x509::withdrawal
  kBallast,      ///< expired or not yet valid, while another path is sound
  kSuperfluous,  ///< on a sound path, but none of the anchors needs it
  kOtherLeaf,    ///< another server's certificate
  kUnrelated,    ///< on no sound path from the leaf
};

struct ChainLink {
  const CertificateFile* file = nullptr;
  std::size_t index = 0;  ///< into file->bundle->certificates
  ChainRole role = ChainRole::kUnrelated;
  /// Its block in the file, with the text in front that belongs to it. Empty where nothing may be
  /// moved: the file holds something that OpenSSL does not read, which has to be repaired first.
  text::TextRange slot;
};

/// One certificate that should be sent.
struct ChainTarget {
  x509::Certificate certificate;
  std::optional<std::size_t> link;  ///< into ChainAnalysis::links; nothing: it comes from the pool
};

/// The chain that a server sends from one certificate file, and the chain file if [site] names one.
struct ChainAnalysis {
  const CertificateFile* home = nullptr;       ///< the file with the server certificate
  const CertificateFile* chainFile = nullptr;  ///< [site] chain; null if there is none
  std::vector<ChainLink> links;                ///< in the order in which they are sent
  std::size_t leaf = 0;                        ///< index into links
  bool rootsKnown = false;
  x509::ChainAnswer answer;  ///< with what is sent and the roots alone
  /// The best path once the pool's intermediates are sent too; only where `answer` has no sound
  /// path that outlives the server certificate, and the pool makes one.
  std::optional<x509::Path> completed;
  /// An OpenSSL client finds a sound path in what is sent. True too where no sound path exists.
  bool opensslFinds = true;
  /// What should be sent, the server certificate first. Where no path is sound: the issuers in
  /// their order as far as they are known, and then what else is sent.
  std::vector<ChainTarget> target;
  std::size_t ordered = 0;  ///< how many of target, from the first, have their place from the path
  /// No path is sound with what is sent, but one is with the certificates of the site's other
  /// files, and [site] does not say which of them the server sends.
  bool completeElsewhere = false;

  /// The path that decides: the best one, or the completed one, or, as far as it goes, the best
  /// that is not sound.
  [[nodiscard]] const x509::Path& path() const;
  [[nodiscard]] bool isSound() const { return answer.best() != nullptr || completed.has_value(); }
  /// The server certificate is sent first, and the others in the order of `target`, whatever else
  /// is sent in between.
  [[nodiscard]] bool isInOrder() const;
  /// Index into target of the first certificate that is sent before the one it certifies.
  [[nodiscard]] std::optional<std::size_t> firstMisplaced() const;
  [[nodiscard]] const x509::FileCertificate& certificateOf(const ChainLink& link) const;
};

/// The chain of the server certificate in `file`. Nothing for a chain file, a collection of CA
/// certificates, and a file with the certificates of several servers that [site] does not name.
[[nodiscard]] std::optional<ChainAnalysis> analyseChain(const Site& site,
                                                        const CertificateFile& file,
                                                        x509::Time now);

/// The edits that make the files hold analysis.target: server certificate and intermediates in
/// order, in the places where certificates stand now; text in front of a block moves with it. With
/// a chain file the intermediates go there. Nothing where a file's certificates may not be moved,
/// or nothing would change.
[[nodiscard]] std::vector<FixEdit> chainEdits(const ChainAnalysis& analysis);
/// The edit that takes one certificate out of its file; nothing where it may not be moved.
[[nodiscard]] std::vector<FixEdit> removalEdits(const ChainLink& link);

}  // namespace htlint::lint
