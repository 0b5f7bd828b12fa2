#include "httpd/config_checker.h"

#include "error_sink.h"
#include "execution_phase.h"
#include "reading_phase.h"

namespace htlint::httpd {

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
  report.active.reserve(reading.fates.size());
  for (const NodeFate fate : reading.fates) report.active.push_back(fate != NodeFate::kSkipped);
  return report;
}

}  // namespace htlint::httpd
