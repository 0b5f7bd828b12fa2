#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/engine.h"
#include "lint/site.h"

namespace htlint::lint::test {

/// A web root `.` with one `.htaccess`.
inline SiteInput siteWith(std::string_view htaccess) {
  SiteInput input;
  input.root = ".";
  input.wholeRoot = true;
  InputFile file;
  file.path = file.sitePath = ".htaccess";
  file.source = std::make_shared<text::SourceFile>(".htaccess", std::string(htaccess));
  input.entries.push_back({".htaccess", false, htaccess.size()});
  input.files.push_back(std::move(file));
  return input;
}

inline std::string textOf(const SiteInput& input) {
  return std::string(input.files.front().source->bytes());
}

/// A rule made for a test, with the words that every rule must have.
constexpr RuleInfo testRule(std::string_view name, void (*check)(Context&),
                            Group group = Group::kConfig) {
  RuleInfo rule;
  rule.name = name;
  rule.group = group;
  rule.message = {"message of {0}", "{0} のメッセージ"};
  rule.check = check;
  return rule;
}

inline std::vector<std::string> namesOf(const LintResult& result) {
  std::vector<std::string> names;
  for (const Finding& finding : result.findings) {
    names.push_back(std::to_string(finding.start().line) + " " + std::string(finding.rule->name));
  }
  return names;
}

using Names = std::vector<std::string>;

}  // namespace htlint::lint::test
