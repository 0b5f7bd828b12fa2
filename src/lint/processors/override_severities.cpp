#include "processors.h"

namespace htlint::lint::processors {

void overrideSeverities(std::vector<Finding>& findings, const LintSettings& settings) {
  for (Finding& finding : findings) {
    if (finding.fatal) {
      finding.severity = Severity::kError;
      continue;
    }
    const auto setting = settings.ruleSettings.find(finding.rule->name);
    if (setting != settings.ruleSettings.end() && setting->second.severity) {
      finding.severity = *setting->second.severity;
    }
  }
}

}  // namespace htlint::lint::processors
