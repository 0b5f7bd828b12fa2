#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "config/config.h"

namespace htlint::config {

struct TomlEntry;

/// A TOML value with its place. Tables keep the order of the file.
struct TomlValue {
  /// Floats, dates and times, which htlint.toml has no use for; holds their type's name.
  struct Other {
    std::string type;
  };
  using Array = std::vector<TomlValue>;
  using Table = std::vector<TomlEntry>;

  Origin where;
  std::variant<bool, std::int64_t, std::string, Array, Table, Other> value;

  template <typename T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&value);
  }
  /// "boolean", "integer", "string", "array", "table", "float", "date" ...
  [[nodiscard]] std::string_view typeName() const;
};

struct TomlEntry {
  std::string key;
  Origin where;  ///< of the key
  TomlValue value;
};

/// Reads TOML 1.0; the value is a table. `path` is how the text is named in origins.
[[nodiscard]] tl::expected<TomlValue, Problem> parseToml(std::string_view text,
                                                         const std::string& path);

}  // namespace htlint::config
