#include "layer.h"

#include <fmt/format.h>

#include <algorithm>

namespace htlint::config {
namespace {

using lint::OptionInfo;
using lint::OptionValue;
using lint::RuleInfo;
using Strings = std::vector<std::string>;

constexpr lint::Text kString = {"a string", "文字列"};
constexpr lint::Text kStringArray = {"an array of strings", "文字列の配列"};
constexpr lint::Text kStringOrArray = {"a string or an array of strings", "文字列か文字列の配列"};
constexpr lint::Text kBoolean = {"true or false", "true か false"};
constexpr lint::Text kInteger = {"an integer", "整数"};
constexpr lint::Text kTable = {"a table", "テーブル"};
constexpr lint::Text kTableArray = {"an array of tables ([[...]])", "テーブルの配列 ([[...]])"};
constexpr lint::Text kLevelOrTable = {"a level such as \"error\" or \"off\", or a table of options",
                                      "\"error\"、\"off\" などの重大度か、オプションのテーブル"};

Problem wrongType(const TomlValue& value, std::string_view key, const lint::Text& wanted) {
  return {value.where, fmt::format("`{}` must be {}, not {}", key, wanted.en, value.typeName()),
          fmt::format("`{}` に書けるのは{}です ({} が書かれています)", key, wanted.ja,
                      value.typeName())};
}

std::string dotted(std::string_view section, std::string_view key) {
  return section.empty() ? std::string(key) : fmt::format("{}.{}", section, key);
}

bool isKebabCase(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return plain && !name.empty() && name.front() != '-' && name.back() != '-' &&
         name.find("--") == std::string_view::npos;
}

/// The strings of an array; a lone string where the key allows one.
std::vector<Reference> readStrings(const KeyInfo& key, const TomlValue& value,
                                   std::vector<Problem>& problems) {
  const bool loneAllowed = key.type == KeyType::kPathOrPaths || key.type == KeyType::kModules;
  if (const auto* lone = value.as<std::string>(); lone != nullptr && loneAllowed) {
    return {{*lone, value.where}};
  }
  const lint::Text& wanted = loneAllowed ? kStringOrArray : kStringArray;
  std::vector<Reference> result;
  const auto* array = value.as<TomlValue::Array>();
  if (array == nullptr) {
    problems.push_back(wrongType(value, dottedName(key), wanted));
    return result;
  }
  for (const TomlValue& item : *array) {
    if (const auto* string = item.as<std::string>()) {
      result.push_back({*string, item.where});
    } else {
      problems.push_back(wrongType(item, dottedName(key), wanted));
    }
  }
  return result;
}

/// Validates one file; the problems go to a list that the caller owns.
class LayerReader {
 public:
  LayerReader(const std::string& folder, KnownNames& known, std::vector<Problem>& problems)
      : folder_(folder), known_(known), problems_(problems) {}

  Layer read(const TomlValue& root) {
    const auto& table = *root.as<TomlValue::Table>();
    collectCustomRules(table);
    for (const TomlEntry& entry : table) {
      const SectionInfo* section = entry.key.empty() ? nullptr : findSection(entry.key);
      if (section != nullptr) {
        readSection(*section, entry);
      } else {
        readKey(*findSection(""), entry);
      }
    }
    return std::move(layer_);
  }

 private:
  /// Custom rules may be named above the place that defines them.
  void collectCustomRules(const TomlValue::Table& table) {
    for (const TomlEntry& entry : table) {
      const auto* elements = entry.value.as<TomlValue::Array>();
      if (entry.key != "custom-rules" || elements == nullptr) continue;
      for (const TomlValue& element : *elements) {
        const auto* fields = element.as<TomlValue::Table>();
        if (fields == nullptr) continue;
        for (const TomlEntry& field : *fields) {
          const auto* name = field.value.as<std::string>();
          if (field.key == "name" && name != nullptr) known_.customRules.insert(*name);
        }
      }
    }
  }

  void readSection(const SectionInfo& section, const TomlEntry& entry) {
    if (section.kind == SectionKind::kArrayOfTables) {
      readArrayOfTables(section, entry);
      return;
    }
    const auto* table = entry.value.as<TomlValue::Table>();
    if (table == nullptr) {
      problems_.push_back(wrongType(entry.value, section.name, kTable));
      return;
    }
    for (const TomlEntry& field : *table) {
      if (section.kind == SectionKind::kRules) {
        readRule(field);
      } else {
        readKey(section, field);
      }
    }
  }

  void readArrayOfTables(const SectionInfo& section, const TomlEntry& entry) {
    const auto* elements = entry.value.as<TomlValue::Array>();
    if (elements == nullptr) {
      problems_.push_back(wrongType(entry.value, section.name, kTableArray));
      return;
    }
    for (const TomlValue& element : *elements) {
      const auto* table = element.as<TomlValue::Table>();
      if (table == nullptr) {
        problems_.push_back(wrongType(element, section.name, kTableArray));
        continue;
      }
      layer_.assignments.push_back({&section, nullptr, false, element.where});
      for (const TomlEntry& field : *table) readKey(section, field);
      requireKeys(section, element.where, *table);
    }
  }

