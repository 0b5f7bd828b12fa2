#pragma once

#include <cstdint>

#include "catalogue/directives.h"
#include "effective_line.h"
#include "error_sink.h"

namespace htlint::httpd {

/// What the opening line of a section that runs while reading decides about its body.
enum class Decision : std::uint8_t {
  kRead,     ///< the condition holds: the body is read as if the section were not there
  kSkip,     ///< it does not: the body is skipped, sections in it must nest all the same
  kUnknown,  ///< the target does not tell (<IfFile>)
  kMacro,    ///< <Macro>: the body is kept for `Use`
};

/// Evaluates <IfModule>, <IfDefine>, <IfVersion>, <IfFile>, <IfDirective>, <IfSection> and <Macro>
/// (httpd 2.4.71 server/core.c start_ifmod and its siblings, mod_version start_ifversion), adding
/// what httpd refuses in their opening line.
[[nodiscard]] Decision decideSection(const catalogue::Directive& entry, const EffectiveLine& line,
                                     const Target& target, ErrorSink& errors);

/// The text of a section's opening line up to its last `>`; adds what is wrong with it.
/// nullopt: no `>`, reported.
[[nodiscard]] std::optional<std::string_view> sectionArgument(const EffectiveLine& line,
                                                              ErrorSink& errors);
/// Adds kSectionWithoutArgument.
void reportMissingArgument(const EffectiveLine& line, ErrorSink& errors);

/// Warns of text behind the last `>`.
void warnOfTextAfterBracket(const EffectiveLine& line, ErrorSink& errors);

}  // namespace htlint::httpd
