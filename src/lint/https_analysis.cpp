#include "lint/https_analysis.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "https_redirects.h"
#include "https_twins.h"
#include "https_walk.h"
#include "lint/ascii.h"

namespace htlint::lint {
namespace {

/// Combinations of assumptions tried for one witness request.
constexpr int kMaxCombinations = 64;
/// The same for all witnesses of a file; after them each gets one combination.
constexpr int kMaxCombinationsInAll = 512;
/// Rules tried in all combinations of a file together, about: keeps long files quick.
constexpr std::size_t kRuleBudget = 10'000;
/// A host that no condition on the site's names is made for.
constexpr std::string_view kForeignHost = "foreign.site.invalid";
constexpr std::string_view kWitnessQuery = "x=1";

bool isHttpsTarget(const httpd::Outcome& outcome) {
  return outcome.kind == httpd::Outcome::Kind::kRedirect && isHttpsUrl(outcome.location);
}

/// Whether something was assumed that may differ between http and https, or between a visitor's
/// first request and the next one.
bool isDoubtful(const std::vector<httpd::Assumptions::Answer>& answers) {
  return std::any_of(answers.begin(), answers.end(), [](const auto& answer) {
    const std::string question = lowerAscii(answer.question);
    for (const std::string_view name : {"%{http:", "%{ssl:", "%{env:", "%{http_cookie}", "<if "}) {
      if (question.find(name) != std::string::npos) return true;
    }
    return false;
  });
}

class Analyser {
 public:
  Analyser(const Site& site, const HtaccessFile& file)
      : site_(site), hosts_(ownHosts(site)), rules_(*file.document, *file.report, file.directory) {
    ordinaryPaths_ = ordinaryPaths(rules_.environment.directory);
  }

  HttpsAnalysis run() {
    analysis_.redirects = collectRedirects(rules_);
    analysis_.behindProxy = site_.settings().tlsAtProxy || asksForProxyHeader(rules_);
    const std::size_t rules = rules_.environment.program->scopes.front().rules.size();
    combinationsLeft_ = static_cast<int>(std::min<std::size_t>(
        kMaxCombinationsInAll, kRuleBudget / std::max<std::size_t>(rules, 1)));
    tryOtherSites();
    if (analysis_.redirects.empty()) return std::move(analysis_);
    loopHosts_ = hostsWithTargets(site_, analysis_.redirects);
    analysis_.redirectsAllHttp = true;
    for (const httpd::Request& witness : witnessRequests(rules_, hosts_)) {
      tryAll(witness, isMeantForHttp(witness.path));
    }
    for (const std::string& host : loopHosts_) {
      if (!containsHost(hosts_, host)) tryOrdinary(host);
    }
    tryForeignHost();
    judgeLosses();
    analysis_.twins = findTwins(site_, rules_, analysis_.redirects, hosts_);
    // A file that looks at a proxy's header is for a site behind one; one that works either way is
    // no loop.
    const bool ambiguous = analysis_.behindProxy && !site_.settings().tlsAtProxy;
    if (ambiguous && !analysis_.loops.empty()) keepLoopsWithoutProxyToo();
    return std::move(analysis_);
  }

 private:
  /// What becomes of the path and the query of ordinary requests under one redirect.
  struct Losses {
    std::map<std::string, HttpsWitness> lost;  // by path
    bool kept = false;

    void note(bool isLost, const HttpsWitness& witness) {
      if (isLost) {
        lost.emplace(witness.request.path, witness);
      } else {
        kept = true;
      }
    }
  };

  [[nodiscard]] bool isOrdinary(const httpd::Request& request) const {
    return std::find(ordinaryPaths_.begin(), ordinaryPaths_.end(), request.path) !=
           ordinaryPaths_.end();
  }

  [[nodiscard]] httpd::Request ordinaryRequest(const std::string& host,
                                               const std::string& path) const {
    httpd::Request request;
    request.host = host;
    request.path = path;
    request.query = kWitnessQuery;
    request.behindProxy = analysis_.behindProxy;
    return request;
  }

