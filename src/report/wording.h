#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/engine.h"
#include "mask.h"
#include "report/report.h"

namespace htlint::report {

/// A text about a file: its bytes, and what people can read.
struct Wording {
  std::string bytes;    ///< arguments as the file has them: may not be UTF-8
  std::string display;  ///< valid UTF-8, control characters as pictures

  /// The bytes say more than `display` does.
  [[nodiscard]] bool losesBytes() const;
};

[[nodiscard]] Wording messageOf(const lint::Finding& finding, lint::Language language,
                                Masks& masks);
[[nodiscard]] Wording helpOf(const lint::Finding& finding, lint::Language language, Masks& masks);
[[nodiscard]] Wording messageOf(const lint::Related& related, lint::Language language,
                                Masks& masks);
[[nodiscard]] Wording titleOf(const lint::Fix& fix, const lint::Finding& finding,
                              lint::Language language, Masks& masks);
/// `file` is the verdict's own, null if it is not at hand.
[[nodiscard]] Wording messageOf(const lint::FileVerdict& verdict, const text::SourceFilePtr& file,
                                lint::Language language, Masks& masks);

/// A path as people read it.
[[nodiscard]] std::string displayPath(std::string_view path);

/// `error`, `warning`, `info` in the language.
[[nodiscard]] std::string_view severityWord(lint::Severity severity, lint::Language language);
/// `safe`, `unsafe` in the language.
[[nodiscard]] std::string_view safetyWord(lint::FixSafety safety, lint::Language language);
/// What a rejected file means to its site, one sentence.
[[nodiscard]] std::string rejectionLine(const lint::FileVerdict& verdict, lint::Language language);
/// The last line of a report for people: how many of what, and what can be fixed.
[[nodiscard]] std::string summaryLine(const Summary& summary, lint::Language language);

}  // namespace htlint::report
