#include "chain_graph.h"

#include <algorithm>

namespace htlint::x509 {
namespace {

enum CostMember : std::size_t { kFaults, kWeaknesses, kKeyIds, kEndsEarly, kLength };

// Security level 2 (OpenSSL 3.0 SSL_CTX_set_security_level): 112 bits.
bool isWeakKey(const KeyFacts& key) {
  constexpr int kLeastRsaBits = 2048;
  constexpr int kLeastEcBits = 224;
  switch (key.type) {
    case KeyType::kRsa:
    case KeyType::kRsaPss:
    case KeyType::kDsa:
      return key.bits < kLeastRsaBits;
    case KeyType::kEc:
      return key.bits < kLeastEcBits;
    default:
      return false;
  }
}

bool isWeakSignature(const Certificate& certificate) {
  constexpr int kLeastDigestBits = 112;
  const int bits = certificate.signatureSecurityBits();
  return bits >= 0 && bits < kLeastDigestBits;
}

bool mayIssue(const Certificate& certificate) {
  const Extensions& extensions = certificate.extensions();
  return certificate.isCa() && extensions.allowsUsage(kKeyCertSign) && !extensions.malformed;
}

// RFC 5280 4.2.1.1: a hint for finding the issuer, no proof. Both sides must have it.
bool pointsElsewhere(const Certificate& child, const Certificate& issuer) {
  const std::string& wanted = child.extensions().authorityKeyId;
  const std::string& had = issuer.extensions().subjectKeyId;
  if (!wanted.empty() && !had.empty() && wanted != had) return true;
  return child.extensions().authorityKeyPinsIssue && !child.identifiesIssuer(issuer);
}

}  // namespace

PathCost operator+(const PathCost& a, const PathCost& b) {
  PathCost sum{};
  std::transform(a.begin(), a.end(), b.begin(), sum.begin(), std::plus<>());
  return sum;
}

ChainGraph::ChainGraph(const ChainQuestion& question) : question_(question) {
  for (std::size_t i = 0; i < question.served.size(); ++i) {
    servedBySubject_[question.served[i].subjectHash()].push_back(i);
  }
  const Certificate& leaf = question.served[question.leaf];
  addNode(CertificateSource::kServed, question.leaf, leaf);
  nodes_[0].isAnchor = question.roots != nullptr && question.roots->contains(leaf);
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    if (!nodes_[node].isAnchor) connect(node);
  }
}

void ChainGraph::addNode(CertificateSource source, std::size_t index,
                         const Certificate& certificate) {
  nodeByFingerprint_.emplace(certificate.fingerprint(), nodes_.size());
  const Entity entity{certificate.subjectHash(), certificate.key().digest};
  const std::size_t number = entities_.emplace(entity, entities_.size()).first->second;
  nodes_.push_back({{source, index, certificate},
                    number,
                    source == CertificateSource::kRoots,
                    costOf(certificate, source)});
  edges_.emplace_back();
}

PathCost ChainGraph::costOf(const Certificate& certificate, CertificateSource source) const {
  PathCost cost{};
  const Time now = question_.now;
  const Certificate& leaf = question_.served[question_.leaf];
  const bool isLeaf = certificate == leaf;
  const bool isAnchor = source == CertificateSource::kRoots;
  if (certificate.isExpiredAt(now) || certificate.isNotYetValidAt(now)) ++cost[kFaults];
  if (!isAnchor && withdrawal(certificate, now)) ++cost[kFaults];
  if (!isLeaf && !isAnchor && !mayIssue(certificate)) ++cost[kFaults];
  if (!isAnchor && !certificate.extensions().allowsServerAuth()) ++cost[kFaults];
  if (!isLeaf && !isAnchor && certificate.isTakenForSelfSigned()) ++cost[kFaults];
  if (isWeakKey(certificate.key())) ++cost[kWeaknesses];
  if (!isAnchor && isWeakSignature(certificate)) ++cost[kWeaknesses];
  if (!isAnchor && certificate.notAfter() < leaf.notAfter()) ++cost[kEndsEarly];
  cost[kLength] = 1;
  return cost;
}

void ChainGraph::addFrom(CertificateSource source, std::span<const Certificate> certificates,
                         std::span<const std::size_t> indices, const Certificate& child,
                         std::vector<std::size_t>& found) {
  for (const std::size_t index : indices) {
    const Certificate& issuer = certificates[index];
    if (!child.isIssuedByNameOf(issuer)) continue;
    const auto known = nodeByFingerprint_.find(issuer.fingerprint());
    if (known == nodeByFingerprint_.end()) {
      found.push_back(nodes_.size());
      addNode(source, index, issuer);
    } else if (std::find(found.begin(), found.end(), known->second) == found.end()) {
      found.push_back(known->second);
    }
  }
}

std::vector<std::size_t> ChainGraph::issuersByName(std::size_t node) {
  const Certificate child = nodes_[node].step.certificate;
  std::vector<std::size_t> found;
  if (question_.roots != nullptr) {
    addFrom(CertificateSource::kRoots, question_.roots->certificates(),
            question_.roots->withSubject(child.issuerHash()), child, found);
  }
  const auto served = servedBySubject_.find(child.issuerHash());
  if (served != servedBySubject_.end()) {
    addFrom(CertificateSource::kServed, question_.served, served->second, child, found);
  }
  if (question_.pool != nullptr) {
    addFrom(CertificateSource::kPool, question_.pool->certificates(),
            question_.pool->withSubject(child.issuerHash()), child, found);
  }
  return found;
}

void ChainGraph::connect(std::size_t node) {
  std::vector<ChainEdge> edges;
  const std::vector<std::size_t> named = issuersByName(node);
  const Certificate child = nodes_[node].step.certificate;
  // With the signature checks bounded, those that the key identifiers speak for come first.
  for (const bool mismatch : {false, true}) {
    for (const std::size_t issuer : named) {
      if (nodes_[issuer].entity == nodes_[node].entity) continue;
      if (pointsElsewhere(child, nodes_[issuer].step.certificate) != mismatch) continue;
      if (isSignedBy(node, issuer)) edges.push_back({issuer, mismatch});
    }
  }
  std::stable_sort(edges.begin(), edges.end(), [this](const ChainEdge& a, const ChainEdge& b) {
    return nodes_[a.issuer].step.certificate.notBefore() >
           nodes_[b.issuer].step.certificate.notBefore();
  });
  edges_[node] = std::move(edges);
}

bool ChainGraph::isSignedBy(std::size_t node, std::size_t issuer) {
  const std::pair<std::size_t, std::size_t> key{node, nodes_[issuer].entity};
  if (const auto known = signatures_.find(key); known != signatures_.end()) return known->second;
  if (signatures_.size() >= kMostSignatureChecks) {
    complete_ = false;
    return false;
  }
  const bool isSigned = nodes_[node].step.certificate.isSignedBy(nodes_[issuer].step.certificate);
  signatures_.emplace(key, isSigned);
  return isSigned;
}

}  // namespace htlint::x509
