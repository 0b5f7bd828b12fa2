#include <algorithm>
#include <tuple>

#include "processors.h"

namespace htlint::lint::processors {
namespace {

auto keyOf(const Finding& finding) {
  return std::tie(finding.path, finding.range, finding.rule->name, finding.variant, finding.args);
}

}  // namespace

void sortAndDeduplicate(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return keyOf(a) < keyOf(b); });
  const auto end =
      std::unique(findings.begin(), findings.end(),
                  [](const Finding& a, const Finding& b) { return keyOf(a) == keyOf(b); });
  findings.erase(end, findings.end());
}

}  // namespace htlint::lint::processors
