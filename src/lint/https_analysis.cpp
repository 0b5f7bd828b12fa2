#include "lint/https_analysis.h"

#include <strings.h>

#include <algorithm>
#include <memory>

#include "https_walk.h"
#include "lint/ascii.h"

namespace htlint::lint {
namespace {

/// Combinations of assumptions tried for one witness request.
constexpr int kMaxCombinations = 64;
constexpr std::string_view kHttpsPrefix = "https://";
constexpr std::string_view kStandInHost = "www.site.invalid";

bool startsWithHttps(std::string_view text) {
  return text.size() >= kHttpsPrefix.size() &&
         strncasecmp(text.data(), kHttpsPrefix.data(), kHttpsPrefix.size()) == 0;
}

bool containsNoCase(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) ==
                  std::tolower(static_cast<unsigned char>(b));
         }) != text.end();
}

bool mentionsProxyHeader(std::string_view text) {
  for (const std::string_view name : {"X-Forwarded-", "Front-End-Https", "CF-Visitor",
                                      "X-Url-Scheme", "CloudFront-Forwarded-Proto"}) {
    if (containsNoCase(text, name)) return true;
  }
  return false;
}

bool mentionsScheme(std::string_view text) {
  return containsNoCase(text, "HTTPS") || containsNoCase(text, "SERVER_PORT") ||
         containsNoCase(text, "REQUEST_SCHEME") || containsNoCase(text, "SSL") ||
         mentionsProxyHeader(text);
}

/// The host part of an https:// target as written.
void readHost(const htaccess::Argument& target, HttpsRedirect& redirect) {
  const std::string_view value = target.value;
  const std::size_t start = kHttpsPrefix.size();
  std::size_t end = std::min(value.find_first_of("/?$", start), value.size());
  const std::string_view host = value.substr(start, end - start);
  redirect.hostRange = target.range;
  if (host.starts_with("%{HTTP_HOST}") || host.starts_with("%{SERVER_NAME}")) return;
  redirect.hostIsDynamic = host.empty() || host.find('%') != std::string_view::npos;
  redirect.host = std::string(host);
  const bool plain = target.range.size() == value.size() + (target.quote == '\0' ? 0U : 2U);
  if (!plain) return;
  const std::uint32_t quote = target.quote == '\0' ? 0 : 1;
  redirect.hostRange.start = target.range.start + quote + static_cast<std::uint32_t>(start);
  redirect.hostRange.end = target.range.start + quote + static_cast<std::uint32_t>(end);
}

std::vector<HttpsRedirect> collectRedirects(const Evaluable& rules) {
  std::vector<HttpsRedirect> result;
  for (const httpd::RewriteRule& rule : rules.environment.program->scopes.front().rules) {
    if (!startsWithHttps(rule.substitution.value) || rule.flags.proxy) continue;
    HttpsRedirect redirect;
    redirect.node = rule.node;
    redirect.rule = &rule;
    redirect.status = rule.flags.status != 0 ? rule.flags.status : 302;
    for (const httpd::RewriteCondition& condition : rule.conditions) {
      redirect.hasSchemeCondition = redirect.hasSchemeCondition ||
                                    mentionsScheme(condition.testString.value) ||
                                    (condition.kind == httpd::ConditionKind::kExpression &&
                                     mentionsScheme(condition.pattern.value));
    }
    readHost(rule.substitution, redirect);
    result.push_back(std::move(redirect));
  }
  for (const httpd::AliasRedirect& alias : rules.redirects) {
    if (!startsWithHttps(alias.target.value)) continue;
    HttpsRedirect redirect;
    redirect.node = alias.node;
    redirect.redirect = &alias;
    redirect.status = alias.status;
    redirect.hasSchemeCondition = mentionsScheme(alias.condition);
    readHost(alias.target, redirect);
    result.push_back(std::move(redirect));
  }
  std::sort(result.begin(), result.end(),
            [](const HttpsRedirect& a, const HttpsRedirect& b) { return a.node < b.node; });
  return result;
}

bool asksForProxyHeader(const Evaluable& rules) {
  for (const httpd::RewriteRule& rule : rules.environment.program->scopes.front().rules) {
    for (const httpd::RewriteCondition& condition : rule.conditions) {
      if (mentionsProxyHeader(condition.testString.value) ||
          mentionsProxyHeader(condition.pattern.value)) {
        return true;
      }
    }
  }
  return std::any_of(
      rules.redirects.begin(), rules.redirects.end(),
      [](const httpd::AliasRedirect& redirect) { return mentionsProxyHeader(redirect.condition); });
}

/// Certificate authorities fetch these over plain http; leaving them alone is right.
bool isMeantForHttp(std::string_view path) {
  return path.starts_with("/.well-known/") || path.starts_with("/.well-known");
}

