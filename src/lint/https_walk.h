#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "httpd/alias_redirect.h"
#include "httpd/rewrite_evaluator.h"
#include "lint/site.h"

namespace htlint::lint {

/// A URL taken apart; `path` is decoded.
struct Url {
  bool https = false;
  std::string host;
  std::string path = "/";
  std::string query;
};
/// False for anything but http:// and https://.
[[nodiscard]] bool parseUrl(std::string_view text, Url& url);
[[nodiscard]] bool isHttpsUrl(std::string_view text);
/// Host names: without regard to case.
[[nodiscard]] bool containsHost(const std::vector<std::string>& hosts, const std::string& host);

/// One `.htaccess` text ready for evaluation; keeps what the environment points at.
struct Evaluable {
  std::vector<httpd::AliasRedirect> redirects;
  httpd::RewriteEnvironment environment;

  Evaluable(const htaccess::Document& document, const httpd::ConfigReport& report,
            std::string directory);
  Evaluable(const Evaluable&) = delete;
  Evaluable& operator=(const Evaluable&) = delete;
};

/// Where a browser ends up that follows redirects among `hosts`.
struct Walk {
  std::vector<httpd::Outcome> hops;  ///< the last one is where it ends
  bool loops = false;
  std::size_t loopStart = 0;  ///< index of the hop that begins the circle, where it loops
  std::string endPath;        ///< URL path of the last request, as the address bar shows it
  bool unknown = false;

  [[nodiscard]] const httpd::Outcome& end() const { return hops.back(); }
};
[[nodiscard]] Walk follow(const httpd::RewriteEnvironment& environment, httpd::Request request,
                          const std::vector<std::string>& hosts, httpd::Assumptions& assumptions);

/// Two answers that a browser cannot tell apart.
[[nodiscard]] bool sameEnd(const httpd::Outcome& a, const httpd::Outcome& b);

/// Paths of two pages that no pattern of the file is made for: what catches both catches all.
[[nodiscard]] std::vector<std::string> ordinaryPaths(const std::string& directory);

/// Whether the path that was asked for is left in `path` or `query`, rewritten ones.
[[nodiscard]] bool keepsPath(const std::string& asked, const std::string& path,
                             const std::string& query);

/// Requests worth trying on these rules: ordinary ones, and some that their patterns match. All are
/// http requests without a query.
[[nodiscard]] std::vector<httpd::Request> witnessRequests(const Evaluable& rules,
                                                          const std::vector<std::string>& hosts);

/// What the snapshot of the web root says about paths: those in it exist, others are open. `site`
/// outlives the result.
[[nodiscard]] httpd::Assumptions::KnownAnswer snapshotAnswers(const Site& site);

}  // namespace htlint::lint
