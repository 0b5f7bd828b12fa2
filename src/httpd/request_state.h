#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "httpd/rewrite_evaluator.h"

namespace htlint::httpd {

/// Stands for text that only the live request knows.
inline constexpr std::string_view kUnknownText = "\x01";

/// Groups of the last match, `$0`-`$9` or `%0`-`%9`.
using Groups = std::array<std::string, RegexMatch::kMaxGroups>;

/// A request on its way through the rules.
struct RequestState {
  const Request& request;
  const RewriteEnvironment& environment;
  Assumptions& assumptions;

  std::string uri;       ///< of this pass, changed by internal redirects only
  std::string filename;  ///< file system path, URL path or absolute URL, as rules leave it
  std::string query;
  std::map<std::string, std::string> variables;  ///< set by [E=]
  Groups ruleGroups;
  Groups conditionGroups;

  /// Value of %{name}; nullopt when only the live request knows it.
  [[nodiscard]] std::optional<std::string> variable(std::string_view name) const;
  /// Expands back-references and variables once (mod_rewrite do_expand). Unknown values become
  /// kUnknownText.
  [[nodiscard]] std::string expand(std::string_view text) const;
};

[[nodiscard]] inline bool holdsUnknown(std::string_view text) {
  return text.find(kUnknownText) != std::string_view::npos;
}

/// Whether the condition holds; sets state.conditionGroups.
[[nodiscard]] bool holds(const RewriteCondition& condition, RequestState& state);
/// All conditions of `rule`, [OR] included.
[[nodiscard]] bool conditionsHold(const RewriteRule& rule, RequestState& state);

/// The first redirect of mod_alias that applies to state.uri; null if none.
[[nodiscard]] const AliasRedirect* matchingRedirect(const RequestState& state,
                                                    std::string& location);

}  // namespace htlint::httpd
