#include <fmt/format.h>

#include "config/config.h"
#include "schema.h"
#include "toml_text.h"

namespace htlint::config {
namespace {

std::string comment(const Origin& origin, lint::Language language) {
  const bool japanese = language == lint::Language::kJapanese;
  if (origin.isDefault()) return japanese ? "# 既定値" : "# default";
  const std::string place =
      origin.line == 0 ? origin.path : fmt::format("{}:{}", origin.path, origin.line);
  return japanese ? fmt::format("# {} から", place) : fmt::format("# from {}", place);
}

std::string levelOf(const lint::RuleSetting& setting) {
  if (setting.off) return "off";
  return setting.severity ? std::string(lint::toString(*setting.severity)) : "on";
}

class Printer {
 public:
  Printer(const Config& config, lint::Language language) : config_(config), language_(language) {}

  std::string print() {
    for (const SectionInfo& section : sections()) {
      if (section.kind == SectionKind::kRules) {
        printRules();
      } else if (section.kind == SectionKind::kArrayOfTables) {
        printElements(section);
      } else {
        if (!section.name.empty()) line(fmt::format("\n[{}]", section.name));
        printKeys(section, 0, {});
      }
    }
    return std::move(out_);
  }

 private:
  void line(std::string_view text) { out_ += fmt::format("{}\n", text); }

  void printKeys(const SectionInfo& section, std::size_t element, const Origin& elementOrigin) {
    const bool isElement = section.kind == SectionKind::kArrayOfTables;
    for (const KeyInfo& key : keys()) {
      if (key.section != section.name) continue;
      const auto value = key.fetch(config_, element);
      if (!value) continue;
      const Origin origin = isElement ? elementOrigin : config_.originOf(dottedName(key));
      line(fmt::format("{} = {}  {}", key.name, toToml(*value), comment(origin, language_)));
    }
  }

  void printElements(const SectionInfo& section) {
    for (std::size_t i = 0;; ++i) {
      const auto origin = config_.origins.find(fmt::format("{}.{}", section.name, i));
      if (origin == config_.origins.end()) return;
      line(fmt::format("\n[[{}]]", section.name));
      printKeys(section, i, origin->second);
    }
  }

  void printRules() {
    if (config_.rules.empty()) return;
    line("\n[rules]");
    for (const auto& [name, setting] : config_.rules) {
      const std::string key = "rules." + name;
      if (setting.options.empty()) {
        line(fmt::format("{} = \"{}\"  {}", name, levelOf(setting),
                         comment(config_.originOf(key), language_)));
        continue;
      }
      if (config_.origins.contains(key)) {
        line(fmt::format("{}.severity = \"{}\"  {}", name, levelOf(setting),
                         comment(config_.originOf(key), language_)));
      }
      for (const auto& [option, value] : setting.options) {
        line(fmt::format("{}.{} = {}  {}", name, option, toToml(value),
                         comment(config_.originOf(key + "." + option), language_)));
      }
    }
  }

  const Config& config_;
  lint::Language language_;
  std::string out_;
};

}  // namespace

std::string basicString(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (byte < 0x20 || byte == 0x7F) {
      result += fmt::format("\\u{:04X}", byte);
    } else {
      result.push_back(c);
    }
  }
  return result + "\"";
}

std::string toToml(const lint::OptionValue& value) {
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "true" : "false";
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* string = std::get_if<std::string>(&value)) return basicString(*string);
  std::string result;
  for (const std::string& item : std::get<std::vector<std::string>>(value)) {
    if (!result.empty()) result += ", ";
    result += basicString(item);
  }
  return "[" + result + "]";
}

std::string showText(const Config& config, lint::Language language) {
  return Printer(config, language).print();
}

std::string templateText(lint::Language language) {
  std::string out;
  for (const SectionInfo& section : sections()) {
    const std::string_view about = section.description.in(language);
    if (section.name.empty()) {
      out += fmt::format("# {}\n", about);
    } else if (section.kind == SectionKind::kArrayOfTables) {
      out += fmt::format("\n# {}\n# [[{}]]\n", about, section.name);
    } else {
      out += fmt::format("\n# {}\n[{}]\n", about, section.name);
    }
    if (section.kind == SectionKind::kRules) {
      out += "# https-redirect-temporary = \"error\"\n";
    }
    for (const KeyInfo& key : keys()) {
      if (key.section != section.name) continue;
      out += fmt::format("# {} = {}  # {}\n", key.name, key.example, key.description.in(language));
    }
  }
  return out;
}

}  // namespace htlint::config
