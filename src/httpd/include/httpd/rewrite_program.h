#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "htaccess/arguments.h"
#include "htaccess/document.h"
#include "httpd/regex.h"

namespace htlint::httpd {

/// How a RewriteCond compares (httpd 2.4.71 mod_rewrite cmd_rewritecond).
enum class ConditionKind : std::uint8_t {
  kRegex,
  kFile,          ///< -f
  kFileSize,      ///< -s
  kDirectory,     ///< -d
  kExecutable,    ///< -x
  kSymbolicLink,  ///< -h -l -L
  kUrlLookup,     ///< -U
  kFileLookup,    ///< -F
  kStringLess,
  kStringLessEqual,
  kStringEqual,
  kStringGreater,
  kStringGreaterEqual,
  kIntegerLess,
  kIntegerLessEqual,
  kIntegerEqual,
  kIntegerNotEqual,
  kIntegerGreater,
  kIntegerGreaterEqual,
  kExpression,  ///< test string `expr`
};

/// One RewriteCond that httpd accepts.
struct RewriteCondition {
  htaccess::NodeId node = htaccess::kNoNode;
  htaccess::Argument testString;
  htaccess::Argument pattern;  ///< as written, `!` and operator included
  ConditionKind kind = ConditionKind::kRegex;
  bool negated = false;
  bool ignoreCase = false;
  bool orNext = false;
  bool noVary = false;
  std::string operand;         ///< what follows `!` and the operator
  std::optional<Regex> regex;  ///< kRegex only
};

/// Flags of one RewriteRule that httpd accepts.
struct RewriteFlags {
  bool last = false, end = false, chain = false, newRound = false, noCase = false;
  bool noEscape = false, noSubRequest = false, passThrough = false, proxy = false;
  bool queryAppend = false, queryDiscard = false, queryLast = false;
  bool escapeBackReferences = false, escapeNoPlus = false, escapeControls = false;
  bool discardPathInfo = false, unsafeAllow3F = false, unsafePrefixStat = false,
       keepSlashes = false;
  bool forbidden = false, gone = false;
  bool redirect = false;                 ///< [R], with any status
  int status = 0;                        ///< of [R=...], [F] and [G]; 302 for a bare [R]; 0 without
  int skip = 0;                          ///< [S=n]
  int maxRounds = 32000;                 ///< [N=n] (httpd 2.4 REWRITE_MAX_ROUNDS)
  std::string escapeOnly;                ///< characters of [B=...]
  std::string escapeExcept;              ///< characters of [BNE=...]
  std::vector<std::string> environment;  ///< values of [E=...]
  std::vector<std::string> cookies;      ///< values of [CO=...]
  std::string mimeType;                  ///< [T=...]
  std::string handler;                   ///< [H=...]
};

/// One RewriteRule that httpd accepts, with the conditions that belong to it.
struct RewriteRule {
  htaccess::NodeId node = htaccess::kNoNode;
  htaccess::Argument pattern;       ///< as written, `!` included
  htaccess::Argument substitution;  ///< as written
  std::optional<htaccess::Argument> flagsArgument;
  bool negated = false;
  std::optional<Regex> regex;  ///< always set; optional for being default-constructible
  RewriteFlags flags;
  bool noSubstitution = false;  ///< `-`
  std::vector<RewriteCondition> conditions;
};

/// The mod_rewrite directives that share one configuration: those at file level (transparent
/// sections such as <IfModule> and <Limit> included), or those of one <If>, <Files> ... section.
struct RewriteScope {
  htaccess::NodeId section = htaccess::kNoNode;  ///< kNoNode = file level
  std::optional<bool> engine;                 ///< the last RewriteEngine decides; unset = inherited
  std::vector<htaccess::NodeId> engineNodes;  ///< every RewriteEngine, in file order
  std::optional<std::string> base;            ///< the last RewriteBase
  std::vector<std::string> options;           ///< RewriteOptions
  std::vector<RewriteRule> rules;             ///< in file order
  std::vector<RewriteCondition> dangling;     ///< conditions after the last rule
  /// Whether any mod_rewrite directive stands here: then the parent's rules are discarded.
  bool present = false;
};

/// What mod_rewrite makes of one `.htaccess` file. scopes[0] is always the file level.
/// Only what httpd executes is in it: nothing from a false <IfModule>, no refused directive.
struct RewriteProgram {
  std::vector<RewriteScope> scopes;
};

}  // namespace htlint::httpd
