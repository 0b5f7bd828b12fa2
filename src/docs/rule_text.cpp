#include <fmt/format.h>

#include <algorithm>

#include "docs/docs.h"
#include "example_label.h"
#include "plain_text.h"
#include "text/encoding.h"
#include "words.h"
#include "wrap.h"

namespace htlint::docs {
namespace {

using lint::Language;
using lint::RuleInfo;

std::string padded(std::string_view text, std::size_t columns) {
  const std::size_t width = text::displayWidth(text);
  return std::string(text) + std::string(columns > width ? columns - width : 0, ' ');
}

std::string factsText(const RuleInfo& rule, Language language) {
  return fmt::format("{}: {}  {}: {}  {}: {}  {}: {}\n", words::kGroup.in(language),
                     lint::toString(rule.group), words::kSeverity.in(language),
                     words::severity(rule.severity).in(language), words::kFix.in(language),
                     words::fix(rule.fix).in(language), words::kSince.in(language), rule.since);
}

std::string optionsText(const RuleInfo& rule, Language language, TextStyle style) {
  if (rule.options.empty()) return {};
  std::string result =
      fmt::format("\n{}\n\n    [rules.{}]\n", bold(words::kOptions.in(language), style), rule.name);
  for (const lint::OptionInfo& option : rule.options) {
    result += fmt::format("    {} = {}\n", option.name, option.defaultValue);
    result += wrap(option.description.in(language), style.width, "      # ", "      # ");
  }
  return result;
}

std::string referencesText(const RuleInfo& rule, Language language, TextStyle style) {
  if (rule.references.empty()) return {};
  std::string result = fmt::format("\n{}\n\n", bold(words::kReferences.in(language), style));
  for (const std::string_view reference : rule.references) {
    result += wrap(reference, style.width, "- ", "  ");
  }
  return result;
}

}  // namespace

std::string explainText(const RuleInfo& rule, Language language, TextStyle style) {
  return fmt::format("{}\n\n{}\n{}\n{}{}{}", bold(rule.name, style),
                     plainText(std::string(rule.summary.in(language)), style),
                     factsText(rule, language),
                     plainText(withExampleLabels(rule.docs.in(language), language), style),
                     optionsText(rule, language, style), referencesText(rule, language, style));
}

std::string ruleListText(Rules rules, Language language, TextStyle style) {
  std::size_t nameWidth = 0;
  std::size_t severityWidth = 0;
  for (const RuleInfo* rule : rules) {
    nameWidth = std::max(nameWidth, rule->name.size());
    severityWidth = std::max<std::size_t>(
        severityWidth, text::displayWidth(words::severity(rule->severity).in(language)));
  }
  std::string result;
  const RuleInfo* previous = nullptr;
  for (const RuleInfo* rule : rules) {
    if (previous == nullptr || previous->group != rule->group) {
      const std::string heading = fmt::format("{} ({})", words::group(rule->group).in(language),
                                              lint::toString(rule->group));
      result += fmt::format("{}{}\n", previous == nullptr ? "" : "\n", bold(heading, style));
    }
    const std::string first =
        fmt::format("  {}  {}  ", padded(rule->name, nameWidth),
                    padded(words::severity(rule->severity).in(language), severityWidth));
    result += wrap(rule->summary.in(language), style.width, first,
                   std::string(text::displayWidth(first), ' '));
    previous = rule;
  }
  return result;
}

}  // namespace htlint::docs
