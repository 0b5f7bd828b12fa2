// The checker judges every file: no crash, ranges within the file, a verdict with its reason.
#include "httpd/config_checker.h"

#include "property.h"

namespace htlint::fuzz {
namespace {

void errorsAreOrdered(const httpd::ConfigReport& report, const text::SourceFile& file) {
  text::TextRange before;
  for (const httpd::ConfigError& error : report.errors) {
    require(error.range.start <= error.range.end && error.range.end <= file.size(),
            "an error lies within the file");
    require(error.range >= before, "errors are ordered");
    before = error.range;
  }
}

void verdictHasItsReason(const httpd::ConfigReport& report) {
  bool fatal = false;
  for (const httpd::ConfigError& error : report.errors) fatal = fatal || error.fatal;
  const bool rejected = report.verdict.state == httpd::VerdictState::kRejected;
  require(!rejected || report.verdict.error.has_value(), "a refusal has its error");
  require(!rejected || report.errors.at(*report.verdict.error).fatal, "that error is fatal");
  require(rejected || !fatal, "a fatal error is a refusal");
}

}  // namespace
}  // namespace htlint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace htlint::fuzz;
  const auto file = sourceOf(data, size);
  const htlint::htaccess::Document document(file);
  const htlint::httpd::ConfigReport report =
      htlint::httpd::checkConfig(document, htlint::httpd::Target());
  require(report.active.size() == document.nodes().size(), "every node is active or not");
  errorsAreOrdered(report, *file);
  verdictHasItsReason(report);
  return 0;
}