  void requireKeys(const SectionInfo& section, const Origin& where, const TomlValue::Table& table) {
    for (const KeyInfo& key : keys()) {
      if (key.section != section.name || !key.required) continue;
      const bool present = std::any_of(table.begin(), table.end(),
                                       [&](const TomlEntry& e) { return e.key == key.name; });
      if (present) continue;
      problems_.push_back(
          {where, fmt::format("this [[{}]] needs the key `{}`", section.name, key.name),
           fmt::format("この [[{}]] には `{}` が必要です", section.name, key.name)});
    }
  }

  void readKey(const SectionInfo& section, const TomlEntry& entry) {
    const KeyInfo* key = findKey(section.name, entry.key);
    if (key == nullptr) {
      reportUnknownKey(section, entry);
      return;
    }
    if (key->store == nullptr) return;  // what readHead reads
    if (std::optional<OptionValue> value = readValue(*key, entry.value)) {
      if (key->section == "custom-rules" && key->name == "name") checkCustomName(entry.value);
      layer_.assignments.push_back({&section, key, std::move(*value), entry.value.where});
    }
  }

  void reportUnknownKey(const SectionInfo& section, const TomlEntry& entry) {
    std::vector<std::string_view> candidates;
    for (const KeyInfo& key : keys()) {
      if (key.section == section.name) candidates.push_back(key.name);
    }
    if (section.name.empty()) {
      for (const SectionInfo& other : sections()) {
        if (!other.name.empty()) candidates.push_back(other.name);
      }
    }
    const std::string name = dotted(section.name, entry.key);
    Problem problem = unknownName(entry.where, {"key", "キー"}, entry.key, candidates);
    if (section.name.empty()) {
      problems_.push_back(std::move(problem));
      return;
    }
    problem.en += fmt::format(" (in [{}])", section.name);
    problem.ja += fmt::format(" ([{}] の中)", section.name);
    problems_.push_back(std::move(problem));
  }

  std::optional<OptionValue> readValue(const KeyInfo& key, const TomlValue& value) {
    const std::string name = dottedName(key);
    if (key.type == KeyType::kString || key.type == KeyType::kPath) {
      return readString(key, name, value);
    }
    if (key.type == KeyType::kModules) return readModules(key, value);
    const std::size_t before = problems_.size();
    Strings result;
    for (const Reference& item : readStrings(key, value, problems_)) {
      if (key.type == KeyType::kPathOrPaths) {
        result.push_back(joinPath(folder_, item.name));
      } else if (key.type != KeyType::kRuleNames) {
        result.push_back(item.name);
      } else if (auto known = checkRuleName(item.name, item.origin, known_, true)) {
        result.push_back(std::move(*known));
      } else {
        problems_.push_back(std::move(known.error()));
      }
    }
    if (problems_.size() != before) return std::nullopt;
    return result;
  }

  std::optional<OptionValue> readString(const KeyInfo& key, const std::string& name,
                                        const TomlValue& value) {
    const auto* string = value.as<std::string>();
    if (string == nullptr) {
      problems_.push_back(wrongType(value, name, kString));
      return std::nullopt;
    }
    const auto& choices = key.choices;
    if (!choices.empty() && std::find(choices.begin(), choices.end(), *string) == choices.end()) {
      problems_.push_back(badChoice(value.where, name, *string, choices));
      return std::nullopt;
    }
    return key.type == KeyType::kPath ? joinPath(folder_, *string) : *string;
  }

  std::optional<OptionValue> readModules(const KeyInfo& key, const TomlValue& value) {
    Strings result;
    const bool isArray = value.as<TomlValue::Array>() != nullptr;
    const std::size_t before = problems_.size();
    for (const Reference& item : readStrings(key, value, problems_)) {
      const bool isFile = !isArray && item.name.starts_with('@');
      if (!isArray && !isFile && item.name != "all") {
        problems_.push_back({item.origin,
                             fmt::format("`target.modules` is \"all\", \"@FILE\" or an array of "
                                         "module names, not \"{}\"",
                                         item.name),
                             fmt::format("`target.modules` に書けるのは \"all\"、\"@FILE\" "
                                         "かモジュール名の配列です (\"{}\" は書けません)",
                                         item.name)});
      }
      result.push_back(isFile ? "@" + joinPath(folder_, item.name.substr(1)) : item.name);
    }
    if (problems_.size() != before) return std::nullopt;
    return result;
  }

  void checkCustomName(const TomlValue& value) {
    const std::string& name = *value.as<std::string>();
    if (!isKebabCase(name)) {
      problems_.push_back(
          {value.where,
           fmt::format("`{}` is no name for a rule: lower-case words joined by hyphens", name),
           fmt::format("`{}` はルール名にできません。小文字の単語をハイフンでつなぎます", name)});
    } else if (lint::findRule(known_.rules, name) != nullptr) {
      problems_.push_back({value.where, fmt::format("htlint has a rule `{}` of its own", name),
                           fmt::format("`{}` は htlint 自身のルール名です", name)});
    }
  }

