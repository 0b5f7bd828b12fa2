#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "lint/ascii.h"

/// Names of mod_rewrite's flags, for suggestions (httpd 2.4.71 mod_rewrite cmd_rewriterule_setflag
/// and cmd_rewritecond_setflag; the manual's page "RewriteRule Flags").
namespace htlint::rules {

struct FlagName {
  std::string_view name;    ///< upper case if short, else as in the manual
  bool takesValue = false;  ///< any text
};

inline constexpr std::array kRuleFlags = {
    FlagName{"B"},
    FlagName{"BCTLS"},
    FlagName{"BNE", true},
    FlagName{"BNP"},
    FlagName{"backrefernoplus"},
    FlagName{"backrefescaping"},
    FlagName{"C"},
    FlagName{"chain"},
    FlagName{"CO", true},
    FlagName{"cookie", true},
    FlagName{"DPI"},
    FlagName{"discardpath"},
    FlagName{"E", true},
    FlagName{"env", true},
    FlagName{"END"},
    FlagName{"F"},
    FlagName{"forbidden"},
    FlagName{"G"},
    FlagName{"gone"},
    FlagName{"H", true},
    FlagName{"handler", true},
    FlagName{"L"},
    FlagName{"last"},
    FlagName{"N"},
    FlagName{"next"},
    FlagName{"NC"},
    FlagName{"nocase"},
    FlagName{"NE"},
    FlagName{"noescape"},
    FlagName{"NS"},
    FlagName{"nosubreq"},
    FlagName{"P"},
    FlagName{"proxy"},
    FlagName{"PT"},
    FlagName{"passthrough"},
    FlagName{"QSA"},
    FlagName{"qsappend"},
    FlagName{"QSD"},
    FlagName{"qsdiscard"},
    FlagName{"QSL"},
    FlagName{"qslast"},
    FlagName{"R"},
    FlagName{"redirect"},
    FlagName{"S"},
    FlagName{"skip"},
    FlagName{"T", true},
    FlagName{"type", true},
    FlagName{"UNC"},
    FlagName{"UnsafeAllow3F"},
    FlagName{"UnsafePrefixStat"},
};

inline constexpr std::array kConditionFlags = {
    FlagName{"NC"},     FlagName{"nocase"}, FlagName{"OR"},
    FlagName{"ornext"}, FlagName{"NV"},     FlagName{"novary"},
};

/// The flags of `directive`: RewriteRule or RewriteCond.
inline std::span<const FlagName> flagsOf(std::string_view directive) {
  if (lint::equalsIgnoringCase(directive, "RewriteCond")) return kConditionFlags;
  return kRuleFlags;
}

/// Whether `flag` (`R=301`, `nc`) names a flag of `directive`.
inline bool isKnownFlag(std::string_view directive, std::string_view flag) {
  const std::string_view name = lint::trimBlanks(flag.substr(0, flag.find('=')));
  const auto flags = flagsOf(directive);
  return std::any_of(flags.begin(), flags.end(), [&](const FlagName& known) {
    return lint::equalsIgnoringCase(known.name, name);
  });
}

/// Whether `flag` is one whose value may be any text.
inline bool takesText(std::string_view directive, std::string_view flag) {
  const std::string_view name = flag.substr(0, flag.find('='));
  for (const FlagName& known : flagsOf(directive)) {
    if (known.takesValue && lint::equalsIgnoringCase(known.name, name)) return true;
  }
  return false;
}

/// Whether `list` (without brackets) consists of known flags, separated by commas.
inline bool areKnownFlags(std::string_view directive, std::string_view list) {
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t comma = std::min(list.find(',', from), list.size());
    if (!isKnownFlag(directive, list.substr(from, comma - from))) return false;
    from = comma + 1;
  }
  return true;
}

}  // namespace htlint::rules
