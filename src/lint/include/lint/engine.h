#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lint/finding.h"
#include "lint/settings.h"
#include "lint/site.h"

namespace htlint::lint {

/// What a file comes to, independent of rules, severities and suppressions.
struct FileVerdict {
  std::string path;
  FileKind kind = FileKind::kHtaccess;
  httpd::VerdictState state = httpd::VerdictState::kAccepted;
  std::uint32_t line = 0;  ///< 1-based, of the error httpd stops at; 0 = none
  Text message;            ///< empty when accepted
  std::vector<std::string> args;
};

/// The outcome of one run over one site.
struct LintResult {
  std::vector<FileVerdict> files;  ///< in the order of SiteInput::files
  std::vector<Finding> findings;   ///< sorted by path, place, rule
  /// RuleInfo objects of custom rules that the findings point at.
  std::shared_ptr<const void> customRules;
};

/// Runs every rule over the site and passes the findings through the result processors.
/// Thread-safe.
[[nodiscard]] LintResult lint(const Site& site, const LintSettings& settings);

}  // namespace htlint::lint
