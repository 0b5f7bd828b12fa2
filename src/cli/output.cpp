#include "project/write.h"
#include "report/report.h"
#include "rules/rule_table.h"
#include "verbs.h"

namespace htlint::cli {

void print(Session& session, std::string_view text) {
  if (!write(Stream::kOut, text)) {
    session.fail({project::IoErrorCode::kUnwritable, "-", ""});
  }
}

bool wantsJson(const Session& session) {
  for (const Output& output : session.options().outputs) {
    if (output.format == report::Format::kJson) return true;
  }
  return false;
}

void writeReports(Session& session, std::span<const lint::LintResult> results, Stream stream) {
  std::vector<Output> outputs = session.options().outputs;
  if (outputs.empty()) outputs.emplace_back();
  for (const Output& output : outputs) {
    report::Report content{.toolVersion = HTLINT_VERSION,
                           .results = results,
                           .rules = rules::table(),
                           .language = session.language()};
    content.color = output.file.empty() && useColor(session.options().color, stream);
    const std::string text = report::render(output.format, content);
    if (!output.file.empty()) {
      const auto written = project::writeFile(output.file, text);
      if (!written) session.fail(written.error());
    } else if (stream == Stream::kOut) {
      print(session, text);
    } else {
      write(stream, text);
    }
  }
}

bool failsBy(const lint::LintResult& result, config::FailOn failOn) {
  if (failOn == config::FailOn::kNever) return false;
  const auto least =
      failOn == config::FailOn::kError ? lint::Severity::kError : lint::Severity::kWarning;
  for (const lint::Finding& finding : result.findings) {
    if (finding.severity >= least) return true;
  }
  return false;
}

}  // namespace htlint::cli
