#pragma once

#include <array>
#include <map>
#include <string>

#include "config/config.h"

namespace htlint::test {

inline constexpr std::array<std::string_view, 1> kFormerNames = {"old-red-name"};
inline constexpr lint::OptionInfo kGreenOptions[] = {
    {"days", lint::OptionInfo::Type::kInteger, "30", {"days", "日数"}},
    {"words", lint::OptionInfo::Type::kStringList, "[]", {"words", "語"}},
    {"place", lint::OptionInfo::Type::kString, "\"front\"", {"place", "場所"}},
    {"loud", lint::OptionInfo::Type::kBoolean, "false", {"loud", "大声"}},
};
constexpr lint::RuleInfo makeRule(std::string_view name, lint::Group group,
                                  std::span<const lint::OptionInfo> options = {},
                                  std::span<const std::string_view> aliases = {}) {
  lint::RuleInfo rule{};
  rule.name = name;
  rule.group = group;
  rule.options = options;
  rule.aliases = aliases;
  return rule;
}

inline constexpr lint::RuleInfo kRed = makeRule("red-rule", lint::Group::kHttps, {}, kFormerNames);
inline constexpr lint::RuleInfo kGreen = makeRule("green-rule", lint::Group::kFile, kGreenOptions);
inline constexpr lint::RuleInfo kBlue = makeRule("blue-rule", lint::Group::kRewrite);

/// A table of rules that only the tests know.
inline constexpr const lint::RuleInfo* kRules[] = {&kRed, &kGreen, &kBlue};

/// A reader of files that exist only here.
inline config::ReadFile files(std::map<std::string, std::string> texts) {
  return [texts = std::move(texts)](
             const std::filesystem::path& path) -> tl::expected<std::string, std::string> {
    const auto found = texts.find(path.string());
    if (found == texts.end()) return tl::unexpected(std::string("No such file"));
    return found->second;
  };
}

}  // namespace htlint::test
