#pragma once

#include <vector>

#include "lint/finding.h"
#include "lint/settings.h"
#include "lint/site.h"
#include "suppression.h"

/// What happens to findings between the rules and the report, one step a function, each in its own
/// file of processors/. Rules know nothing of these.
namespace htlint::lint::processors {

/// Drops findings of configuration errors that another finding explains, and makes the explaining
/// one fatal in their place.
void dropExplained(std::vector<Finding>& findings);

/// Drops findings that a comment suppresses, and marks the names that did.
void applySuppressions(std::vector<Finding>& findings, std::vector<Suppression>& suppressions);

/// Adds findings about the suppressions themselves: unknown names, no reason, nothing suppressed.
void reportSuppressions(const std::vector<Suppression>& suppressions, const LintSettings& settings,
                        std::vector<Finding>& findings);

/// Drops what [[overrides]] ignores in a file.
void applyPathOverrides(std::vector<Finding>& findings, const Site& site,
                        const LintSettings& settings);

/// Drops findings of rules that are off, not selected or ignored.
void applySelection(std::vector<Finding>& findings, const LintSettings& settings);

/// Whether a finding of `rule` can come through applySelection.
[[nodiscard]] bool isSelected(const RuleInfo& rule, const LintSettings& settings);

/// Gives findings the severity that the configuration sets for their rule. A fatal finding stays an
/// error: the site is down whatever the configuration calls it.
void overrideSeverities(std::vector<Finding>& findings, const LintSettings& settings);

/// Orders findings by path, place and rule, and drops those that say the same at the same place.
void sortAndDeduplicate(std::vector<Finding>& findings);

}  // namespace htlint::lint::processors
