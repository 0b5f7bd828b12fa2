#include "rule_runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace htlint::test {
namespace {

/// Findings and refusals together: what a fix may not add to.
std::map<std::string, int> countByRule(const lint::LintResult& result) {
  std::map<std::string, int> counts;
  for (const lint::Finding& finding : result.findings) ++counts[std::string(finding.rule->name)];
  return counts;
}

}  // namespace

std::vector<lint::Finding> findingsOf(const lint::RuleInfo& rule, const lint::LintResult& result) {
  std::vector<lint::Finding> findings;
  for (const lint::Finding& finding : result.findings) {
    if (finding.rule == &rule) findings.push_back(finding);
  }
  return findings;
}

std::string summary(const lint::Finding& finding) {
  const text::Position start = finding.start();
  return fmt::format("{}:{}:{} {}{}", finding.path, start.line, start.column,
                     lint::toString(finding.severity), finding.fatal ? " fatal" : "");
}

lint::FixResult fixOnly(const lint::RuleInfo& rule, const TestSite& site, bool unsafe) {
  lint::LintSettings settings = site.settings;
  if (rule.group != lint::Group::kHtlint) settings.select = {std::string(rule.name)};
  return lint::fixAll(site.input, settings, {unsafe});
}

std::vector<std::string> checkFixed(const lint::RuleInfo& rule, const TestSite& site,
                                    const lint::FixResult& result, bool unsafe,
                                    const std::vector<std::string>& mayRaise) {
  std::vector<std::string> failures;
  if (!result.converged) failures.emplace_back("the fix does not come to an end");
  for (const lint::RolledBackFix& fix : result.rolledBack) {
    failures.push_back(fmt::format("the fix of {} in {} was rolled back", fix.rule, fix.path));
  }
  const TestSite after{result.after, site.settings, site.certificates};
  for (const lint::FileChange& change : fixOnly(rule, after, unsafe).changes) {
    failures.push_back(fmt::format("a second fix changes {}:\n{}", change.path,
                                   change.after ? visible(change.after->bytes()) : ""));
  }
  auto before = countByRule(lint::lint(lint::Site(site.input), site.settings));
  for (const auto& [name, count] :
       countByRule(lint::lint(lint::Site(result.after), site.settings))) {
    const bool allowed = std::find(mayRaise.begin(), mayRaise.end(), name) != mayRaise.end();
    if (name != rule.name && count > before[name] && !allowed) {
      failures.push_back(
          fmt::format("after the fix, {} finds {} instead of {}", name, count, before[name]));
    }
  }
  return failures;
}

const text::SourceFile* fileAt(const lint::SiteInput& site, const std::string& path) {
  for (const lint::InputFile& file : site.files) {
    if (file.path == path) return file.source.get();
  }
  return nullptr;
}

std::string visible(std::string_view bytes) {
  const bool utf8 = text::isValidUtf8(bytes);
  std::string result = "    |";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      result += "\n    |";
    } else if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !utf8)) {
      result += fmt::format("\\x{:02X}", byte);
    } else {
      result.push_back(c);
    }
  }
  return result;
}

}  // namespace htlint::test
