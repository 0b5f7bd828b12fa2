#include <nlohmann/json.hpp>

#include "docs/docs.h"

namespace htlint::docs {
namespace {

using Json = nlohmann::ordered_json;

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

Json ruleObject(const lint::RuleInfo& rule, lint::Language language) {
  Json object;
  object["name"] = rule.name;
  object["group"] = lint::toString(rule.group);
  object["severity"] = lint::toString(rule.severity);
  object["fix"] = lint::toString(rule.fix);
  object["since"] = rule.since;
  object["summary"] = rule.summary.in(language);
  object["message"] = rule.message.in(language);
  object["help"] = rule.help.in(language);
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

}  // namespace

std::string ruleListJson(Rules rules, lint::Language language) {
  Json list = Json::array();
  for (const lint::RuleInfo* rule : rules) list.push_back(ruleObject(*rule, language));
  return list.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace htlint::docs
