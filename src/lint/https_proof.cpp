#include <algorithm>
#include <memory>

#include "https_redirects.h"
#include "https_walk.h"
#include "lint/ascii.h"
#include "lint/https_analysis.h"

namespace htlint::lint {
namespace {

/// Combinations of assumptions tried for one witness request.
constexpr int kMaxCombinations = 64;

bool isRefusal(const httpd::Outcome& outcome) {
  return outcome.kind == httpd::Outcome::Kind::kStatus && outcome.status >= 400;
}

/// mod_rewrite answers 403 to everything where symbolic links may not be followed (httpd 2.4.71
/// mod_rewrite hook_fixup, AH00670). The modelled server allows them; the file may not.
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

/// The site before and after an edit.
class Comparison {
 public:
  Comparison(const Evaluable& before, const Evaluable& after, const std::vector<std::string>& hosts)
      : before_(before), after_(after), hosts_(hosts) {}

  /// For an edit that adds or moves a redirect to https.
  Proof compareRedirect(httpd::Request request, httpd::Assumptions& assumptions) const {
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
    const bool same = sameEnd(plain.end(), secure.end()) && sameAddress(plain, secure);
    return redirected && same ? Proof::kHolds : Proof::kFails;
  }

  /// For an edit that ends a loop.
  Proof compareLoop(httpd::Request request, httpd::Assumptions& assumptions) const {
    request.https = true;
    const Walk old = follow(before_.environment, request, hosts_, assumptions);
    const Walk secure = follow(after_.environment, request, hosts_, assumptions);
    request.https = false;
    const Walk oldPlain = follow(before_.environment, request, hosts_, assumptions);
    const Walk plain = follow(after_.environment, request, hosts_, assumptions);
    if (old.unknown || secure.unknown || oldPlain.unknown || plain.unknown) return Proof::kUnknown;
    if (secure.loops || plain.loops) return Proof::kFails;
    if (!old.loops && !sameEnd(old.hops.front(), secure.hops.front())) return Proof::kFails;
    return sameEnd(oldPlain.hops.front(), plain.hops.front()) ? Proof::kHolds : Proof::kFails;
  }

 private:
  /// A program to which every page is rewritten goes by the address: it must be the same. Where
  /// the path lives on in what is served, the address does not matter.
  [[nodiscard]] bool sameAddress(const Walk& plain, const Walk& secure) const {
    const auto ordinary = ordinaryPaths(after_.environment.directory);
    const bool anyPage =
        std::find(ordinary.begin(), ordinary.end(), secure.endPath) != ordinary.end();
    return !anyPage || plain.endPath == secure.endPath ||
           keepsPath(secure.endPath, secure.end().path, secure.end().query);
  }

  const Evaluable& before_;
  const Evaluable& after_;
  const std::vector<std::string>& hosts_;
};

using Compare = Proof (Comparison::*)(httpd::Request, httpd::Assumptions&) const;

Proof prove(const Site& site, const HtaccessFile& file, const std::string& after,
            const std::vector<std::string>& hosts, Compare compare) {
  const htaccess::Document document(std::make_shared<text::SourceFile>(file.input.path, after));
  const httpd::ConfigReport report = httpd::checkConfig(document, site.target());
  if (report.verdict.state != httpd::VerdictState::kAccepted) return Proof::kFails;
  if (!followsSymbolicLinks(report)) return Proof::kFails;
  const Evaluable before(*file.document, *file.report, file.directory);
  const Evaluable edited(document, report, file.directory);
  const Comparison comparison(before, edited, hosts);
  Proof result = Proof::kHolds;
  for (httpd::Request request : witnessRequests(before, hosts)) {
    if (isMeantForHttp(request.path)) continue;
    request.behindProxy = site.settings().tlsAtProxy;
    request.query = "x=1";
    httpd::Assumptions assumptions(snapshotAnswers(site));
    int left = kMaxCombinations;
    do {
      const Proof proof = (comparison.*compare)(request, assumptions);
      if (proof == Proof::kFails) return proof;
      if (proof == Proof::kUnknown) result = proof;
    } while (--left > 0 && assumptions.next());
    if (left == 0) result = Proof::kUnknown;
  }
  return result;
}

}  // namespace

Proof proveHttpsRedirect(const Site& site, const HtaccessFile& file, const std::string& after,
                         const std::string& host) {
  std::vector<std::string> hosts = ownHosts(site);
  if (!containsHost(hosts, host)) hosts.push_back(host);
  const Proof proof = prove(site, file, after, hosts, &Comparison::compareRedirect);
  // Where https answers nothing but errors the comparison holds for any edit: the redirect itself
  // has to be reached as well.
  const bool reached = proof != Proof::kFails && analyseHttpsAfter(site, file, after).redirectsHttp;
  return reached ? proof : Proof::kFails;
}

Proof proveLoopRepaired(const Site& site, const HtaccessFile& file, const std::string& after) {
  const Evaluable rules(*file.document, *file.report, file.directory);
  return prove(site, file, after, hostsWithTargets(site, collectRedirects(rules)),
               &Comparison::compareLoop);
}

}  // namespace htlint::lint
