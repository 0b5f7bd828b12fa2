#include "report/report.h"

#include <algorithm>
#include <array>

#include "formats.h"

namespace htlint::report {
namespace {

constexpr std::array<std::string_view, 6> kNames = {"full",  "concise", "json",
                                                    "jsonl", "sarif",   "github"};

void count(const lint::Finding& finding, Summary& summary) {
  switch (finding.severity) {
    case lint::Severity::kError:
      ++summary.errors;
      break;
    case lint::Severity::kWarning:
      ++summary.warnings;
      break;
    case lint::Severity::kInfo:
      ++summary.infos;
      break;
  }
  if (finding.fixes.empty()) return;
  const lint::Fix& fix = finding.fixes.front();
  if (fix.safety == lint::FixSafety::kUnsafe) ++summary.unsafe;
  if (fix.safety != lint::FixSafety::kSafe) return;
  ++summary.fixable;
  const bool creates = std::any_of(fix.edits.begin(), fix.edits.end(), [](const auto& edit) {
    return edit.kind == lint::FixEdit::Kind::kCreate;
  });
  if (creates) ++summary.creatable;
}

}  // namespace

std::span<const std::string_view> formatNames() { return kNames; }

std::optional<Format> parseFormat(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Format>(i);
  }
  return {};
}

Summary summarize(std::span<const lint::LintResult> results) {
  Summary summary;
  for (const lint::LintResult& result : results) {
    summary.files += result.files.size();
    for (const lint::Finding& finding : result.findings) count(finding, summary);
  }
  return summary;
}

std::string render(Format format, const Report& report) {
  switch (format) {
    case Format::kFull:
      return renderFull(report);
    case Format::kConcise:
      return renderConcise(report);
    case Format::kJson:
      return renderJson(report);
    case Format::kJsonl:
      return renderJsonLines(report);
    case Format::kSarif:
      return renderSarif(report);
    case Format::kGithub:
      return renderGithub(report);
  }
  return {};
}

}  // namespace htlint::report
