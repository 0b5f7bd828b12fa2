#include <fmt/format.h>

#include <array>

#include "layer.h"

namespace htlint::config {
namespace {

using lint::RuleInfo;

constexpr std::array<lint::Group, 7> kGroups = {
    lint::Group::kHttps,  lint::Group::kFile,        lint::Group::kConfig, lint::Group::kRewrite,
    lint::Group::kAccess, lint::Group::kCertificate, lint::Group::kHtlint};

}  // namespace

bool isFileName(std::string_view profile) {
  return profile.find('/') != std::string_view::npos || profile.ends_with(".toml");
}

tl::expected<std::string, Problem> checkRuleName(const std::string& name, const Origin& where,
                                                 const KnownNames& known, bool groupsToo) {
  if (const RuleInfo* rule = lint::findRule(known.rules, name)) return std::string(rule->name);
  if (known.customRules.contains(name)) return name;
  std::vector<std::string_view> candidates;
  for (const lint::Group group : kGroups) {
    if (lint::toString(group) != name) {
      if (groupsToo) candidates.push_back(lint::toString(group));
      continue;
    }
    if (groupsToo) return name;
    return tl::unexpected(Problem{
        where, fmt::format("`{}` is a group; [rules] takes single rules (see `ignore`)", name),
        fmt::format("`{}` はグループ名です。[rules] には個々のルールを書きます (`ignore` を参照)",
                    name)});
  }
  for (const RuleInfo* rule : known.rules) candidates.push_back(rule->name);
  for (const std::string& custom : known.customRules) candidates.push_back(custom);
  const lint::Text what =
      groupsToo ? lint::Text{"rule or group", "ルールやグループ"} : lint::Text{"rule", "ルール"};
  return tl::unexpected(unknownName(where, what, name, candidates));
}

}  // namespace htlint::config
