#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "httpd/alias_redirect.h"
#include "httpd/rewrite_evaluator.h"
#include "lint/site.h"

namespace htlint::lint {

/// A RewriteRule or Redirect whose target is an https:// URL.
struct HttpsRedirect {
  htaccess::NodeId node = htaccess::kNoNode;
  const httpd::RewriteRule* rule = nullptr;        ///< null for a Redirect
  const httpd::AliasRedirect* redirect = nullptr;  ///< null for a RewriteRule
  std::string host;           ///< as written; empty when it is the request's own (%{HTTP_HOST} ...)
  text::TextRange hostRange;  ///< of `host` in the file; of the whole target when `host` is empty
  int status = 0;
  /// It is meant for every page: its pattern and conditions let an ordinary http request through.
  bool general = false;
  /// A condition asks for the scheme, the port or a proxy's header.
  bool hasSchemeCondition = false;
  /// The host is part of the placeholder, a back-reference or a variable that is not the host.
  bool hostIsDynamic = false;
};

/// One request that shows what is wrong.
struct HttpsWitness {
  httpd::Request request;
  httpd::Outcome outcome;
  htaccess::NodeId redirect = htaccess::kNoNode;  ///< the https redirect concerned
  htaccess::NodeId cause = htaccess::kNoNode;     ///< the rule that keeps it from acting
  std::vector<httpd::Assumptions::Answer> assumed;

  /// `http://host/path?query`
  [[nodiscard]] std::string url() const;
};

/// What visitors of http:// and https:// get from one `.htaccess` file, as far as its redirects
/// tell.
struct HttpsAnalysis {
  std::vector<HttpsRedirect> redirects;  ///< in file order
  /// Ordinary http requests reach an https redirect.
  bool redirectsHttp = false;
  /// http requests that an earlier rule keeps from being redirected.
  std::vector<HttpsWitness> escapes;
  /// https requests that are redirected for ever.
  std::vector<HttpsWitness> loops;
  /// The redirect's target loses the path, or the query, of these http requests.
  std::vector<HttpsWitness> lostPaths;
  std::vector<HttpsWitness> lostQueries;
  /// Something that decides is not modelled.
  bool unknown = false;
  /// TLS is taken to end at a proxy: configured, or the file asks for X-Forwarded-Proto.
  bool behindProxy = false;

  [[nodiscard]] const HttpsRedirect* find(htaccess::NodeId node) const;
};

/// Evaluates witness requests made from the file's own patterns.
[[nodiscard]] HttpsAnalysis analyseHttps(const Site& site, const HtaccessFile& file);

/// What comparing the site's answers before and after an edit shows.
enum class Proof : std::uint8_t { kHolds, kFails, kUnknown };

/// Whether, with `after` as the file's bytes, every witness http request that https answers below
/// 400 ends within three hops where the same https request ends, host aside, while every https
/// answer is as before.
[[nodiscard]] Proof proveHttpsRedirect(const Site& site, const HtaccessFile& file,
                                       const std::string& after, const std::string& host);

/// The hosts that this web root answers for, as far as known: the configured host and its aliases,
/// else the certificate's; at least one stand-in.
[[nodiscard]] std::vector<std::string> ownHosts(const Site& site);

}  // namespace htlint::lint
