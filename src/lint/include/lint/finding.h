#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/fix.h"
#include "lint/rule.h"
#include "text/range.h"
#include "text/source_file.h"

namespace htlint::lint {

/// A second place that explains a finding.
struct Related {
  Text message;
  std::vector<std::string> args;
  std::string path;
  text::SourceFilePtr file;  ///< null when the path has no text (a folder, a missing file)
  text::TextRange range;
};

/// One problem at one place. Words are made from `rule`, `variant` and `args` when it is shown.
struct Finding {
  const RuleInfo* rule = nullptr;
  Severity severity = Severity::kWarning;
  bool fatal = false;                  ///< one of the reasons why httpd refuses the file
  std::optional<std::size_t> variant;  ///< index into rule->variants
  std::vector<std::string> args;
  std::string path;          ///< as shown to people
  text::SourceFilePtr file;  ///< null when there is no such file: then the place is 1:1
  text::TextRange range;
  std::vector<Related> related;
  std::vector<Fix> fixes;  ///< only the first is applied automatically
  /// Places whose configuration errors are consequences of this finding: the findings that only
  /// repeat them are dropped, and this one becomes fatal if one of them was.
  std::vector<text::TextRange> explains;
  /// Set on findings that a configuration error gave rise to.
  bool fromConfigError = false;

  [[nodiscard]] const Text& messageText() const;
  [[nodiscard]] const Text& helpText() const;
  [[nodiscard]] text::Position start() const;
  [[nodiscard]] text::Position end() const;
};

/// `text` in `language` with `{0}` ... replaced. Arguments are shown as they are.
[[nodiscard]] std::string render(const Text& text, const std::vector<std::string>& args,
                                 Language language);
[[nodiscard]] std::string renderMessage(const Finding& finding, Language language);
[[nodiscard]] std::string renderHelp(const Finding& finding, Language language);

}  // namespace htlint::lint
