#pragma once

#include <span>
#include <string>
#include <vector>

#include "lint/rule.h"

/// A rule's documentation as pages and as text. All of it is made from RuleInfo.
namespace htlint::docs {

using Rules = std::span<const lint::RuleInfo* const>;

/// The Markdown page of one rule, ending with a line end. English pages are
/// docs/rules/<name>.md, Japanese ones docs/ja/rules/<name>.md; each links to the other.
[[nodiscard]] std::string rulePage(const lint::RuleInfo& rule, lint::Language language);

/// The Markdown page that lists all rules by group: docs/rules/README.md and
/// docs/ja/rules/README.md.
[[nodiscard]] std::string indexPage(Rules rules, lint::Language language);

/// A file below docs/.
struct Page {
  std::string path;  ///< `rules/<name>.md`, `ja/rules/<name>.md`, and a README.md in each folder
  std::string text;
};
[[nodiscard]] std::vector<Page> allPages(Rules rules);

/// The documentation of one rule as plain text for a terminal, its lines at most `width` columns
/// wide (examples excepted, which are never broken). `width` 0 = lines are not broken.
[[nodiscard]] std::string documentationText(const lint::RuleInfo& rule, lint::Language language,
                                            std::size_t width);

}  // namespace htlint::docs
