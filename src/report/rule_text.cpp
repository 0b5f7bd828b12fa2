#include "report/rule_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "style.h"
#include "wording.h"

namespace htlint::report {
namespace {

using Json = nlohmann::ordered_json;

bool isJapanese(lint::Language language) { return language == lint::Language::kJapanese; }

std::string fixText(lint::FixSafety fix, lint::Language language) {
  if (fix == lint::FixSafety::kNone) return isJapanese(language) ? "なし" : "none";
  return std::string(safetyWord(fix, language));
}

std::string optionsText(const lint::RuleInfo& rule, lint::Language language) {
  std::string text;
  for (const lint::OptionInfo& option : rule.options) {
    text += fmt::format("  {} = {}\n      {}\n", option.name, option.defaultValue,
                        option.description.in(language));
  }
  return text;
}

std::string_view typeName(lint::OptionInfo::Type type) {
  switch (type) {
    case lint::OptionInfo::Type::kBoolean:
      return "boolean";
    case lint::OptionInfo::Type::kInteger:
      return "integer";
    case lint::OptionInfo::Type::kString:
      return "string";
    case lint::OptionInfo::Type::kStringList:
      break;
  }
  return "list of strings";
}

Json ruleJson(const lint::RuleInfo& rule, lint::Language language) {
  Json object;
  object["name"] = rule.name;
  object["group"] = lint::toString(rule.group);
  object["severity"] = lint::toString(rule.severity);
  object["fix"] = lint::toString(rule.fix);
  object["since"] = rule.since;
  object["summary"] = rule.summary.in(language);
  object["docs"] = rule.docs.in(language);
  object["references"] = rule.references;
  object["aliases"] = rule.aliases;
  object["options"] = Json::array();
  for (const lint::OptionInfo& option : rule.options) {
    object["options"].push_back({{"name", option.name},
                                 {"type", typeName(option.type)},
                                 {"default", option.defaultValue},
                                 {"description", option.description.in(language)}});
  }
  return object;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == '\n' || text.front() == ' ')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string explainText(const lint::RuleInfo& rule, lint::Language language, bool color) {
  const Style style(color);
  const bool japanese = isJapanese(language);
  std::string text = style.bold(rule.name) + "\n" + std::string(rule.summary.in(language)) + "\n\n";
  text += fmt::format(fmt::runtime(japanese ? "グループ: {}  重大度: {}  修正: {}  導入: {}\n\n"
                                            : "group: {}  severity: {}  fix: {}  since: {}\n\n"),
                      lint::toString(rule.group),
                      style.severity(rule.severity, severityWord(rule.severity, language)),
                      fixText(rule.fix, language), rule.since);
  text += std::string(trimmed(rule.docs.in(language))) + "\n";
  if (!rule.options.empty()) {
    text +=
        "\n" + style.bold(japanese ? "オプション" : "Options") + "\n" + optionsText(rule, language);
  }
  if (!rule.references.empty()) {
    text += "\n" + style.bold(japanese ? "参考" : "References") + "\n";
    for (const std::string_view reference : rule.references)
      text += fmt::format("  {}\n", reference);
  }
  return text;
}

std::string ruleListText(std::span<const lint::RuleInfo* const> rules, lint::Language language,
                         bool color) {
  const Style style(color);
  std::size_t width = 0;
  for (const lint::RuleInfo* rule : rules) width = std::max(width, rule->name.size());
  std::string text;
  const lint::RuleInfo* previous = nullptr;
  for (const lint::RuleInfo* rule : rules) {
    if (previous == nullptr || previous->group != rule->group) {
      text += (previous == nullptr ? "" : "\n") + style.bold(lint::toString(rule->group)) + "\n";
    }
    previous = rule;
    text +=
        fmt::format("  {:{}}  {:7}  {:6}  {}\n", rule->name, width, lint::toString(rule->severity),
                    rule->fix == lint::FixSafety::kNone ? "" : lint::toString(rule->fix),
                    rule->summary.in(language));
  }
  return text;
}

std::string ruleListJson(std::span<const lint::RuleInfo* const> rules, lint::Language language) {
  Json list = Json::array();
  for (const lint::RuleInfo* rule : rules) list.push_back(ruleJson(*rule, language));
  return list.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace htlint::report
