#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "httpd/alias_redirect.h"
#include "httpd/rewrite_evaluator.h"
#include "lint/site.h"

namespace htlint::lint {

/// A RewriteRule or Redirect whose target is an https:// URL.
struct HttpsRedirect {
  htaccess::NodeId node = htaccess::kNoNode;
  const httpd::RewriteRule* rule = nullptr;      ///< null for a Redirect
  std::optional<httpd::AliasRedirect> redirect;  ///< nothing for a RewriteRule
  std::string host;           ///< as written; empty when it is the request's own (%{HTTP_HOST} ...)
  text::TextRange hostRange;  ///< of `host` in the file; of the whole target when `host` is empty
  int status = 0;
  /// It is meant for every page: its pattern and conditions let an ordinary http request through.
  bool general = false;
  /// A condition asks for the scheme, the port or a proxy's header.
  bool hasSchemeCondition = false;
  /// There are conditions, and every one of them does.
  bool onlySchemeConditions = false;
  /// The host is part of the placeholder, a back-reference or a variable that is not the host.
  bool hostIsDynamic = false;
};

/// Whether `condition` asks for the scheme, the port or a header with which a proxy tells them.
[[nodiscard]] bool asksForScheme(const httpd::RewriteCondition& condition);

/// One request that shows what is wrong.
struct HttpsWitness {
  httpd::Request request;
  httpd::Outcome outcome;
  htaccess::NodeId redirect = htaccess::kNoNode;  ///< the https redirect concerned
  /// The other rule that has a part in it: the one that keeps the redirect from acting, or that
  /// sends visitors back.
  htaccess::NodeId cause = htaccess::kNoNode;
  std::vector<httpd::Assumptions::Answer> assumed;

  /// `http://host/path?query`
  [[nodiscard]] std::string url() const;
};

/// Two RewriteRules that redirect the same http requests in the same way, hosts aside; the second
/// one has nothing left to do.
struct HttpsTwins {
  htaccess::NodeId first = htaccess::kNoNode;
  htaccess::NodeId second = htaccess::kNoNode;
  bool sameHost = true;
};

/// What visitors of http:// and https:// get from one `.htaccess` file, as far as its redirects
/// tell.
struct HttpsAnalysis {
  std::vector<HttpsRedirect> redirects;  ///< in file order
  /// Ordinary http requests reach an https redirect.
  bool redirectsHttp = false;
  /// http requests that an earlier rule keeps from being redirected; or, where the outcome is a
  /// redirect, that it rewrites to one page for all before they are (a front controller).
  std::vector<HttpsWitness> escapes;
  /// No ordinary http request, and none made from the file's patterns, is answered with anything
  /// but a redirect to https, whatever its Host header says.
  bool redirectsAllHttp = false;
  /// https requests that are redirected for ever. Where the site's host is not known, the target
  /// of a redirect that asks for the scheme is taken to be this site.
  std::vector<HttpsWitness> loops;
  /// The redirect's own target loses the path (a part of it), or the query, of every ordinary http
  /// request.
  std::vector<HttpsWitness> lostPaths;
  std::vector<HttpsWitness> lostQueries;
  /// Visitors of other sites on this web root (SiteSettings::domains) that are sent to this one's
  /// host; `redirect` is the node that does it, of whatever kind.
  std::vector<HttpsWitness> otherSites;
  /// One for each of the site's names (see ownHosts) whose http visitors are sent to https under
  /// that very name.
  std::vector<HttpsWitness> keptNames;
  std::vector<HttpsTwins> twins;
  /// Something that decides is not modelled.
  bool unknown = false;
  /// TLS is taken to end at a proxy: configured, or the file asks for X-Forwarded-Proto.
  bool behindProxy = false;

  [[nodiscard]] const HttpsRedirect* find(htaccess::NodeId node) const;
};

/// Evaluates witness requests made from the file's own patterns.
[[nodiscard]] HttpsAnalysis analyseHttps(const Site& site, const HtaccessFile& file);

/// Stands for the site's host where it is not known.
inline constexpr std::string_view kStandInHost = "www.site.invalid";

/// The same with `after` as the file's bytes.
[[nodiscard]] HttpsAnalysis analyseHttpsAfter(const Site& site, const HtaccessFile& file,
                                              const std::string& after);

/// What comparing the site's answers before and after an edit shows.
enum class Proof : std::uint8_t { kHolds, kFails, kUnknown };

/// Whether, with `after` as the file's bytes, every witness http request that https answers below
/// 400 ends within three hops where the same https request ends, host aside, while every https
/// answer is as before.
[[nodiscard]] Proof proveHttpsRedirect(const Site& site, const HtaccessFile& file,
                                       const std::string& after, const std::string& host);

/// Whether, with `after` as the file's bytes, no witness https request is redirected for ever,
/// while those that were not before, and all http requests, get the same answer as before.
[[nodiscard]] Proof proveLoopRepaired(const Site& site, const HtaccessFile& file,
                                      const std::string& after);

/// The hosts that this web root answers for, as far as known: the configured host and its aliases,
/// else the certificate's; at least one stand-in.
[[nodiscard]] std::vector<std::string> ownHosts(const Site& site);

}  // namespace htlint::lint
