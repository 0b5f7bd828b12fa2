#include "toml_document.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace htlint::config {
namespace {

Origin originOf(const toml::source_region& region, const std::string& path) {
  return {path, region.begin.line, region.begin.column};
}

std::string typeOf(const toml::node& node) {
  std::ostringstream out;
  out << node.type();
  return out.str();
}

TomlValue convert(const toml::node& node, const std::string& path);

TomlValue::Table convertTable(const toml::table& table, const std::string& path) {
  TomlValue::Table entries;
  for (const auto& [key, child] : table) {
    entries.push_back({std::string(key.str()), originOf(key.source(), path), convert(child, path)});
  }
  // toml++ sorts by name; people read from top to bottom.
  std::stable_sort(entries.begin(), entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
    return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
  });
  return entries;
}

TomlValue convert(const toml::node& node, const std::string& path) {
  TomlValue result{originOf(node.source(), path), TomlValue::Other{}};
  if (const auto* boolean = node.as_boolean()) {
    result.value = boolean->get();
  } else if (const auto* integer = node.as_integer()) {
    result.value = integer->get();
  } else if (const auto* string = node.as_string()) {
    result.value = string->get();
  } else if (const auto* array = node.as_array()) {
    TomlValue::Array items;
    for (const toml::node& item : *array) items.push_back(convert(item, path));
    result.value = std::move(items);
  } else if (const auto* table = node.as_table()) {
    result.value = convertTable(*table, path);
  } else {
    result.value = TomlValue::Other{typeOf(node)};
  }
  return result;
}

}  // namespace

std::string_view TomlValue::typeName() const {
  if (as<bool>()) return "boolean";
  if (as<std::int64_t>()) return "integer";
  if (as<std::string>()) return "string";
  if (as<Array>()) return "array";
  if (as<Table>()) return "table";
  return as<Other>()->type;
}

tl::expected<TomlValue, Problem> parseToml(std::string_view text, const std::string& path) {
  try {
    const toml::table table = toml::parse(text);
    return TomlValue{{path, 1, 1}, convertTable(table, path)};
  } catch (const toml::parse_error& error) {
    const std::string reason(error.description());
    return tl::unexpected(Problem{originOf(error.source(), path), "not valid TOML: " + reason,
                                  "TOML として読めません: " + reason});
  }
}

}  // namespace htlint::config
