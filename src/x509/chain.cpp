#include "x509/chain.h"

#include <openssl/x509_vfy.h>

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>

#include "chain_graph.h"

namespace htlint::x509 {
namespace {

constexpr std::size_t kNoNode = static_cast<std::size_t>(-1);
constexpr PathCost kUnreachable{std::numeric_limits<std::uint32_t>::max()};

PathCost edgeCost(const ChainEdge& edge, std::span<const ChainNode> nodes) {
  PathCost cost = nodes[edge.issuer].cost;
  if (edge.keyIdMismatch) ++cost[2];
  return cost;
}

/// For each node the least that the rest of the way to an anchor costs; kUnreachable without one.
std::vector<PathCost> costsToAnchor(const ChainGraph& graph) {
  const auto nodes = graph.nodes();
  struct Incoming {
    std::size_t child;
    PathCost cost;
  };
  std::vector<std::vector<Incoming>> incoming(nodes.size());
  for (std::size_t child = 0; child < nodes.size(); ++child) {
    for (const ChainEdge& edge : graph.issuersOf(child)) {
      incoming[edge.issuer].push_back({child, edgeCost(edge, nodes)});
    }
  }
  std::vector<PathCost> costs(nodes.size(), kUnreachable);
  using Entry = std::pair<PathCost, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  for (std::size_t node = 0; node < nodes.size(); ++node) {
    if (nodes[node].isAnchor) open.emplace(costs[node] = PathCost{}, node);
  }
  while (!open.empty()) {
    const auto [cost, node] = open.top();
    open.pop();
    if (cost != costs[node]) continue;
    for (const Incoming& edge : incoming[node]) {
      const PathCost total = cost + edge.cost;
      if (total < costs[edge.child]) open.emplace(costs[edge.child] = total, edge.child);
    }
  }
  return costs;
}

/// Finds anchored paths in the order of their cost: A*, whose estimate is exact but for nodes that
/// a simple path cannot visit again.
class PathSearch {
 public:
  explicit PathSearch(const ChainGraph& graph) : graph_(graph), rest_(costsToAnchor(graph)) {
    if (rest_[0] == kUnreachable) return;
    trails_.push_back({0, kNoNode, 1, graph.nodes()[0].cost, false});
    open_.push({trails_[0].cost + rest_[0], 0});
  }

  /// Nodes from the leaf to an anchor; nothing when there are no more, or a bound is reached.
  std::optional<std::vector<std::size_t>> next() {
    while (!open_.empty()) {
      if (++expansions_ > kMostExpansions) {
        exhaustive_ = false;
        return std::nullopt;
      }
      const std::size_t trail = open_.top().trail;
      open_.pop();
      if (graph_.nodes()[trails_[trail].node].isAnchor) return nodesOf(trail);
      expand(trail);
    }
    return std::nullopt;
  }
  [[nodiscard]] bool exhaustive() const { return exhaustive_; }

 private:
  /// The way to one node; trails share their beginnings.
  struct Trail {
    std::size_t node;
    std::size_t before;  // index into trails_, or kNoNode
    std::size_t size;
    PathCost cost;
    bool keyIdMismatch;
  };
  struct Open {
    PathCost estimate;
    std::size_t trail;
    // Of equals the older one first: issuers come newest first.
    bool operator<(const Open& other) const {
      return estimate != other.estimate ? estimate > other.estimate : trail > other.trail;
    }
  };

  void expand(std::size_t at) {
    const Trail trail = trails_[at];
    if (trail.size >= kMostSteps) {
      exhaustive_ = false;
      return;
    }
    for (const ChainEdge& edge : graph_.issuersOf(trail.node)) {
      if (rest_[edge.issuer] == kUnreachable || visits(at, edge.issuer)) continue;
      const PathCost cost = trail.cost + edgeCost(edge, graph_.nodes());
      open_.push({cost + rest_[edge.issuer], trails_.size()});
      trails_.push_back({edge.issuer, at, trail.size + 1, cost, edge.keyIdMismatch});
    }
  }

  [[nodiscard]] bool visits(std::size_t trail, std::size_t node) const {
    const std::size_t entity = graph_.nodes()[node].entity;
    for (std::size_t at = trail; at != kNoNode; at = trails_[at].before) {
      if (graph_.nodes()[trails_[at].node].entity == entity) return true;
    }
    return false;
  }

  [[nodiscard]] std::vector<std::size_t> nodesOf(std::size_t trail) const {
    std::vector<std::size_t> nodes;
    for (std::size_t at = trail; at != kNoNode; at = trails_[at].before) {
      nodes.push_back(trails_[at].node);
    }
    std::reverse(nodes.begin(), nodes.end());
    return nodes;
  }

