#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "x509/chain.h"

namespace htlint::x509 {

/// What speaks against a way, the most important first: faults, weaknesses, key identifiers that
/// point elsewhere, certificates that end before the leaf, length. Compared member by member.
using PathCost = std::array<std::uint32_t, 5>;
PathCost operator+(const PathCost& a, const PathCost& b);

/// A certificate that a path may use.
struct ChainNode {
  PathStep step;
  /// Certificates of one subject and key are one entity: a path visits it once.
  std::size_t entity = 0;
  bool isAnchor = false;
  PathCost cost{};  ///< of having it in a path
};

struct ChainEdge {
  std::size_t issuer = 0;  ///< index into ChainGraph::nodes()
  bool keyIdMismatch = false;
};

/// The certificates that can be reached from the leaf, and who issued whom: by name, proven by
/// signature. Node 0 is the leaf. Anchors have no issuers.
class ChainGraph {
 public:
  explicit ChainGraph(const ChainQuestion& question);

  [[nodiscard]] std::span<const ChainNode> nodes() const { return nodes_; }
  /// Newest issuer first.
  [[nodiscard]] std::span<const ChainEdge> issuersOf(std::size_t node) const {
    return edges_[node];
  }
  /// False when there were more signatures to check than kMostSignatureChecks.
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  using Entity = std::pair<std::uint64_t, Sha256>;

  void addNode(CertificateSource source, std::size_t index, const Certificate& certificate);
  /// The certificates whose subject is the issuer of nodes_[node], in no source twice.
  std::vector<std::size_t> issuersByName(std::size_t node);
  void addFrom(CertificateSource source, std::span<const Certificate> certificates,
               std::span<const std::size_t> indices, const Certificate& child,
               std::vector<std::size_t>& found);
  void connect(std::size_t node);
  bool isSignedBy(std::size_t node, std::size_t issuer);
  [[nodiscard]] PathCost costOf(const Certificate& certificate, CertificateSource source) const;

  const ChainQuestion& question_;
  std::vector<ChainNode> nodes_;
  std::vector<std::vector<ChainEdge>> edges_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> servedBySubject_;
  std::map<Sha256, std::size_t> nodeByFingerprint_;
  std::map<Entity, std::size_t> entities_;
  std::map<std::pair<std::size_t, std::size_t>, bool> signatures_;  // (node, issuer's entity)
  bool complete_ = true;
};

/// Has OpenSSL judge exactly this path; fills errors and weaknesses.
void judgePath(Path& path, Time now);

}  // namespace htlint::x509
