#include "https_redirects.h"

#include <algorithm>
#include <cctype>

namespace htlint::lint {
namespace {

constexpr std::string_view kHttpsPrefix = "https://";

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
  const std::size_t end = std::min(
      {value.find_first_of("/?$", start), value.find("%{REQUEST_URI}", start), value.size()});
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

}  // namespace

bool asksForScheme(const httpd::RewriteCondition& condition) {
  return mentionsScheme(condition.testString.value) ||
         (condition.kind == httpd::ConditionKind::kExpression &&
          mentionsScheme(condition.pattern.value));
}

std::vector<HttpsRedirect> collectRedirects(const Evaluable& rules) {
  std::vector<HttpsRedirect> result;
  for (const httpd::RewriteRule& rule : rules.environment.program->scopes.front().rules) {
    if (!isHttpsUrl(rule.substitution.value) || rule.flags.proxy) continue;
    HttpsRedirect redirect;
    redirect.node = rule.node;
    redirect.rule = &rule;
    redirect.status = rule.flags.status != 0 ? rule.flags.status : 302;
    const auto& conditions = rule.conditions;
    redirect.hasSchemeCondition = std::any_of(conditions.begin(), conditions.end(), asksForScheme);
    redirect.onlySchemeConditions =
        redirect.hasSchemeCondition &&
        std::all_of(conditions.begin(), conditions.end(), asksForScheme);
    readHost(rule.substitution, redirect);
    result.push_back(std::move(redirect));
  }
  for (const httpd::AliasRedirect& alias : rules.redirects) {
    if (!isHttpsUrl(alias.target.value)) continue;
    HttpsRedirect redirect;
    redirect.node = alias.node;
    redirect.redirect = alias;
    redirect.status = alias.status;
    redirect.hasSchemeCondition = mentionsScheme(alias.condition);
    redirect.onlySchemeConditions = redirect.hasSchemeCondition;
    readHost(alias.target, redirect);
    result.push_back(std::move(redirect));
  }
  std::sort(result.begin(), result.end(),
            [](const HttpsRedirect& a, const HttpsRedirect& b) { return a.node < b.node; });
  return result;
}

std::vector<std::string> hostsWithTargets(const Site& site,
                                          const std::vector<HttpsRedirect>& redirects) {
  std::vector<std::string> hosts = ownHosts(site);
  if (site.host()) return hosts;
  for (const HttpsRedirect& redirect : redirects) {
    const bool literal = !redirect.host.empty() && !redirect.hostIsDynamic;
    if (redirect.hasSchemeCondition && literal && !containsHost(hosts, redirect.host)) {
      hosts.push_back(redirect.host);
    }
  }
  return hosts;
}

bool isMeantForHttp(std::string_view path) { return path.starts_with("/.well-known"); }

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

}  // namespace htlint::lint
