#include <fmt/format.h>

#include "formats.h"
#include "style.h"
#include "wording.h"

namespace htlint::report {

std::string renderConcise(const Report& report) {
  const Style style(report.color);
  Masks masks;
  std::string out;
  for (const lint::LintResult& result : report.results) {
    for (const lint::Finding& finding : result.findings) {
      const text::Position at = finding.start();
      out += fmt::format(
          "{}:{}:{}: {}: {} [{}]\n", displayPath(finding.path), at.line, at.column,
          style.severity(finding.severity, severityWord(finding.severity, report.language)),
          messageOf(finding, report.language, masks).display, finding.rule->name);
    }
  }
  return out;
}

}  // namespace htlint::report
