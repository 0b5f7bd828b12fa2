#pragma once

#include <span>
#include <string>
#include <vector>

#include "lint/rule.h"

/// What is known about a rule, for people: its page, `htlint explain`, `htlint rules`. All of it is
/// made from RuleInfo.
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

/// How text for a terminal looks.
struct TextStyle {
  std::size_t width = 80;  ///< columns; 0 = lines are not broken
  bool color = false;      ///< headings in bold (ANSI)
};

/// `htlint explain RULE`: everything about one rule. Examples are never broken.
[[nodiscard]] std::string explainText(const lint::RuleInfo& rule, lint::Language language,
                                      TextStyle style);
/// `htlint rules`: one entry for each rule under the heading of its group.
[[nodiscard]] std::string ruleListText(Rules rules, lint::Language language, TextStyle style);
/// A JSON array with one object for each rule: all that RuleInfo says, in `language`.
[[nodiscard]] std::string ruleListJson(Rules rules, lint::Language language);

}  // namespace htlint::docs
