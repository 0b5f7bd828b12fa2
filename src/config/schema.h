#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "config/config.h"

namespace htlint::config {

/// What a key's value must be.
enum class KeyType : std::uint8_t {
  kString,
  kPath,        ///< string; relative to the folder of the file that says it
  kProfile,     ///< name of a built-in profile, or path of a file
  kStringList,  ///< array of strings
  kPathOrPaths,
  kModules,    ///< "all", "@FILE" or an array of names
  kRuleNames,  ///< array of rule or group names
};

enum class SectionKind : std::uint8_t { kTable, kArrayOfTables, kRules };

struct SectionInfo {
  std::string_view name;  ///< empty: the top level
  SectionKind kind;
  lint::Text description;
};

/// One key of htlint.toml. Strings reach `store` as std::string, lists as vectors.
struct KeyInfo {
  std::string_view section;
  std::string_view name;
  KeyType type;
  std::span<const std::string_view> choices;  ///< the only values; empty = any
  bool required;                              ///< in every element of its array of tables
  lint::Text description;
  std::string_view example;  ///< a TOML value
  /// Puts the value into the configuration; for an array of tables into its last element. Null
  /// for keys that decide what is loaded.
  void (*store)(Config&, const lint::OptionValue&);
  /// The present value; nullopt when there is none. `element` is the index in an array of tables.
  std::optional<lint::OptionValue> (*fetch)(const Config&, std::size_t element);
};

/// The one description of htlint.toml: validation, `config show`, `config init` and
/// `config schema` all read it. Keys of one section are neighbours, in the order of the sections.
[[nodiscard]] std::span<const SectionInfo> sections();
[[nodiscard]] std::span<const KeyInfo> keys();

/// Null if there is none.
[[nodiscard]] const SectionInfo* findSection(std::string_view name);
[[nodiscard]] const KeyInfo* findKey(std::string_view section, std::string_view name);
/// `site.host`, or `profile` for a key of the top level.
[[nodiscard]] std::string dottedName(const KeyInfo& key);

/// What a rule may be set to, beside a table of its options.
[[nodiscard]] std::span<const std::string_view> ruleLevels();
/// The option name under which a rule's table gives its level.
inline constexpr std::string_view kSeverityOption = "severity";

/// "error", "warning", "info"; nullopt for anything else.
[[nodiscard]] std::optional<lint::Severity> parseSeverity(std::string_view text);

}  // namespace htlint::config
