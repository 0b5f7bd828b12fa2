#include "https_walk.h"

#include <strings.h>

#include <algorithm>
#include <map>
#include <set>

#include "httpd/pattern_sample.h"
#include "lint/ascii.h"

namespace htlint::lint {
namespace {

constexpr int kMaxHops = 12;
constexpr std::size_t kMaxPaths = 24;

void addForeignVariables(const htaccess::Document& document, const httpd::ConfigReport& report,
                         std::vector<std::string>& names) {
  (void)document;
  for (const httpd::ExecutedDirective& directive : report.executed) {
    const std::string_view name = directive.entry->name;
    const bool sets = strncasecmp(name.data(), "SetEnvIf", 8) == 0 ||
                      strncasecmp(name.data(), "BrowserMatch", 12) == 0;
    if (!sets) continue;
    for (const htaccess::Argument& argument : directive.arguments) {
      std::string variable = argument.value.substr(0, argument.value.find('='));
      if (variable.starts_with('!')) variable.erase(0, 1);
      names.push_back(std::move(variable));
    }
  }
}

/// httpd removes empty, `.` and `..` segments before any rule sees the path.
bool isSimplified(const std::string& path) {
  const std::string closed = path.ends_with('/') ? path : path + "/";
  return closed.find("//") != std::string::npos || closed.find("/./") != std::string::npos ||
         closed.find("/../") != std::string::npos;
}

void addSamples(const httpd::Regex& regex, std::string_view prefix, std::set<std::string>& paths) {
  for (std::string sample : httpd::sampleMatches(regex, 3)) {
    if (sample.find('\0') != std::string::npos) continue;
    if (!sample.starts_with('/')) sample.insert(0, prefix);
    if (isSimplified(sample)) continue;
    paths.insert(std::move(sample));
  }
}

}  // namespace

bool containsHost(const std::vector<std::string>& hosts, const std::string& host) {
  return std::any_of(hosts.begin(), hosts.end(), [&](const std::string& own) {
    return strcasecmp(own.c_str(), host.c_str()) == 0;
  });
}

bool isHttpsUrl(std::string_view text) { return startsWithIgnoringCase(text, "https://"); }

bool parseUrl(std::string_view text, Url& url) {
  std::string_view rest;
  if (isHttpsUrl(text)) {
    url.https = true;
    rest = text.substr(8);
  } else if (startsWithIgnoringCase(text, "http://")) {
    url.https = false;
    rest = text.substr(7);
  } else {
    return false;
  }
  const std::size_t hostEnd = std::min(rest.find_first_of("/?"), rest.size());
  std::string_view host = rest.substr(0, hostEnd);
  const std::string_view standardPort = url.https ? ":443" : ":80";
  if (host.ends_with(standardPort)) host.remove_suffix(standardPort.size());
  url.host = std::string(host);
  rest.remove_prefix(hostEnd);
  const std::size_t mark = std::min(rest.find('?'), rest.size());
  url.path = httpd::unescape(rest.substr(0, mark));
  if (url.path.empty()) url.path = "/";
  url.query = std::string(mark < rest.size() ? rest.substr(mark + 1) : std::string_view());
  return true;
}

Evaluable::Evaluable(const htaccess::Document& document, const httpd::ConfigReport& report,
                     std::string directory)
    : redirects(httpd::collectAliasRedirects(document, report)) {
  environment.program = &report.rewrite;
  environment.redirects = &redirects;
  environment.directory = std::move(directory);
  addForeignVariables(document, report, environment.foreignVariables);
}

Walk follow(const httpd::RewriteEnvironment& environment, httpd::Request request,
            const std::vector<std::string>& hosts, httpd::Assumptions& assumptions) {
  Walk walk;
  std::map<std::string, std::size_t> visited;
  for (int hop = 0; hop < kMaxHops; ++hop) {
    const std::string here = (request.https ? "https://" : "http://") + request.host + "\n" +
                             request.path + "\n" + request.query;
    const auto [first, fresh] = visited.emplace(here, walk.hops.size());
    if (!fresh) {
      walk.loops = true;
      walk.loopStart = first->second;
      return walk;
    }
    walk.hops.push_back(httpd::evaluate(environment, request, assumptions));
    walk.endPath = request.path;
    const httpd::Outcome& outcome = walk.hops.back();
    walk.unknown =
        walk.unknown || outcome.kind == httpd::Outcome::Kind::kUnknown || outcome.uncertainText;
    Url url;
    if (walk.unknown || outcome.kind != httpd::Outcome::Kind::kRedirect ||
        !parseUrl(outcome.location, url) || !containsHost(hosts, url.host)) {
      return walk;
    }
    request.https = url.https;
    request.host = url.host;
    request.path = url.path;
    request.query = url.query;
  }
  // The address grows with every hop.
  walk.loops = true;
  walk.loopStart = walk.hops.size() / 2;
  return walk;
}

bool sameEnd(const httpd::Outcome& a, const httpd::Outcome& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == httpd::Outcome::Kind::kRedirect) return a.location == b.location;
  if (a.kind == httpd::Outcome::Kind::kStatus) return a.status == b.status;
  return a.path == b.path && a.query == b.query;
}