  void tryAll(httpd::Request request, bool onlyForHttp) {
    request.behindProxy = analysis_.behindProxy;
    request.query = kWitnessQuery;
    httpd::Assumptions assumptions(snapshotAnswers(site_));
    int left = std::clamp(combinationsLeft_, 1, kMaxCombinations);
    const int before = left;
    do {
      tryHttp(request, assumptions, onlyForHttp);
      if (!onlyForHttp) tryHttps(request, assumptions);
    } while (--left > 0 && assumptions.next());
    combinationsLeft_ -= before - left;
    if (left == 0) analysis_.redirectsAllHttp = false;
  }

  void tryHttp(httpd::Request request, httpd::Assumptions& assumptions, bool onlyForHttp) {
    request.https = false;
    const Walk walk = follow(rules_.environment, request, hosts_, assumptions);
    const httpd::Outcome& first = walk.hops.front();
    if (!isHttpsTarget(first)) analysis_.redirectsAllHttp = false;
    if (onlyForHttp) return;
    analysis_.unknown = analysis_.unknown || walk.unknown;
    if (isHttpsTarget(first)) {
      noteRedirect(request, first, assumptions);
    } else {
      noteEscape(request, walk, assumptions);
    }
  }

  void noteRedirect(const httpd::Request& request, const httpd::Outcome& outcome,
                    const httpd::Assumptions& assumptions) {
    for (HttpsRedirect& redirect : analysis_.redirects) {
      if (redirect.node != outcome.decidedBy || !isOrdinary(request)) continue;
      redirect.general = true;
      analysis_.redirectsHttp = true;
      Url url;
      if (outcome.uncertainText || !parseUrl(outcome.location, url)) return;
      if (equalsIgnoringCase(url.host, request.host)) noteName(request, outcome, assumptions);
      if (const auto cause = rewrittenBy(outcome); cause != htaccess::kNoNode) {
        if (!keepsPath(request.path, url.path, url.query)) {
          addOnce(analysis_.escapes,
                  {request, outcome, redirect.node, cause, assumptions.answers()});
        }
        return;
      }
      const HttpsWitness witness{request, outcome, redirect.node, htaccess::kNoNode,
                                 assumptions.answers()};
      paths_[redirect.node].note(!url.path.ends_with(request.path), witness);
      queries_[redirect.node].note(url.query.find(request.query) == std::string::npos, witness);
      return;
    }
  }

  void noteName(const httpd::Request& request, const httpd::Outcome& outcome,
                const httpd::Assumptions& assumptions) {
    for (const HttpsWitness& known : analysis_.keptNames) {
      if (known.request.host == request.host) return;
    }
    analysis_.keptNames.push_back(
        {request, outcome, outcome.decidedBy, htaccess::kNoNode, assumptions.answers()});
  }

  /// The earlier rule that changed the path, so that what the redirect makes of it is not its own
  /// doing; kNoNode if none did.
  [[nodiscard]] htaccess::NodeId rewrittenBy(const httpd::Outcome& outcome) const {
    for (const httpd::RewriteRule& rule : rules_.environment.program->scopes.front().rules) {
      const bool fired =
          std::find(outcome.fired.begin(), outcome.fired.end(), rule.node) != outcome.fired.end();
      if (fired && !rule.noSubstitution && rule.node != outcome.decidedBy) return rule.node;
    }
    return htaccess::kNoNode;
  }

  void judgeLosses() {
    const auto collect = [&](const std::map<htaccess::NodeId, Losses>& all,
                             std::vector<HttpsWitness>& result) {
      for (const auto& [node, losses] : all) {
        const bool everything = !losses.kept && losses.lost.size() == ordinaryPaths_.size();
        if (everything) result.push_back(losses.lost.at(ordinaryPaths_.back()));
      }
    };
    collect(paths_, analysis_.lostPaths);
    collect(queries_, analysis_.lostQueries);
  }

