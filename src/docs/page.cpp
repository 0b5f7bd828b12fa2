#include <fmt/format.h>

#include "docs/docs.h"
#include "example_label.h"
#include "words.h"

namespace htlint::docs {
namespace {

using lint::Language;
using lint::RuleInfo;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of('\n');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of('\n') + 1 - first);
}

/// From the page of one language to that of the other; `file` is in both folders.
std::string otherLanguageLink(std::string_view file, Language language) {
  const std::string_view folder = language == Language::kJapanese ? "../../rules/" : "../ja/rules/";
  return fmt::format("[{}]({}{})", words::kOtherLanguage.in(language), folder, file);
}

std::string factsTable(const RuleInfo& rule, Language language) {
  std::string result = fmt::format(
      "| {} | {} | {} | {} |\n| --- | --- | --- | --- |\n| {} | {} | {} | {} |\n",
      words::kGroup.in(language), words::kSeverity.in(language), words::kFix.in(language),
      words::kSince.in(language), lint::toString(rule.group),
      words::severity(rule.severity).in(language), words::fix(rule.fix).in(language), rule.since);
  if (rule.aliases.empty()) return result;
  result += fmt::format("\n{}:", words::kAliases.in(language));
  for (const std::string_view alias : rule.aliases) result += fmt::format(" `{}`", alias);
  return result + "\n";
}

std::string optionsSection(const RuleInfo& rule, Language language) {
  if (rule.options.empty()) return {};
  std::string result =
      fmt::format("\n## {}\n\n{}\n\n```toml\n[rules.{}]\n", words::kOptions.in(language),
                  words::kOptionsIntro.in(language), rule.name);
  for (const lint::OptionInfo& option : rule.options) {
    result += fmt::format("{} = {}  # {}\n", option.name, option.defaultValue,
                          option.description.in(language));
  }
  return result + "```\n";
}

std::string referencesSection(const RuleInfo& rule, Language language) {
  if (rule.references.empty()) return {};
  std::string result = fmt::format("\n## {}\n\n", words::kReferences.in(language));
  for (const std::string_view reference : rule.references) {
    const bool isAddress = reference.starts_with("http");
    result += isAddress ? fmt::format("- <{}>\n", reference) : fmt::format("- {}\n", reference);
  }
  return result;
}

}  // namespace

std::string rulePage(const RuleInfo& rule, Language language) {
  return fmt::format("<!-- {} -->\n\n# {}\n\n{}\n\n{}\n{}\n{}{}{}", words::kGenerated.in(language),
                     rule.name, rule.summary.in(language), factsTable(rule, language),
                     otherLanguageLink(std::string(rule.name) + ".md", language) + "\n",
                     withExampleLabels(trimmed(rule.docs.in(language)), language),
                     optionsSection(rule, language), referencesSection(rule, language));
}

std::vector<Page> allPages(Rules rules) {
  std::vector<Page> pages;
  for (const Language language : {Language::kEnglish, Language::kJapanese}) {
    const std::string folder = language == Language::kJapanese ? "ja/rules/" : "rules/";
    pages.push_back({folder + "README.md", indexPage(rules, language)});
    for (const RuleInfo* rule : rules) {
      pages.push_back({folder + std::string(rule->name) + ".md", rulePage(*rule, language)});
    }
  }
  return pages;
}

std::string indexPage(Rules rules, Language language) {
  std::string result =
      fmt::format("<!-- {} -->\n\n# {}\n\n{}\n", words::kGenerated.in(language),
                  words::kRules.in(language), otherLanguageLink("README.md", language));
  const RuleInfo* previous = nullptr;
  for (const RuleInfo* rule : rules) {
    if (previous == nullptr || previous->group != rule->group) {
      result += fmt::format("\n## {} (`{}`)\n\n| {} | {} | {} | {} |\n| --- | --- | --- | --- |\n",
                            words::group(rule->group).in(language), lint::toString(rule->group),
                            words::kRuleTitle.in(language), words::kSeverity.in(language),
                            words::kFix.in(language), words::kSummary.in(language));
    }
    result += fmt::format("| [{0}]({0}.md) | {1} | {2} | {3} |\n", rule->name,
                          words::severity(rule->severity).in(language),
                          words::fix(rule->fix).in(language), rule->summary.in(language));
    previous = rule;
  }
  return result;
}

}  // namespace htlint::docs
