#include <algorithm>

#include "processors.h"

namespace htlint::lint::processors {
namespace {

bool explains(const Finding& cause, const Finding& consequence) {
  if (cause.path != consequence.path) return false;
  return std::any_of(cause.explains.begin(), cause.explains.end(), [&](text::TextRange range) {
    return range.start <= consequence.range.start && consequence.range.start < range.end;
  });
}

}  // namespace

void dropExplained(std::vector<Finding>& findings) {
  std::vector<Finding*> causes;
  for (Finding& finding : findings) {
    if (!finding.explains.empty()) causes.push_back(&finding);
  }
  if (causes.empty()) return;
  std::vector<bool> dropped(findings.size(), false);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (!findings[i].fromConfigError) continue;
    for (Finding* cause : causes) {
      if (cause == &findings[i] || !explains(*cause, findings[i])) continue;
      if (findings[i].fatal) {
        cause->fatal = true;
        cause->severity = Severity::kError;
      }
      dropped[i] = true;
    }
  }
  std::size_t index = 0;
  std::erase_if(findings, [&](const Finding&) { return dropped[index++]; });
}

}  // namespace htlint::lint::processors
