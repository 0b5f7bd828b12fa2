#pragma once

#include <optional>

#include "lint/ascii.h"
#include "redirect_lines.h"

/// Corrections of what a redirect's target does with the path and the query.
namespace htlint::rules {

/// The redirect leads to the site itself, so what it drops is missing there. A redirect to another
/// host without a condition on the scheme belongs to a site that has moved.
inline bool staysOnSite(const Site& site, const HttpsRedirect& redirect) {
  if (redirect.hasSchemeCondition || redirect.host.empty()) return true;
  const auto hosts = ownHosts(site);
  return std::any_of(hosts.begin(), hosts.end(), [&](const std::string& own) {
    return equalsIgnoringCase(own, redirect.host);
  });
}

/// Where the host ends in the target as written, or nothing where the target's bytes are not its
/// value.
inline std::optional<std::uint32_t> endOfHost(const text::SourceFile& source,
                                              const HttpsRedirect& redirect) {
  if (!redirect.host.empty()) {
    if (source.text(redirect.hostRange) != redirect.host) return std::nullopt;
    return redirect.hostRange.end;
  }
  const std::string_view written = source.text(redirect.hostRange);
  const std::size_t variable = written.find("%{");
  const std::size_t end =
      variable == std::string_view::npos ? variable : written.find('}', variable);
  if (end == std::string_view::npos) return std::nullopt;
  return redirect.hostRange.start + static_cast<std::uint32_t>(end) + 1;
}

/// Where the target ends in the file, its closing quote left out.
inline std::uint32_t endOfTarget(const HttpsRedirect& redirect) {
  const htaccess::Argument& target =
      redirect.rule != nullptr ? redirect.rule->substitution : redirect.redirect->target;
  const bool closed = target.quote != '\0' && !target.unterminated;
  return target.range.end - (closed ? 1U : 0U);
}

}  // namespace htlint::rules
