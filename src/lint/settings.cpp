#include "lint/settings.h"

#include <algorithm>

namespace htlint::lint {

const RuleInfo* findRule(std::span<const RuleInfo* const> rules, std::string_view name) {
  for (const RuleInfo* rule : rules) {
    if (rule->name == name) return rule;
    if (std::find(rule->aliases.begin(), rule->aliases.end(), name) != rule->aliases.end()) {
      return rule;
    }
  }
  return nullptr;
}

}  // namespace htlint::lint
