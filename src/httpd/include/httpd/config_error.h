#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "htaccess/document.h"
#include "text/range.h"

namespace htlint::httpd {

/// What the configuration checker found. Each code is owned by exactly one rule, which gives it
/// words and fixes. Codes below kFirstWarning make httpd answer 500 for the whole directory;
/// the others are accepted and ignored by httpd, which is rarely what was meant.
enum class ConfigCode : std::uint8_t {
  // Reading the file: found before any directive is executed.
  kLineTooLong,             ///< args: length, limit
  kSectionNotClosed,        ///< args: section name
  kCloseWithoutOpen,        ///< args: name in the close line
  kCloseMismatch,           ///< args: expected name, name found
  kCloseWithoutBracket,     ///< args: name in the close line (`</Files` without `>`)
  kSectionWithoutBracket,   ///< args: section name (`<Files x` without `>`)
  kSectionWithoutArgument,  ///< args: section name
  kCloseWithText,           ///< args: name, text after it; a true <IfModule> is not closed by it
  // Opening lines of sections.
  kSectionExtraArgument,  ///< args: section name, text it does not take
  kSectionBadPattern,     ///< args: section name, pattern, PCRE2's message, byte offset in it
  kSectionBadMethod,      ///< args: section name, method, "unknown", "trace" or "overlap"
  kSectionBadVersion,     ///< args: section name, text that <IfVersion> cannot read
  kSectionBadExpression,  ///< args: section name, expression, reason
  kElseWithoutIf,         ///< args: section name
  // Naming directives.
  kUnknownDirective,  ///< args: name as written
  /// args: name, reason: "context" or the AllowOverride class it needs, enclosing section or ""
  kDirectiveNotAllowed,
  kTargetTooOld,    ///< args: name, version that introduced it
  kErrorDirective,  ///< args: text of the `Error` directive
  // Arity, where the directive is modelled.
  kWrongArgumentCount,  ///< args: directive name, number given
  kBadFlagArgument,     ///< args: directive name, argument (neither On nor Off)
  // mod_rewrite.
  kRewriteArgumentLine,    ///< args: directive name, text: fewer than two arguments
  kRewriteFlagDelimiters,  ///< args: directive name, third argument: not within [ ]
  kRewriteUnknownFlag,     ///< args: directive name, flag
  kRewriteBadFlagValue,    ///< args: flag, value: R=999, and BNE without one
  kRewriteBadPattern,      ///< args: directive name, pattern, PCRE2's message, byte offset in it
  kRewriteBaseNotUrlPath,  ///< args: argument
  kRewriteBadExpression,   ///< args: expression, reason
  kRewriteBadOption,       ///< args: option
  kFirstWarning,
  kRewriteConditionDangling = kFirstWarning,  ///< args: none; a RewriteCond that no rule follows
  kTextAfterSectionBracket,                   ///< args: section name, text httpd drops
  kSectionLeftOpenAccepted,  ///< args: section name: true <IfModule> etc. without its end
  kUndefinedVariable,        ///< args: name of an undefined ${NAME}
  kCount,
};

/// When httpd notices: the whole file is read first, then the directives are executed.
enum class Phase : std::uint8_t { kReading, kExecuting };

/// One error of a file, without words.
struct ConfigError {
  ConfigCode code;
  text::TextRange range;  ///< the bytes to point at
  htaccess::NodeId node = htaccess::kNoNode;
  std::vector<std::string> args;  ///< as ConfigCode says
  Phase phase = Phase::kExecuting;
  bool fatal = true;  ///< httpd refuses the file because of it (were it the only one)
};

}  // namespace htlint::httpd
