#include <fmt/format.h>

#include "layer.h"

namespace htlint::config {
namespace {

void applyRule(Config& config, const RuleAssignment& assignment) {
  lint::RuleSetting& setting = config.rules[assignment.rule];
  std::string key = "rules." + assignment.rule;
  if (assignment.option.empty()) {
    const std::string& level = std::get<std::string>(assignment.value);
    setting.off = level == "off";
    setting.severity = parseSeverity(level);
  } else {
    key += "." + assignment.option;
    setting.options[assignment.option] = assignment.value;
  }
  config.origins[key] = assignment.origin;
}

std::size_t beginElement(Config& config, const SectionInfo& section) {
  if (section.name == "overrides") {
    config.overrides.emplace_back();
    return config.overrides.size() - 1;
  }
  config.customRules.emplace_back();
  return config.customRules.size() - 1;
}

}  // namespace

void applyLayer(Config& config, const Layer& layer) {
  for (const Assignment& assignment : layer.assignments) {
    if (assignment.key == nullptr) {
      const std::size_t index = beginElement(config, *assignment.section);
      config.origins[fmt::format("{}.{}", assignment.section->name, index)] = assignment.origin;
      continue;
    }
    assignment.key->store(config, assignment.value);
    if (assignment.section->kind != SectionKind::kArrayOfTables) {
      config.origins[dottedName(*assignment.key)] = assignment.origin;
    }
  }
  for (const RuleAssignment& assignment : layer.rules) applyRule(config, assignment);
}

}  // namespace htlint::config