class Analyser {
 public:
  Analyser(const Site& site, const HtaccessFile& file)
      : site_(site), hosts_(ownHosts(site)), rules_(*file.document, *file.report, file.directory) {}

  HttpsAnalysis run() {
    analysis_.redirects = collectRedirects(rules_);
    analysis_.behindProxy = site_.settings().tlsAtProxy || asksForProxyHeader(rules_);
    if (analysis_.redirects.empty()) return std::move(analysis_);
    for (const httpd::Request& witness : witnessRequests(rules_, hosts_)) {
      if (isMeantForHttp(witness.path)) continue;
      tryAll(witness);
    }
    // A file that looks at a proxy's header is for a site behind one; one that works either way is
    // no loop.
    const bool ambiguous = analysis_.behindProxy && !site_.settings().tlsAtProxy;
    if (ambiguous && !analysis_.loops.empty()) keepLoopsWithoutProxyToo();
    return std::move(analysis_);
  }

 private:
  [[nodiscard]] bool isHttpsTarget(const httpd::Outcome& outcome) const {
    return outcome.kind == httpd::Outcome::Kind::kRedirect && startsWithHttps(outcome.location);
  }

  [[nodiscard]] bool isOrdinary(const httpd::Request& request) const {
    const std::string prefix =
        rules_.environment.directory.empty() ? "/" : "/" + rules_.environment.directory + "/";
    return request.path == prefix + "a b" || request.path == prefix + "dir/page.html";
  }

  void tryAll(httpd::Request request) {
    request.behindProxy = analysis_.behindProxy;
    httpd::Assumptions assumptions(snapshotAnswers(site_));
    int left = kMaxCombinations;
    do {
      tryHttp(request, assumptions);
      tryHttps(request, assumptions);
    } while (--left > 0 && assumptions.next());
  }

  void tryHttp(httpd::Request request, httpd::Assumptions& assumptions) {
    request.https = false;
    request.query = "x=1";
    const Walk walk = follow(rules_.environment, request, hosts_, assumptions);
    analysis_.unknown = analysis_.unknown || walk.unknown;
    const httpd::Outcome& first = walk.hops.front();
    if (isHttpsTarget(first)) {
      noteRedirect(request, first, assumptions);
      return;
    }
    noteEscape(request, walk, assumptions);
  }