  /// An http request that is served although an https redirect stands further down.
  void noteEscape(const httpd::Request& request, const Walk& walk,
                  const httpd::Assumptions& assumptions) {
    if (walk.unknown || walk.hops.size() != 1) return;
    const httpd::Outcome& outcome = walk.end();
    const bool served = outcome.kind == httpd::Outcome::Kind::kServed ||
                        outcome.kind == httpd::Outcome::Kind::kProxied;
    if (!served || outcome.fired.empty()) return;
    for (const HttpsRedirect& redirect : analysis_.redirects) {
      if (redirect.rule == nullptr) continue;
      for (const htaccess::NodeId cause : outcome.fired) {
        if (cause >= redirect.node || isTried(redirect.node, cause)) continue;
        if (!redirectsWithout(cause, request, assumptions)) continue;
        addOnce(analysis_.escapes, {request, outcome, redirect.node, cause, assumptions.answers()});
        return;
      }
    }
  }

  /// Enough attempts were made to blame `cause`, or it is blamed already.
  [[nodiscard]] bool isTried(htaccess::NodeId redirect, htaccess::NodeId cause) {
    constexpr int kMaxAttempts = 2;
    const bool known = std::any_of(analysis_.escapes.begin(), analysis_.escapes.end(),
                                   [&](const HttpsWitness& witness) {
                                     return witness.redirect == redirect && witness.cause == cause;
                                   });
    return known || ++attempts_[{redirect, cause}] > kMaxAttempts;
  }

  /// Whether the request would be redirected if the rule at `cause` were not there.
  [[nodiscard]] bool redirectsWithout(htaccess::NodeId cause, const httpd::Request& request,
                                      httpd::Assumptions assumptions) const {
    httpd::RewriteEnvironment environment = rules_.environment;
    environment.ignoredRule = cause;
    return isHttpsTarget(httpd::evaluate(environment, request, assumptions));
  }

  void tryHttps(httpd::Request request, httpd::Assumptions& assumptions) {
    request.https = true;
    const Walk walk = follow(rules_.environment, request, loopHosts_, assumptions);
    analysis_.unknown = analysis_.unknown || walk.unknown;
    if (!walk.loops || walk.unknown || isDoubtful(assumptions.answers())) return;
    for (std::size_t hop = walk.loopStart; hop < walk.hops.size(); ++hop) {
      const httpd::Outcome& outcome = walk.hops[hop];
      if (!isHttpsTarget(outcome) || analysis_.find(outcome.decidedBy) == nullptr) continue;
      addOnce(analysis_.loops,
              {request, outcome, outcome.decidedBy, otherRule(walk, hop), assumptions.answers()});
      return;
    }
  }

  /// The rule that takes part in a circle beside the one that decides `hop`.
  [[nodiscard]] static htaccess::NodeId otherRule(const Walk& walk, std::size_t hop) {
    for (std::size_t i = walk.loopStart; i < walk.hops.size(); ++i) {
      if (walk.hops[i].decidedBy != walk.hops[hop].decidedBy) return walk.hops[i].decidedBy;
    }
    return htaccess::kNoNode;
  }

  /// https requests for a host that only a redirect's target names.
  void tryOrdinary(const std::string& host) {
    for (const std::string& path : ordinaryPaths_) {
      httpd::Assumptions assumptions(snapshotAnswers(site_));
      int left = kMaxCombinations;
      do {
        tryHttps(ordinaryRequest(host, path), assumptions);
      } while (--left > 0 && assumptions.next());
    }
  }

  void tryForeignHost() {
    for (const std::string& path : ordinaryPaths_) {
      httpd::Assumptions assumptions(snapshotAnswers(site_));
      const httpd::Request request = ordinaryRequest(std::string(kForeignHost), path);
      const auto outcome = httpd::evaluate(rules_.environment, request, assumptions);
      if (!isHttpsTarget(outcome)) analysis_.redirectsAllHttp = false;
    }
  }

  void tryOtherSites() {
    for (const std::string& domain : site_.settings().domains) {
      for (const bool https : {false, true}) {
        for (const std::string& path : ordinaryPaths_) {
          httpd::Request request = ordinaryRequest(domain, path);
          request.https = https;
          noteOtherSite(request);
        }
      }
    }
  }

