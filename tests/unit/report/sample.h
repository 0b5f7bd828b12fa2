#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "lint/engine.h"
#include "report/report.h"

/// A rule and findings of it for the tests of the report room.
namespace htlint::report::sample {

inline constexpr lint::RuleInfo kRule{
    .name = "sample-rule",
    .group = lint::Group::kFile,
    .severity = lint::Severity::kError,
    .fix = lint::FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "Sample summary", .ja = "見本"},
    .message = {.en = "`{0}` is wrong", .ja = "`{0}` は誤りです"},
    .help = {.en = "Write it otherwise", .ja = "書き直してください"},
    .docs = {.en = "# Sample\n\nText.", .ja = "# 見本\n\n本文。"},
};
inline constexpr const lint::RuleInfo* kRules[] = {&kRule};

inline text::SourceFilePtr file(std::string path, std::string bytes) {
  return std::make_shared<text::SourceFile>(std::move(path), std::move(bytes));
}

/// A finding at the first place of `part` in `source`.
inline lint::Finding finding(const text::SourceFilePtr& source, std::string_view part) {
  lint::Finding result;
  result.rule = &kRule;
  result.severity = lint::Severity::kError;
  result.path = source->path();
  result.file = source;
  const auto start = static_cast<std::uint32_t>(source->bytes().find(part));
  result.range = {start, start + static_cast<std::uint32_t>(part.size())};
  result.args = {std::string(part)};
  return result;
}

inline void addFix(lint::Finding& finding, std::string replacement) {
  finding.fixes.push_back({.safety = lint::FixSafety::kSafe,
                           .title = {.en = "Replace `{0}`", .ja = "`{0}` を置き換える"},
                           .args = finding.args,
                           .edits = {{lint::FixEdit::Kind::kReplace, finding.path, finding.range,
                                      std::move(replacement)}}});
}

inline lint::LintResult result(lint::Finding finding) {
  lint::LintResult one;
  lint::FileVerdict verdict;
  verdict.path = finding.path;
  one.files.push_back(verdict);
  one.findings.push_back(std::move(finding));
  return one;
}

inline std::string rendered(Format format, const lint::LintResult& result,
                            lint::Language language = lint::Language::kEnglish) {
  return render(
      format,
      {.toolVersion = "0.1", .results = {&result, 1}, .rules = kRules, .language = language});
}

}  // namespace htlint::report::sample
