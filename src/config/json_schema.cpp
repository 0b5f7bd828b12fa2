#include <nlohmann/json.hpp>

#include "config/config.h"
#include "schema.h"

namespace htlint::config {
namespace {

using Json = nlohmann::ordered_json;

Json strings(std::span<const std::string_view> words) {
  Json result = Json::array();
  for (const std::string_view word : words) result.push_back(std::string(word));
  return result;
}

Json typeOf(const KeyInfo& key) {
  const Json string = {{"type", "string"}};
  const Json list = {{"type", "array"}, {"items", string}};
  switch (key.type) {
    case KeyType::kString: {
      Json result = string;
      if (!key.choices.empty()) result["enum"] = strings(key.choices);
      return result;
    }
    case KeyType::kPath:
    case KeyType::kProfile:
      return string;
    case KeyType::kStringList:
    case KeyType::kRuleNames:
      return list;
    case KeyType::kPathOrPaths:
      return {{"oneOf", Json::array({string, list})}};
    case KeyType::kModules: {
      const Json word = {{"type", "string"}, {"pattern", "^(all|@.+)$"}};
      return {{"oneOf", Json::array({word, list})}};
    }
  }
  return string;
}

Json table(std::string_view section) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const KeyInfo& key : keys()) {
    if (key.section != section) continue;
    Json value = typeOf(key);
    value["description"] = std::string(key.description.en);
    properties[std::string(key.name)] = std::move(value);
    if (key.required) required.push_back(std::string(key.name));
  }
  Json result = {{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
  if (!required.empty()) result["required"] = required;
  return result;
}

Json optionType(const lint::OptionInfo& option) {
  switch (option.type) {
    case lint::OptionInfo::Type::kBoolean:
      return {{"type", "boolean"}};
    case lint::OptionInfo::Type::kInteger:
      return {{"type", "integer"}};
    case lint::OptionInfo::Type::kString:
      return {{"type", "string"}};
    case lint::OptionInfo::Type::kStringList:
      return {{"type", "array"}, {"items", {{"type", "string"}}}};
  }
  return {};
}

Json ruleSchema(const lint::RuleInfo& rule, const Json& level) {
  Json properties = {{std::string(kSeverityOption), level}};
  for (const lint::OptionInfo& option : rule.options) {
    Json value = optionType(option);
    value["description"] = std::string(option.description.en);
    properties[std::string(option.name)] = std::move(value);
  }
  const Json options = {
      {"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
  return {{"description", std::string(rule.summary.en)}, {"oneOf", Json::array({level, options})}};
}

/// Names that are no rule of htlint's may be custom rules: their level only.
Json rulesTable(Rules rules) {
  const Json level = {{"enum", strings(ruleLevels())}};
  Json properties = Json::object();
  for (const lint::RuleInfo* rule : rules) {
    properties[std::string(rule->name)] = ruleSchema(*rule, level);
  }
  return {{"type", "object"}, {"properties", properties}, {"additionalProperties", level}};
}

}  // namespace

std::string schemaText(Rules rules) {
  Json schema = table("");
  for (const SectionInfo& section : sections()) {
    if (section.name.empty()) continue;
    Json value = section.kind == SectionKind::kRules ? rulesTable(rules) : table(section.name);
    if (section.kind == SectionKind::kArrayOfTables) {
      value = {{"type", "array"}, {"items", value}};
    }
    value["description"] = std::string(section.description.en);
    schema["properties"][std::string(section.name)] = std::move(value);
  }
  Json result = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"title", std::string(kFileName)}};
  result.update(schema);
  return result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace htlint::config
