#include <algorithm>

#include "processors.h"

namespace htlint::lint::processors {
namespace {

bool listed(const std::vector<std::string>& names, const RuleInfo& rule) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return name == rule.name || name == toString(rule.group) ||
           std::find(rule.aliases.begin(), rule.aliases.end(), name) != rule.aliases.end();
  });
}

}  // namespace

bool isSelected(const RuleInfo& rule, const LintSettings& settings) {
  const auto setting = settings.ruleSettings.find(rule.name);
  if (setting != settings.ruleSettings.end() && setting->second.off) return false;
  if (!settings.select.empty() && !listed(settings.select, rule)) return false;
  return !listed(settings.ignore, rule);
}

void applySelection(std::vector<Finding>& findings, const LintSettings& settings) {
  std::erase_if(findings,
                [&](const Finding& finding) { return !isSelected(*finding.rule, settings); });
}

}  // namespace htlint::lint::processors
