#include "rewrite_flags.h"

#include <algorithm>
#include <limits>

#include "ascii.h"

namespace htlint::httpd {
namespace {

struct Flag {
  std::string_view key;
  std::string_view value;  // empty without `=`
  std::size_t start = 0;   // in the argument's value
  std::size_t end = 0;
};

/// atoi of the C library, kept within int.
int toInteger(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && isSpace(text[at])) ++at;
  const bool negative = at < text.size() && text[at] == '-';
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  long number = 0;
  for (; at < text.size() && isDigit(text[at]); ++at) {
    number = std::min<long>(number * 10 + (text[at] - '0'), std::numeric_limits<int>::max());
  }
  return static_cast<int>(negative ? -number : number);
}

Flag flagIn(std::string_view list, std::size_t start, std::size_t end) {
  while (start < end && isSpace(list[start])) ++start;
  while (end > start && isSpace(list[end - 1])) --end;
  const std::string_view text = list.substr(start, end - start);
  const std::size_t equals = text.find('=');
  Flag flag{text.substr(0, equals), {}, start, end};
  if (equals != std::string_view::npos) flag.value = text.substr(equals + 1);
  return flag;
}

/// The flags between the brackets; nullopt, and reported, where the brackets are missing.
std::optional<std::vector<Flag>> splitFlags(const DirectiveCall& call,
                                            const htaccess::Argument& argument) {
  const std::string_view list = argument.value;
  if (list.size() < 2 || list.front() != '[' || list.back() != ']') {
    call.report(ConfigCode::kRewriteFlagDelimiters,
                {argument.range.start, std::max(argument.range.end, call.line.range().end)},
                {call.name(), argument.value});
    return std::nullopt;
  }
  std::vector<Flag> flags;
  std::size_t start = 1;
  while (true) {
    const std::size_t comma = list.find(',', start);
    const bool last = comma == std::string_view::npos;
    flags.push_back(flagIn(list, start, last ? list.size() - 1 : comma));
    if (last) return flags;
    start = comma + 1;
  }
}

/// A flag without side conditions: its names, and what it sets.
struct SimpleFlag {
  std::string_view shortName;
  std::string_view longName;
  bool RewriteFlags::*field;
  int since = 0;  // patch level of 2.4 that brought it
};

constexpr SimpleFlag kSimpleFlags[] = {
    {"BNP", "backrefernoplus", &RewriteFlags::escapeNoPlus, 26},
    {"C", "chain", &RewriteFlags::chain},
    {"END", "END", &RewriteFlags::end},
    {"L", "last", &RewriteFlags::last},
    {"NC", "nocase", &RewriteFlags::noCase},
    {"NE", "noescape", &RewriteFlags::noEscape},
    {"NS", "nosubreq", &RewriteFlags::noSubRequest},
    {"P", "proxy", &RewriteFlags::proxy},
    {"PT", "passthrough", &RewriteFlags::passThrough},
    {"QSA", "qsappend", &RewriteFlags::queryAppend},
    {"QSD", "qsdiscard", &RewriteFlags::queryDiscard},
    {"QSL", "qslast", &RewriteFlags::queryLast, 19},
    {"UnsafeAllow3F", "UnsafeAllow3F", &RewriteFlags::unsafeAllow3F, 60},
    {"UnsafePrefixStat", "UnsafePrefixStat", &RewriteFlags::unsafePrefixStat, 60},
    {"UNC", "UNC", &RewriteFlags::keepSlashes, 63},
};

enum class FlagResult : std::uint8_t { kTaken, kUnknown, kBadValue, kTooOld };

class RuleFlagReader {
 public:
  RuleFlagReader(const DirectiveCall& call, const htaccess::Argument& argument, RewriteFlags& flags)
      : call_(call), argument_(argument), flags_(flags) {}

  bool read(const Flag& flag) {
    const text::TextRange range = partOf(argument_, flag.start, flag.end);
    switch (apply(flag)) {
      case FlagResult::kTaken:
        return true;
      case FlagResult::kUnknown:
        call_.report(ConfigCode::kRewriteUnknownFlag, range, {call_.name(), std::string(flag.key)});
        return false;
      case FlagResult::kBadValue:
        call_.report(ConfigCode::kRewriteBadFlagValue, range,
                     {std::string(flag.key), std::string(flag.value)});
        return false;
      case FlagResult::kTooOld:
        call_.report(ConfigCode::kTargetTooOld, range,
                     {std::string(flag.key), "2.4." + std::to_string(since_)});
        return false;
    }
    return false;
  }

 private:
  static bool is(const Flag& flag, std::string_view shortName, std::string_view longName) {
    return equalsIgnoringCase(flag.key, shortName) || equalsIgnoringCase(flag.key, longName);
  }

