#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lint/rule.h"

namespace htlint::lint {

using OptionValue = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

/// What htlint.toml says about one rule under [rules].
struct RuleSetting {
  bool off = false;
  std::optional<Severity> severity;
  std::map<std::string, OptionValue, std::less<>> options;
};

/// [[overrides]]: findings of `ignore` (rule or group names) are dropped in files that match.
struct PathOverride {
  std::vector<std::string> globs;  ///< as in .gitignore: without `/` they match the name anywhere
  std::vector<std::string> ignore;
};

/// [[custom-rules]]: an organisation's own rule. `info` points into the strings it owns.
struct CustomRule {
  std::string name;
  std::string directive;  ///< directive name, compared without case
  std::string argument;   ///< pattern (PCRE2) that one argument must match; empty = any use
  std::string message;
  std::string help;
  std::optional<std::string> replace;  ///< for the argument that matched; offered as unsafe fix
  Severity severity = Severity::kWarning;
};

/// Everything that decides which findings are made and kept, except the site itself.
struct LintSettings {
  std::span<const RuleInfo* const> rules;
  std::int64_t now = 0;  ///< seconds since 1970-01-01T00:00:00Z
  std::map<std::string, RuleSetting, std::less<>> ruleSettings;
  std::vector<std::string> select;  ///< rule or group names; empty = all
  std::vector<std::string> ignore;
  std::vector<PathOverride> overrides;
  std::vector<CustomRule> customRules;
};

/// The rule with `name` or former name; null if there is none.
[[nodiscard]] const RuleInfo* findRule(std::span<const RuleInfo* const> rules,
                                       std::string_view name);

}  // namespace htlint::lint
