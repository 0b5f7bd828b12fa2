#include "https_twins.h"

#include <algorithm>

#include "https_redirects.h"

namespace htlint::lint {
namespace {

constexpr int kMaxCombinations = 16;

enum class Likeness : std::uint8_t { kDifferent, kSameButHost, kSame };

/// The rules of `rules` reduced to the one at `node`.
httpd::RewriteProgram only(const Evaluable& rules, htaccess::NodeId node) {
  httpd::RewriteProgram program = *rules.environment.program;
  std::erase_if(program.scopes.front().rules,
                [&](const httpd::RewriteRule& rule) { return rule.node != node; });
  return program;
}

Likeness compareOutcomes(const httpd::Outcome& a, const httpd::Outcome& b) {
  if (a.kind != b.kind || a.status != b.status) return Likeness::kDifferent;
  if (sameEnd(a, b)) return Likeness::kSame;
  Url left;
  Url right;
  if (a.kind != httpd::Outcome::Kind::kRedirect || !parseUrl(a.location, left) ||
      !parseUrl(b.location, right)) {
    return Likeness::kDifferent;
  }
  const bool sameRest =
      left.https == right.https && left.path == right.path && left.query == right.query;
  return sameRest ? Likeness::kSameButHost : Likeness::kDifferent;
}

class TwinTest {
 public:
  TwinTest(const Site& site, const Evaluable& rules, const std::vector<std::string>& hosts)
      : site_(site), rules_(rules), requests_(witnessRequests(rules, hosts)) {
    const bool proxy = site.settings().tlsAtProxy || asksForProxyHeader(rules);
    for (httpd::Request& request : requests_) {
      request.query = "x=1";
      request.behindProxy = proxy;
    }
  }

  [[nodiscard]] Likeness compare(htaccess::NodeId first, htaccess::NodeId second) const {
    const httpd::RewriteProgram firstProgram = only(rules_, first);
    const httpd::RewriteProgram secondProgram = only(rules_, second);
    httpd::RewriteEnvironment a = rules_.environment;
    httpd::RewriteEnvironment b = rules_.environment;
    a.program = &firstProgram;
    b.program = &secondProgram;
    a.redirects = b.redirects = nullptr;
    Likeness result = Likeness::kSame;
    bool acted = false;
    for (httpd::Request request : requests_) {
      for (const bool https : {false, true}) {
        request.https = https;
        httpd::Assumptions assumptions(snapshotAnswers(site_));
        int left = kMaxCombinations;
        do {
          const auto one = httpd::evaluate(a, request, assumptions);
          const auto other = httpd::evaluate(b, request, assumptions);
          result = std::min(result, compareOutcomes(one, other));
          if (result == Likeness::kDifferent) return result;
          acted = acted || one.kind == httpd::Outcome::Kind::kRedirect;
        } while (--left > 0 && assumptions.next());
      }
    }
    return acted ? result : Likeness::kDifferent;
  }

  /// Whether the rule at `node` acts for any witness request while all rules are there.
  [[nodiscard]] bool actsInFile(htaccess::NodeId node) const {
    for (httpd::Request request : requests_) {
      for (const bool https : {false, true}) {
        request.https = https;
        httpd::Assumptions assumptions(snapshotAnswers(site_));
        int left = kMaxCombinations;
        do {
          const auto outcome = httpd::evaluate(rules_.environment, request, assumptions);
          const auto& fired = outcome.fired;
          if (std::find(fired.begin(), fired.end(), node) != fired.end()) return true;
        } while (--left > 0 && assumptions.next());
      }
    }
    return false;
  }

 private:
  const Site& site_;
  const Evaluable& rules_;
  std::vector<httpd::Request> requests_;
};

}  // namespace

std::vector<HttpsTwins> findTwins(const Site& site, const Evaluable& rules,
                                  const std::vector<HttpsRedirect>& redirects,
                                  const std::vector<std::string>& hosts) {
  std::vector<HttpsTwins> twins;
  std::vector<const HttpsRedirect*> candidates;
  for (const HttpsRedirect& redirect : redirects) {
    if (redirect.rule != nullptr && redirect.hasSchemeCondition) candidates.push_back(&redirect);
  }
  if (candidates.size() < 2) return twins;
  const TwinTest test(site, rules, hosts);
  for (auto second = candidates.begin() + 1; second != candidates.end(); ++second) {
    for (auto first = candidates.begin(); first != second; ++first) {
      if (!(*first)->general || (*second)->general) continue;
      const Likeness likeness = test.compare((*first)->node, (*second)->node);
      if (likeness == Likeness::kDifferent || test.actsInFile((*second)->node)) continue;
      twins.push_back({(*first)->node, (*second)->node, likeness == Likeness::kSame});
      break;
    }
  }
  return twins;
}

}  // namespace htlint::lint