std::vector<std::string> ordinaryPaths(const std::string& directory) {
  const std::string prefix = directory.empty() ? "/" : "/" + directory + "/";
  return {prefix + "a b", prefix + "dir/page.html"};
}

bool keepsPath(const std::string& asked, const std::string& path, const std::string& query) {
  return path.ends_with(asked) || httpd::unescape(query).find(asked.substr(1)) != std::string::npos;
}

std::vector<httpd::Request> witnessRequests(const Evaluable& rules,
                                            const std::vector<std::string>& hosts) {
  std::string prefix = "/";
  if (!rules.environment.directory.empty()) prefix += rules.environment.directory + "/";
  std::set<std::string> paths;
  for (const httpd::RewriteRule& rule : rules.environment.program->scopes.front().rules) {
    if (rule.regex && !rule.negated) addSamples(*rule.regex, prefix, paths);
    for (const httpd::RewriteCondition& condition : rule.conditions) {
      const bool isUri = condition.testString.value == "%{REQUEST_URI}";
      if (isUri && condition.regex) addSamples(*condition.regex, "/", paths);
    }
  }
  for (const httpd::AliasRedirect& redirect : rules.redirects) {
    if (redirect.regex) addSamples(*redirect.regex, "/", paths);
    if (!redirect.regex && redirect.source.starts_with('/')) paths.insert(redirect.source);
  }
  std::vector<std::string> chosen = {prefix, prefix + "a b", prefix + "dir/page.html",
                                     prefix + "index.html", prefix + "dir/"};
  for (const std::string& path : paths) {
    if (chosen.size() == kMaxPaths) break;
    if (std::find(chosen.begin(), chosen.end(), path) == chosen.end()) chosen.push_back(path);
  }
  std::vector<httpd::Request> requests;
  for (const std::string& host : hosts) {
    for (const std::string& path : chosen) {
      httpd::Request request;
      request.host = host;
      request.path = path;
      requests.push_back(std::move(request));
    }
  }
  return requests;
}

httpd::Assumptions::KnownAnswer snapshotAnswers(const Site& site) {
  return [&site](const std::string& question) -> std::optional<bool> {
    const bool asksForFile = question.starts_with("-f ");
    if (!asksForFile && !question.starts_with("-d ")) return std::nullopt;
    std::string_view path = std::string_view(question).substr(3);
    if (!path.starts_with(httpd::kDocumentRoot)) return std::nullopt;
    path.remove_prefix(httpd::kDocumentRoot.size());
    if (path.starts_with('/')) path.remove_prefix(1);
    const SiteEntry* entry = site.entry(path);
    if (entry == nullptr) return std::nullopt;
    return entry->isDirectory != asksForFile;
  };
}

}  // namespace htlint::lint
