#include <fmt/format.h>

#include <algorithm>

#include "config/config.h"
#include "layer.h"
#include "schema.h"

namespace htlint::config {
namespace {

using Strings = std::vector<std::string>;

const KeyInfo* findDotted(std::string_view name) {
  for (const KeyInfo& key : keys()) {
    if (dottedName(key) == name) return &key;
  }
  return nullptr;
}

Strings split(const Strings& values, std::string_view separators) {
  Strings result;
  for (const std::string& value : values) {
    std::size_t start = 0;
    while (start <= value.size()) {
      const std::size_t end = std::min(value.find_first_of(separators, start), value.size());
      if (end > start) result.push_back(value.substr(start, end - start));
      start = end + 1;
    }
  }
  return result;
}

KnownNames namesOf(const Config& config, Rules rules) {
  KnownNames known{rules, {}};
  for (const lint::CustomRule& rule : config.customRules) known.customRules.insert(rule.name);
  return known;
}

tl::expected<lint::OptionValue, Problem> ruleNames(const Strings& names, const Origin& where,
                                                   const KnownNames& known) {
  Strings result;
  for (const std::string& name : names) {
    auto checked = checkRuleName(name, where, known, true);
    if (!checked) return tl::unexpected(std::move(checked.error()));
    result.push_back(std::move(*checked));
  }
  return lint::OptionValue(std::move(result));
}

/// The words of one option as the value that htlint.toml would give.
tl::expected<lint::OptionValue, Problem> valueOf(const KeyInfo& key, const CommandLineValue& option,
                                                 const KnownNames& known) {
  const Origin where{option.option, 0, 0};
  switch (key.type) {
    case KeyType::kRuleNames:
      return ruleNames(split(option.values, ", "), where, known);
    case KeyType::kModules: {
      const bool isFile = option.values.size() == 1 && option.values[0].starts_with('@');
      return isFile ? option.values : split(option.values, ", ");
    }
    case KeyType::kPathOrPaths:
      return lint::OptionValue(option.values);
    case KeyType::kStringList:
      // AllowOverride's own arguments contain commas.
      return split(option.values, key.name == "allow-override" ? " " : ", ");
    case KeyType::kString:
    case KeyType::kPath:
    case KeyType::kProfile:
      break;
  }
  const std::string value = option.values.empty() ? std::string() : option.values.back();
  const auto& choices = key.choices;
  if (!choices.empty() && std::find(choices.begin(), choices.end(), value) == choices.end()) {
    return tl::unexpected(badChoice(where, option.option, value, choices));
  }
  return lint::OptionValue(value);
}

}  // namespace

Expected<void> applyCommandLine(Config& config, std::span<const CommandLineValue> values,
                                Rules rules) {
  const KnownNames known = namesOf(config, rules);
  std::vector<Problem> problems;
  for (const CommandLineValue& option : values) {
    const KeyInfo* key = findDotted(option.key);
    if (key == nullptr || key->store == nullptr) {
      problems.push_back({{option.option, 0, 0},
                          fmt::format("there is no key `{}`", option.key),
                          fmt::format("`{}` というキーはありません", option.key)});
      continue;
    }
    auto value = valueOf(*key, option, known);
    if (!value) {
      problems.push_back(std::move(value.error()));
      continue;
    }
    key->store(config, *value);
    config.origins[option.key] = {option.option, 0, 0};
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return {};
}

}  // namespace htlint::config