  void noteOtherSite(const httpd::Request& request) {
    httpd::Assumptions assumptions(snapshotAnswers(site_));
    int left = kMaxCombinations;
    do {
      const auto outcome = httpd::evaluate(rules_.environment, request, assumptions);
      Url url;
      if (outcome.kind != httpd::Outcome::Kind::kRedirect || outcome.uncertainText ||
          !parseUrl(outcome.location, url) || !belongsToThisSite(url.host, request.host)) {
        continue;
      }
      addOnce(analysis_.otherSites,
              {request, outcome, outcome.decidedBy, htaccess::kNoNode, assumptions.answers()});
    } while (--left > 0 && assumptions.next());
  }

  /// Where the site's own host is not known: any host that is not one of the others.
  [[nodiscard]] bool belongsToThisSite(const std::string& host, const std::string& domain) const {
    if (site_.host()) return containsHost(hosts_, host);
    const auto bare = [](std::string_view name) {
      return lowerAscii(startsWithIgnoringCase(name, "www.") ? name.substr(4) : name);
    };
    return bare(host) != bare(domain) && !containsHost(site_.settings().domains, host);
  }

  void keepLoopsWithoutProxyToo() {
    std::erase_if(analysis_.loops, [&](const HttpsWitness& loop) {
      httpd::Request request = loop.request;
      request.behindProxy = false;
      httpd::Assumptions assumptions(snapshotAnswers(site_));
      return !follow(rules_.environment, request, loopHosts_, assumptions).loops;
    });
  }

  /// One witness for each pair of redirect and cause.
  static void addOnce(std::vector<HttpsWitness>& list, HttpsWitness witness) {
    for (const HttpsWitness& known : list) {
      if (known.redirect == witness.redirect && known.cause == witness.cause) return;
    }
    list.push_back(std::move(witness));
  }

  const Site& site_;
  std::vector<std::string> hosts_;
  std::vector<std::string> loopHosts_;
  std::vector<std::string> ordinaryPaths_;
  Evaluable rules_;
  std::map<htaccess::NodeId, Losses> paths_;
  std::map<htaccess::NodeId, Losses> queries_;
  HttpsAnalysis analysis_;
  std::map<std::pair<htaccess::NodeId, htaccess::NodeId>, int> attempts_;
  int combinationsLeft_ = 0;
};

}  // namespace

std::string HttpsWitness::url() const {
  std::string url = request.https ? "https://" : "http://";
  url += request.host + httpd::escapePath(request.path);
  return request.query.empty() ? url : url + "?" + request.query;
}

const HttpsRedirect* HttpsAnalysis::find(htaccess::NodeId node) const {
  for (const HttpsRedirect& redirect : redirects) {
    if (redirect.node == node) return &redirect;
  }
  return nullptr;
}

std::vector<std::string> ownHosts(const Site& site) {
  std::vector<std::string> hosts;
  if (const auto host = site.host()) hosts.push_back(*host);
  for (const std::string& alias : site.settings().aliases) hosts.push_back(alias);
  if (hosts.empty()) hosts.emplace_back(kStandInHost);
  return hosts;
}

HttpsAnalysis analyseHttps(const Site& site, const HtaccessFile& file) {
  return Analyser(site, file).run();
}

HttpsAnalysis analyseHttpsAfter(const Site& site, const HtaccessFile& file,
                                const std::string& after) {
  HtaccessFile edited = file;
  edited.input.source = std::make_shared<text::SourceFile>(file.input.path, after);
  edited.document = std::make_shared<htaccess::Document>(edited.input.source);
  edited.report =
      std::make_shared<httpd::ConfigReport>(httpd::checkConfig(*edited.document, site.target()));
  HttpsAnalysis analysis = analyseHttps(site, edited);
  // They would point into the edited file, which ends here.
  for (HttpsRedirect& redirect : analysis.redirects) redirect.rule = nullptr;
  return analysis;
}

}  // namespace htlint::lint
