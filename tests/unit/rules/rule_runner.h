#pragma once

#include <string>
#include <vector>

#include "config/config.h"
#include "fixture_page.h"
#include "lint/fix_loop.h"
#include "test_site.h"

namespace htlint::test {

/// Findings of `rule` when every rule runs, in the engine's order.
[[nodiscard]] std::vector<lint::Finding> findingsOf(const lint::RuleInfo& rule,
                                                    const lint::LintResult& result);

/// `path:line:column severity[ fatal]`
[[nodiscard]] std::string summary(const lint::Finding& finding);

/// The fix loop with only `rule` selected (rules about htlint's own comments judge the others, so
/// with them all rules stay selected).
[[nodiscard]] lint::FixResult fixOnly(const lint::RuleInfo& rule, const TestSite& site,
                                      bool unsafe);

/// What must hold after any fix of `rule`: it converged, nothing was rolled back, a second run has
/// nothing to do, and no rule but `mayRaise` finds more than before. Returns what does not hold.
[[nodiscard]] std::vector<std::string> checkFixed(const lint::RuleInfo& rule, const TestSite& site,
                                                  const lint::FixResult& result, bool unsafe,
                                                  const std::vector<std::string>& mayRaise);

/// The bytes of the file at `path` in `site`; null when there is none.
[[nodiscard]] const text::SourceFile* fileAt(const lint::SiteInput& site, const std::string& path);

/// `bytes` for a failure message: control characters and other bytes escaped, one line a line.
[[nodiscard]] std::string visible(std::string_view bytes);

}  // namespace htlint::test
