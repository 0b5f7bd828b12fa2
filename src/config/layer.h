#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/config.h"
#include "schema.h"
#include "toml_document.h"

namespace htlint::config {

/// One value for one key; or, with `key` null, the beginning of an element of `section`.
struct Assignment {
  const SectionInfo* section = nullptr;
  const KeyInfo* key = nullptr;
  lint::OptionValue value;
  Origin origin;
};

/// One setting of one rule; `option` is empty for its level.
struct RuleAssignment {
  std::string rule;
  std::string option;
  lint::OptionValue value;
  Origin origin;
};

struct Reference {
  std::string name;
  Origin origin;
};

/// What a file builds on.
struct Head {
  std::optional<Reference> profile;
  std::vector<Reference> extends;
};

/// What one file says itself, validated but not merged.
struct Layer {
  std::vector<Assignment> assignments;
  std::vector<RuleAssignment> rules;
};

/// Names that a file may use.
struct KnownNames {
  Rules rules;
  /// Names of [[custom-rules]]; those of each layer that is read are added.
  std::set<std::string, std::less<>> customRules;
};

/// Reads `profile` and `extends` of `root`, before anything else: what is read from there decides
/// which names are known. Relative paths get `folder` in front; problems are appended.
[[nodiscard]] Head readHead(const TomlValue& root, const std::string& folder,
                            std::vector<Problem>& problems);

/// Validates the rest of `root`. `folder` goes in front of relative paths; problems are appended.
[[nodiscard]] Layer readLayer(const TomlValue& root, const std::string& folder, KnownNames& known,
                              std::vector<Problem>& problems);

/// Puts `layer` on top of `config`.
void applyLayer(Config& config, const Layer& layer);

/// `path` seen from where `folder` is seen; absolute paths stay.
[[nodiscard]] std::string joinPath(const std::string& folder, const std::string& path);

/// Whether a value of `profile` is a path; built-in profiles go by their name alone.
[[nodiscard]] bool isFileName(std::string_view profile);

/// The canonical name of a rule, group or custom rule; a problem if there is none.
[[nodiscard]] tl::expected<std::string, Problem> checkRuleName(const std::string& name,
                                                               const Origin& where,
                                                               const KnownNames& known,
                                                               bool groupsToo);

/// `name` is not among `allowed`; adds the nearest of `candidates` as a suggestion.
[[nodiscard]] Problem unknownName(const Origin& where, const lint::Text& what,
                                  std::string_view name,
                                  const std::vector<std::string_view>& candidates);

/// `value` is none of `choices`.
[[nodiscard]] Problem badChoice(const Origin& where, std::string_view key, std::string_view value,
                                std::span<const std::string_view> choices);

}  // namespace htlint::config