  const ChainGraph& graph_;
  std::vector<PathCost> rest_;
  std::vector<Trail> trails_;
  std::priority_queue<Open> open_;
  std::size_t expansions_ = 0;
  bool exhaustive_ = true;
};

Path makePath(const ChainGraph& graph, const std::vector<std::size_t>& nodes, Time now) {
  Path path;
  const Certificate& leaf = graph.nodes()[0].step.certificate;
  path.anchored = graph.nodes()[nodes.back()].isAnchor;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const PathStep& step = graph.nodes()[nodes[i]].step;
    path.steps.push_back(step);
    if (i + 1 < nodes.size()) {
      for (const ChainEdge& edge : graph.issuersOf(nodes[i])) {
        path.keyIdMismatch |= edge.issuer == nodes[i + 1] && edge.keyIdMismatch;
      }
    }
    const bool isAnchor = path.anchored && i + 1 == nodes.size();
    if (isAnchor) continue;
    path.hasWithdrawn |= withdrawal(step.certificate, now).has_value();
    path.endsBeforeLeaf |= step.certificate.notAfter() < leaf.notAfter();
  }
  return path;
}

/// Follows issuers breadth first to where none is known, and takes the end that has the fewest
/// faults on its way, is no self-signed stranger, and is the farthest.
std::vector<std::size_t> longestWay(const ChainGraph& graph) {
  const auto nodes = graph.nodes();
  std::vector<std::size_t> before(nodes.size(), kNoNode);
  std::vector<std::size_t> depth(nodes.size(), 0);
  std::vector<std::uint32_t> faults(nodes.size(), 0);
  std::vector<std::size_t> order{0};
  std::vector<bool> seen(nodes.size(), false);
  seen[0] = true;
  using Rank = std::tuple<bool, std::uint32_t, bool, std::size_t>;
  std::size_t best = 0;
  std::optional<Rank> bestRank;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t node = order[i];
    for (const ChainEdge& edge : graph.issuersOf(node)) {
      if (seen[edge.issuer] || nodes[edge.issuer].isAnchor) continue;
      seen[edge.issuer] = true;
      before[edge.issuer] = node;
      depth[edge.issuer] = depth[node] + 1;
      faults[edge.issuer] = faults[node] + nodes[edge.issuer].cost[0];
      order.push_back(edge.issuer);
    }
    const bool goesOn = !graph.issuersOf(node).empty();
    const bool selfSigned = nodes[node].step.certificate.isSelfSigned();
    const Rank rank{goesOn, faults[node], selfSigned, nodes.size() - depth[node]};
    if (bestRank && *bestRank <= rank) continue;
    best = node;
    bestRank = rank;
  }
  std::vector<std::size_t> way;
  for (std::size_t at = best; at != kNoNode; at = before[at]) way.push_back(at);
  std::reverse(way.begin(), way.end());
  return way;
}

}  // namespace

bool Path::uses(CertificateSource source, std::size_t index) const {
  return std::any_of(steps.begin(), steps.end(), [&](const PathStep& step) {
    return step.source == source && step.index == index;
  });
}

const Path* ChainAnswer::best() const {
  return !paths.empty() && paths.front().isSound() ? &paths.front() : nullptr;
}

namespace {

std::vector<Certificate> sentCertificates(const Path& path) {
  std::vector<Certificate> sent;
  for (std::size_t i = 0; i < path.sentSteps(); ++i) sent.push_back(path.steps[i].certificate);
  return sent;
}

// Of several sound paths, one that OpenSSL finds without help goes first.
void preferFoundByOpenSsl(std::vector<Path>& paths, const ChainQuestion& question) {
  if (paths.size() < 2 || !paths[1].isSound()) return;
  const auto found = std::find_if(paths.begin(), paths.end(), [&](const Path& path) {
    return path.isSound() &&
           opensslFindsPath(sentCertificates(path), *question.roots, question.now);
  });
  if (found != paths.end()) std::rotate(paths.begin(), found, found + 1);
}

// OpenSSL judges whole paths alone. Of one without an end, the dates of the intermediates can be
// told all the same.
void noteDates(Path& way, Time now) {
  for (std::size_t depth = 1; depth < way.steps.size(); ++depth) {
    const Certificate& certificate = way.steps[depth].certificate;
    if (certificate.isExpiredAt(now)) way.errors.push_back({X509_V_ERR_CERT_HAS_EXPIRED, depth});
    if (certificate.isNotYetValidAt(now)) {
      way.errors.push_back({X509_V_ERR_CERT_NOT_YET_VALID, depth});
    }
  }
}

}  // namespace

ChainAnswer findPaths(const ChainQuestion& question) {
  ChainAnswer answer;
  const ChainGraph graph(question);
  PathSearch search(graph);
  while (auto nodes = search.next()) {
    if (answer.paths.size() == kMostPaths) {
      answer.exhaustive = false;
      break;
    }
    answer.paths.push_back(makePath(graph, *nodes, question.now));
    judgePath(answer.paths.back(), question.now);
  }
  answer.exhaustive &= search.exhaustive() && graph.complete();
  std::stable_sort(answer.paths.begin(), answer.paths.end(), [](const Path& a, const Path& b) {
    return std::tuple(!a.isSound(), !a.weaknesses.empty()) <
           std::tuple(!b.isSound(), !b.weaknesses.empty());
  });
  preferFoundByOpenSsl(answer.paths, question);
  if (answer.best() == nullptr) {
    answer.deadEnd = makePath(graph, longestWay(graph), question.now);
    noteDates(*answer.deadEnd, question.now);
  }
  return answer;
}

}  // namespace htlint::x509