  void noteRedirect(const httpd::Request& request, const httpd::Outcome& outcome,
                    const httpd::Assumptions& assumptions) {
    for (HttpsRedirect& redirect : analysis_.redirects) {
      if (redirect.node != outcome.decidedBy || !isOrdinary(request)) continue;
      redirect.general = true;
      analysis_.redirectsHttp = true;
      if (outcome.uncertainText) return;
      Url url;
      if (!parseUrl(outcome.location, url)) return;
      HttpsWitness witness{request, outcome, redirect.node, htaccess::kNoNode,
                           assumptions.answers()};
      const std::string tail = request.path.substr(request.path.rfind('/'));
      if (url.path != request.path && url.path.find(tail) == std::string::npos) {
        addOnce(analysis_.lostPaths, witness);
      } else if (url.path != request.path && !rules_.environment.directory.empty() &&
                 url.path == request.path.substr(rules_.environment.directory.size() + 1)) {
        addOnce(analysis_.lostPaths, witness);
      }
      if (url.query.find(request.query) == std::string::npos) {
        addOnce(analysis_.lostQueries, witness);
      }
      return;
    }
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
        if (cause >= redirect.node || !redirectsWithout(cause, request, assumptions)) continue;
        addOnce(analysis_.escapes, {request, outcome, redirect.node, cause, assumptions.answers()});
        return;
      }
    }
  }

  /// Whether the request would be redirected if the rule at `cause` were not there.
  [[nodiscard]] bool redirectsWithout(htaccess::NodeId cause, const httpd::Request& request,
                                      httpd::Assumptions assumptions) const {
    httpd::RewriteProgram program = *rules_.environment.program;
    std::erase_if(program.scopes.front().rules,
                  [&](const httpd::RewriteRule& rule) { return rule.node == cause; });
    httpd::RewriteEnvironment environment = rules_.environment;
    environment.program = &program;
    return isHttpsTarget(httpd::evaluate(environment, request, assumptions));
  }

  void tryHttps(httpd::Request request, httpd::Assumptions& assumptions) {
    request.https = true;
    request.query = "x=1";
    const Walk walk = follow(rules_.environment, request, hosts_, assumptions);
    analysis_.unknown = analysis_.unknown || walk.unknown;
    if (!walk.loops) return;
    for (const httpd::Outcome& hop : walk.hops) {
      if (!isHttpsTarget(hop) || analysis_.find(hop.decidedBy) == nullptr) continue;
      addOnce(analysis_.loops,
              {request, hop, hop.decidedBy, htaccess::kNoNode, assumptions.answers()});
      return;
    }
  }

  void keepLoopsWithoutProxyToo() {
    std::erase_if(analysis_.loops, [&](const HttpsWitness& loop) {
      httpd::Request request = loop.request;
      request.behindProxy = false;
      httpd::Assumptions assumptions(snapshotAnswers(site_));
      return !follow(rules_.environment, request, hosts_, assumptions).loops;
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
  Evaluable rules_;
  HttpsAnalysis analysis_;
};

/// mod_rewrite answers 403 to everything where symbolic links may not be followed (fact of httpd
/// 2.4.71 mod_rewrite hook_fixup, AH00670). The modelled server allows them; the file may not.
bool followsSymbolicLinks(const httpd::ConfigReport& report) {
  bool follows = true;
  for (const httpd::ExecutedDirective& directive : report.executed) {
    if (!equalsIgnoringCase(directive.entry->name, "Options")) continue;
    for (const htaccess::Argument& argument : directive.arguments) {
      const std::string option = lowerAscii(argument.value);
      const bool isRelative = option.starts_with('+') || option.starts_with('-');
      const std::string name = isRelative ? option.substr(1) : option;
      const bool isLinks = name == "followsymlinks" || name == "symlinksifownermatch";
      if (!isRelative && &argument == &directive.arguments.front()) follows = name == "all";
      if (isLinks) follows = !option.starts_with('-');
    }
  }
  return follows;
}

bool sameEnd(const httpd::Outcome& a, const httpd::Outcome& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == httpd::Outcome::Kind::kRedirect) return a.location == b.location;
  if (a.kind == httpd::Outcome::Kind::kStatus) return a.status == b.status;
  return a.path == b.path && a.query == b.query;
}

bool isRefusal(const httpd::Outcome& outcome) {
  return outcome.kind == httpd::Outcome::Kind::kStatus && outcome.status >= 400;
}

/// Compares one witness request before and after.
class Comparison {
 public:
  Comparison(const Evaluable& before, const Evaluable& after, const std::vector<std::string>& hosts)
      : before_(before), after_(after), hosts_(hosts) {}

  Proof compare(httpd::Request request, httpd::Assumptions& assumptions) const {
    constexpr std::size_t kMaxRedirects = 3;
    request.https = true;
    const Walk old = follow(before_.environment, request, hosts_, assumptions);
    const Walk secure = follow(after_.environment, request, hosts_, assumptions);
    request.https = false;
    const Walk plain = follow(after_.environment, request, hosts_, assumptions);
    if (old.unknown || secure.unknown || plain.unknown) return Proof::kUnknown;
    if (old.loops != secure.loops) return Proof::kFails;
    if (!sameEnd(old.hops.front(), secure.hops.front())) return Proof::kFails;
    if (old.loops || isRefusal(old.end())) return Proof::kHolds;
    if (plain.loops || plain.hops.size() > kMaxRedirects + 1) return Proof::kFails;
    const bool redirected = plain.hops.front().kind == httpd::Outcome::Kind::kRedirect;
    return redirected && sameEnd(plain.end(), secure.end()) ? Proof::kHolds : Proof::kFails;
  }

 private:
  const Evaluable& before_;
  const Evaluable& after_;
  const std::vector<std::string>& hosts_;
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

Proof proveHttpsRedirect(const Site& site, const HtaccessFile& file, const std::string& after,
                         const std::string& host) {
  const htaccess::Document document(std::make_shared<text::SourceFile>(file.input.path, after));
  const httpd::ConfigReport report = httpd::checkConfig(document, site.target());
  if (report.verdict.state != httpd::VerdictState::kAccepted) return Proof::kFails;
  if (!followsSymbolicLinks(report)) return Proof::kFails;
  const Evaluable before(*file.document, *file.report, file.directory);
  const Evaluable edited(document, report, file.directory);
  std::vector<std::string> hosts = ownHosts(site);
  if (std::find(hosts.begin(), hosts.end(), host) == hosts.end()) hosts.push_back(host);
  const Comparison comparison(before, edited, hosts);
  Proof result = Proof::kHolds;
  for (httpd::Request request : witnessRequests(before, hosts)) {
    if (isMeantForHttp(request.path)) continue;
    request.behindProxy = site.settings().tlsAtProxy;
    request.query = "x=1";
    httpd::Assumptions assumptions(snapshotAnswers(site));
    int left = kMaxCombinations;
    do {
      const Proof proof = comparison.compare(request, assumptions);
      if (proof == Proof::kFails) return proof;
      if (proof == Proof::kUnknown) result = proof;
    } while (--left > 0 && assumptions.next());
    if (left == 0) result = Proof::kUnknown;
  }
  return result;
}

}  // namespace htlint::lint
