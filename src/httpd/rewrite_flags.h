#pragma once

#include "directive_check.h"

namespace htlint::httpd {

/// Flags of one RewriteCond.
struct ConditionFlags {
  bool noCase = false;
  bool orNext = false;
  bool noVary = false;
};

/// Reads the third argument of a RewriteRule (httpd 2.4.71 mod_rewrite cmd_parseflagfield and
/// cmd_rewriterule_setflag). False where httpd refuses it; every bad flag is reported.
[[nodiscard]] bool readRuleFlags(const DirectiveCall& call, const htaccess::Argument& argument,
                                 RewriteFlags& flags);

/// The same for a RewriteCond (cmd_rewritecond_setflag).
[[nodiscard]] bool readConditionFlags(const DirectiveCall& call, const htaccess::Argument& argument,
                                      ConditionFlags& flags);

}  // namespace htlint::httpd
