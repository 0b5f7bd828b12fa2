#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "fixture_page.h"

namespace htlint::test {

/// What one case of a fixture page is about, for the requirements on every rule.
struct CaseOutcome {
  bool expectsFindings = false;
  bool expectsFix = false;
  bool expectsUnsafeFix = false;
  std::vector<std::string> failures;  ///< empty when the case holds
};

/// Runs one `## ...` section of tests/fixtures/rules/<rule>.md. Throws FixtureError.
[[nodiscard]] CaseOutcome runCase(const lint::RuleInfo& rule, const Section& section,
                                  config::Rules rules);

}  // namespace htlint::test
