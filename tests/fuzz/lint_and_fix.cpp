// Linting never crashes, and fixing is what it promises: it ends, a second run changes nothing, and
// the file is never worse than before.
#include <algorithm>

#include "lint/engine.h"
#include "lint/fix_loop.h"
#include "property.h"
#include "report/report.h"
#include "rules/rule_table.h"

namespace htlint::fuzz {
namespace {

constexpr std::int64_t kNow = 1767225600;  // 2026-01-01T00:00:00Z

// The first byte decides what is known about the site, so that fixes differ.
lint::SiteInput siteOf(std::uint8_t choice, const std::uint8_t* data, std::size_t size) {
  lint::SiteInput site;
  site.root = "www";
  site.wholeRoot = true;
  if ((choice & 1) != 0) site.settings.host = "www.example.co.jp";
  if ((choice & 2) != 0) site.settings.domains = {"other.example.jp"};
  site.settings.tlsAtProxy = (choice & 4) != 0;
  const char* const name = (choice & 8) != 0 ? "d/.htaccess" : ".htaccess";
  lint::InputFile file;
  file.path = site.pathOf(name);
  file.sitePath = name;
  file.source = sourceOf(data, size, file.path);
  site.entries = {{"index.html", false, 10}, {name, false, size}};
  site.files = {file};
  return site;
}

std::size_t fatalIn(const lint::LintResult& result) {
  return static_cast<std::size_t>(
      std::count_if(result.findings.begin(), result.findings.end(),
                    [](const lint::Finding& finding) { return finding.fatal; }));
}

bool isRejected(const lint::LintResult& result) {
  return std::any_of(result.files.begin(), result.files.end(), [](const lint::FileVerdict& file) {
    return file.state == httpd::VerdictState::kRejected;
  });
}

void rangesLieInTheirFiles(const lint::LintResult& result) {
  for (const lint::Finding& finding : result.findings) {
    const std::uint32_t size = finding.file ? finding.file->size() : 0;
    require(finding.range.start <= finding.range.end && finding.range.end <= size,
            std::string(finding.rule->name) + " reports within the file");
    require(!lint::renderMessage(finding, lint::Language::kJapanese).empty(),
            std::string(finding.rule->name) + " has words");
  }
}

void reportsAreText(const lint::LintResult& result) {
  const report::Report input{.toolVersion = "0",
                             .results = {&result, 1},
                             .rules = rules::table(),
                             .language = lint::Language::kEnglish,
                             .color = false};
  for (const report::Format format : {report::Format::kFull, report::Format::kSarif}) {
    require(text::isValidUtf8(report::render(format, input)), "a report is UTF-8");
  }
}

void fixKeepsItsPromises(const lint::SiteInput& site, const lint::LintSettings& settings,
                         const lint::LintResult& before, lint::FixPolicy policy) {
  const lint::FixResult fixed = lint::fixAll(site, settings, policy);
  require(fixed.converged, "fixing ends");
  // In a file that httpd refuses, a fix can uncover an error that the first one hid.
  require(isRejected(before) || fixed.rolledBack.empty(),
          "no fix is taken back: " +
              (fixed.rolledBack.empty() ? std::string() : fixed.rolledBack.front().rule));
  require(fatalIn(fixed.remaining) <= fatalIn(before), "a fix adds no fatal finding");
  require(isRejected(before) || !isRejected(fixed.remaining), "an accepted file stays accepted");
  const lint::FixResult again = lint::fixAll(fixed.after, settings, policy);
  require(again.changes.empty(), "a second run changes nothing");
}

}  // namespace
}  // namespace htlint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace htlint;
  if (size == 0) return 0;
  // Seeds are plain files: their first byte is both the choice and part of the text.
  const lint::SiteInput site = fuzz::siteOf(data[0], data, size);
  lint::LintSettings settings;
  settings.rules = rules::table();
  settings.now = fuzz::kNow;
  const lint::LintResult result = lint::lint(lint::Site(site), settings);
  fuzz::rangesLieInTheirFiles(result);
  fuzz::reportsAreText(result);
  fuzz::fixKeepsItsPromises(site, settings, result, {.unsafe = false});
  fuzz::fixKeepsItsPromises(site, settings, result, {.unsafe = true});
  return 0;
}
