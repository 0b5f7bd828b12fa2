#include "processors.h"

namespace htlint::lint::processors {
namespace {

bool names(const SuppressedName& suppressed, const RuleInfo& rule) {
  if (suppressed.name == rule.name) return true;
  for (const std::string_view alias : rule.aliases) {
    if (suppressed.name == alias) return true;
  }
  return suppressed.name == toString(rule.group);
}

bool isSuppressed(const Finding& finding, std::vector<Suppression>& suppressions) {
  bool suppressed = false;
  for (Suppression& suppression : suppressions) {
    if (suppression.path != finding.path) continue;
    if (!suppression.covered.contains(finding.range.start)) continue;
    for (SuppressedName& name : suppression.names) {
      if (!names(name, *finding.rule)) continue;
      name.used = true;
      suppressed = true;
    }
  }
  return suppressed;
}

}  // namespace

void applySuppressions(std::vector<Finding>& findings, std::vector<Suppression>& suppressions) {
  if (suppressions.empty()) return;
  std::erase_if(findings,
                [&](const Finding& finding) { return isSuppressed(finding, suppressions); });
}

}  // namespace htlint::lint::processors