  void readRule(const TomlEntry& entry) {
    auto name = checkRuleName(entry.key, entry.where, known_, false);
    if (!name) {
      problems_.push_back(std::move(name.error()));
      return;
    }
    if (const auto* level = entry.value.as<std::string>()) {
      readLevel(*name, *level, entry.value.where);
    } else if (const auto* table = entry.value.as<TomlValue::Table>()) {
      for (const TomlEntry& field : *table) readRuleOption(*name, field);
    } else {
      problems_.push_back(wrongType(entry.value, "rules." + *name, kLevelOrTable));
    }
  }

  void readLevel(const std::string& rule, const std::string& level, const Origin& where) {
    const auto levels = ruleLevels();
    if (std::find(levels.begin(), levels.end(), level) == levels.end()) {
      problems_.push_back(badChoice(where, "rules." + rule, level, levels));
      return;
    }
    layer_.rules.push_back({rule, "", level, where});
  }

  void readRuleOption(const std::string& rule, const TomlEntry& field) {
    if (field.key == kSeverityOption) {
      if (const auto* level = field.value.as<std::string>()) {
        readLevel(rule, *level, field.value.where);
      } else {
        problems_.push_back(wrongType(field.value, rule + "." + field.key, kString));
      }
      return;
    }
    const RuleInfo* info = lint::findRule(known_.rules, rule);
    std::vector<std::string_view> candidates = {kSeverityOption};
    if (info != nullptr) {
      for (const OptionInfo& option : info->options) {
        if (option.name == field.key) {
          readOptionValue(rule, option, field);
          return;
        }
        candidates.push_back(option.name);
      }
    }
    Problem problem = unknownName(field.where, {"option", "オプション"}, field.key, candidates);
    problem.en += fmt::format(" (of rule {})", rule);
    problem.ja += fmt::format(" (ルール {})", rule);
    problems_.push_back(std::move(problem));
  }

  void readOptionValue(const std::string& rule, const OptionInfo& option, const TomlEntry& field) {
    const std::string name = fmt::format("rules.{}.{}", rule, option.name);
    switch (option.type) {
      case OptionInfo::Type::kBoolean:
        return storeOption<bool>(rule, name, kBoolean, field);
      case OptionInfo::Type::kInteger:
        return storeOption<std::int64_t>(rule, name, kInteger, field);
      case OptionInfo::Type::kString:
        return storeOption<std::string>(rule, name, kString, field);
      case OptionInfo::Type::kStringList:
        return storeListOption(rule, name, field);
    }
  }

  template <typename T>
  void storeOption(const std::string& rule, const std::string& name, const lint::Text& wanted,
                   const TomlEntry& field) {
    const T* value = field.value.as<T>();
    if (value == nullptr) {
      problems_.push_back(wrongType(field.value, name, wanted));
      return;
    }
    layer_.rules.push_back({rule, field.key, *value, field.value.where});
  }

  void storeListOption(const std::string& rule, const std::string& name, const TomlEntry& field) {
    const auto* array = field.value.as<TomlValue::Array>();
    Strings result;
    for (const TomlValue& item : array == nullptr ? TomlValue::Array{} : *array) {
      if (const auto* string = item.as<std::string>()) result.push_back(*string);
    }
    if (array == nullptr || result.size() != array->size()) {
      problems_.push_back(wrongType(field.value, name, kStringArray));
      return;
    }
    layer_.rules.push_back({rule, field.key, std::move(result), field.value.where});
  }

  const std::string& folder_;
  KnownNames& known_;
  std::vector<Problem>& problems_;
  Layer layer_;
};

}  // namespace

std::string joinPath(const std::string& folder, const std::string& path) {
  return (std::filesystem::path(folder) / path).lexically_normal().string();
}

Head readHead(const TomlValue& root, const std::string& folder, std::vector<Problem>& problems) {
  Head head;
  for (const TomlEntry& entry : *root.as<TomlValue::Table>()) {
    const KeyInfo* key = findKey("", entry.key);
    if (key == nullptr) continue;
    if (key->type == KeyType::kPathOrPaths) {
      for (const Reference& item : readStrings(*key, entry.value, problems)) {
        head.extends.push_back({joinPath(folder, item.name), item.origin});
      }
    } else if (key->type == KeyType::kProfile) {
      const auto* name = entry.value.as<std::string>();
      if (name == nullptr) {
        problems.push_back(wrongType(entry.value, key->name, kString));
      } else {
        head.profile = {isFileName(*name) ? joinPath(folder, *name) : *name, entry.value.where};
      }
    }
  }
  return head;
}

Layer readLayer(const TomlValue& root, const std::string& folder, KnownNames& known,
                std::vector<Problem>& problems) {
  return LayerReader(folder, known, problems).read(root);
}

}  // namespace htlint::config
