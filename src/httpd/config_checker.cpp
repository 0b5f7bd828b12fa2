#include "httpd/config_checker.h"

#include "error_sink.h"
#include "execution_phase.h"
#include "reading_phase.h"

namespace htlint::httpd {

namespace {

/// httpd reads these lines in ways that depend on how far its buffer has grown before (see
/// LogicalLine): what it then sees is not modelled.
bool dependsOnLineBuffer(const htaccess::Document& document) {
  constexpr std::uint32_t kFirstBufferSize = 206;
  for (const htaccess::LogicalLine& line : document.lines()) {
    const bool isText = !line.text().empty() && line.text().front() != '#';
    if (line.cutAtNul() && line.range().size() > kFirstBufferSize) return true;
    if (line.mayBeDropped() && isText) return true;
  }
  return false;
}

}  // namespace

ConfigReport checkConfig(const htaccess::Document& document, const Target& target) {
  ConfigReport report;
  if (!target.readsHtaccess()) {
    report.active.assign(document.nodes().size(), false);
    report.rewrite.scopes.emplace_back();
    return report;
  }
  ErrorSink errors;
  const Reading reading = readConfig(document, target, errors);
  executeConfig(document, target, reading, errors, report);
  errors.finish(report);
  if (dependsOnLineBuffer(document)) report.verdict = {VerdictState::kUnknown, std::nullopt};
  report.active.reserve(reading.fates.size());
  for (const NodeFate fate : reading.fates) report.active.push_back(fate != NodeFate::kSkipped);
  return report;
}

}  // namespace htlint::httpd
