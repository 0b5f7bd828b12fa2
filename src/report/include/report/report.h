#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lint/engine.h"

namespace htlint::report {

enum class Format : std::uint8_t { kFull, kConcise, kJson, kJsonl, kSarif, kGithub };

[[nodiscard]] std::optional<Format> parseFormat(std::string_view name);
[[nodiscard]] std::span<const std::string_view> formatNames();

/// How many there are of each.
struct Summary {
  std::size_t files = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t fixable = 0;    ///< findings with a safe fix
  std::size_t creatable = 0;  ///< those of them whose fix creates a file, which needs --create
  std::size_t unsafe = 0;     ///< findings with an unsafe fix only
};
[[nodiscard]] Summary summarize(std::span<const lint::LintResult> results);

/// Everything that a report is made of. The results outlive it.
struct Report {
  std::string toolVersion;
  std::span<const lint::LintResult> results;     ///< one for each web root
  std::span<const lint::RuleInfo* const> rules;  ///< the whole table, for SARIF
  lint::Language language = lint::Language::kEnglish;
  bool color = false;  ///< kFull and kConcise
};

/// The report in `format`, UTF-8 whatever the files hold, ending with a line feed (or empty).
/// Private key material in a file's lines, in arguments of messages and in edits is left out.
[[nodiscard]] std::string render(Format format, const Report& report);

}  // namespace htlint::report