  /// Whether the target is older than 2.4.`patch`, which brought a flag.
  bool isTooOld(int patch) {
    since_ = patch;
    return call_.target.version < Version{2, 4, patch};
  }

  FlagResult apply(const Flag& flag) {
    for (const SimpleFlag& simple : kSimpleFlags) {
      if (!is(flag, simple.shortName, simple.longName)) continue;
      if (isTooOld(simple.since)) return FlagResult::kTooOld;
      flags_.*simple.field = true;
      return FlagResult::kTaken;
    }
    if (is(flag, "B", "backrefescaping") || is(flag, "BNE", "BNE") || is(flag, "BCTLS", "BCTLS")) {
      return applyEscape(flag);
    }
    if (is(flag, "R", "redirect")) return applyRedirect(flag.value);
    return applyValue(flag);
  }

  FlagResult applyEscape(const Flag& flag) {
    const bool plain = is(flag, "B", "backrefescaping");
    if (!plain && isTooOld(57)) return FlagResult::kTooOld;
    if (is(flag, "BNE", "BNE")) {
      if (flag.value.empty()) return FlagResult::kBadValue;
      flags_.escapeExcept = flag.value;
      return FlagResult::kTaken;
    }
    flags_.escapeBackReferences = true;
    if (!plain) flags_.escapeControls = true;
    if (plain && !flag.value.empty()) flags_.escapeOnly = flag.value;
    return FlagResult::kTaken;
  }

  FlagResult applyRedirect(std::string_view value) {
    flags_.redirect = true;
    if (value.empty()) {
      if (flags_.status == 0) flags_.status = 302;
      return FlagResult::kTaken;
    }
    // Words that httpd does not know mean a temporary redirect.
    flags_.status = 302;
    if (equalsIgnoringCase(value, "permanent")) flags_.status = 301;
    if (equalsIgnoringCase(value, "seeother")) flags_.status = 303;
    if (!isDigit(value.front())) return FlagResult::kTaken;
    flags_.status = toInteger(value);
    return catalogue::isKnownStatus(flags_.status) ? FlagResult::kTaken : FlagResult::kBadValue;
  }

  FlagResult applyValue(const Flag& flag) {
    const std::string value(flag.value);
    if (is(flag, "F", "forbidden")) {
      flags_.forbidden = true;
      flags_.status = 403;
    } else if (is(flag, "G", "gone")) {
      flags_.gone = true;
      flags_.status = 410;
    } else if (is(flag, "E", "env")) {
      flags_.environment.push_back(value);
    } else if (is(flag, "CO", "cookie")) {
      flags_.cookies.push_back(value);
    } else if (is(flag, "H", "handler")) {
      flags_.handler = value;
    } else if (is(flag, "T", "type")) {
      flags_.mimeType = value;
    } else if (is(flag, "S", "skip")) {
      flags_.skip = toInteger(value);
    } else if (is(flag, "N", "next")) {
      flags_.newRound = true;
      if (!value.empty()) flags_.maxRounds = toInteger(value);
    } else if (startsWithIgnoringCase(flag.key, "D")) {
      // Every other word that begins with D is taken without a word, and without effect.
      const bool known = is(flag, "D", "DPI") || equalsIgnoringCase(flag.key, "discardpath");
      flags_.discardPathInfo = flags_.discardPathInfo || known;
    } else {
      return FlagResult::kUnknown;
    }
    return FlagResult::kTaken;
  }

  const DirectiveCall& call_;
  const htaccess::Argument& argument_;
  RewriteFlags& flags_;
  int since_ = 0;
};

}  // namespace

bool readRuleFlags(const DirectiveCall& call, const htaccess::Argument& argument,
                   RewriteFlags& flags) {
  const auto list = splitFlags(call, argument);
  if (!list) return false;
  RuleFlagReader reader(call, argument, flags);
  bool good = true;
  for (const Flag& flag : *list) good = reader.read(flag) && good;
  return good;
}

bool readConditionFlags(const DirectiveCall& call, const htaccess::Argument& argument,
                        ConditionFlags& flags) {
  const auto list = splitFlags(call, argument);
  if (!list) return false;
  bool good = true;
  for (const Flag& flag : *list) {
    const auto is = [&flag](std::string_view name) { return equalsIgnoringCase(flag.key, name); };
    if (is("NC") || is("nocase")) {
      flags.noCase = true;
    } else if (is("OR") || is("ornext")) {
      flags.orNext = true;
    } else if (is("NV") || is("novary")) {
      flags.noVary = true;
    } else {
      call.report(ConfigCode::kRewriteUnknownFlag, partOf(argument, flag.start, flag.end),
                  {call.name(), std::string(flag.key)});
      good = false;
    }
  }
  return good;
}

}  // namespace htlint::httpd
