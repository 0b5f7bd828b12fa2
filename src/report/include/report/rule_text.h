#pragma once

#include <span>
#include <string>

#include "lint/rule.h"

namespace htlint::report {

/// Everything about one rule, for a person: its documentation with its facts in front.
[[nodiscard]] std::string explainText(const lint::RuleInfo& rule, lint::Language language,
                                      bool color);
/// One line for each rule under the heading of its group.
[[nodiscard]] std::string ruleListText(std::span<const lint::RuleInfo* const> rules,
                                       lint::Language language, bool color);
/// A JSON array with one object for each rule.
[[nodiscard]] std::string ruleListJson(std::span<const lint::RuleInfo* const> rules,
                                       lint::Language language);

}  // namespace htlint::report
