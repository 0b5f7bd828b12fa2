#include "check_sections.h"

#include <algorithm>

#include "ascii.h"
#include "directive_lookup.h"
#include "expression_check.h"
#include "httpd/regex.h"
#include "section_condition.h"

namespace htlint::httpd {
namespace {

/// Methods that httpd registers by itself; HEAD shares the bit of GET.
constexpr std::string_view kMethods[] = {"GET",
                                         "PUT",
                                         "POST",
                                         "DELETE",
                                         "CONNECT",
                                         "OPTIONS",
                                         "TRACE",
                                         "PATCH",
                                         "PROPFIND",
                                         "PROPPATCH",
                                         "MKCOL",
                                         "COPY",
                                         "MOVE",
                                         "LOCK",
                                         "UNLOCK",
                                         "VERSION-CONTROL",
                                         "CHECKOUT",
                                         "UNCHECKOUT",
                                         "CHECKIN",
                                         "UPDATE",
                                         "LABEL",
                                         "REPORT",
                                         "MKWORKSPACE",
                                         "MKACTIVITY",
                                         "BASELINE-CONTROL",
                                         "MERGE"};
/// Those that mod_dav adds.
constexpr std::string_view kDavMethods[] = {"SEARCH", "BIND"};

std::uint64_t methodBit(std::string_view method, const Target& target) {
  if (method == "HEAD") method = "GET";
  std::uint64_t bit = 1;
  for (const std::string_view known : kMethods) {
    if (method == known) return bit;
    bit <<= 1U;
  }
  for (const std::string_view known : kDavMethods) {
    if (method == known && target.hasModule("mod_dav.c")) return bit;
    bit <<= 1U;
  }
  return 0;
}

class SectionChecker {
 public:
  SectionChecker(const catalogue::Directive& entry, const EffectiveLine& line,
                 const Surroundings& around, const Target& target, ErrorSink& errors)
      : entry_(entry), line_(line), target_(target), errors_(errors) {
    effect_.inside = around;
    effect_.inside.section = line.node();
  }

  SectionEffect check(bool elseMayFollow) {
    if (is("<Files") || is("<FilesMatch")) {
      checkFiles();
    } else if (is("<If") || is("<ElseIf") || is("<Else")) {
      checkIf(elseMayFollow);
    } else if (is("<Limit") || is("<LimitExcept")) {
      checkLimit();
    } else if (is("<RequireAll") || is("<RequireAny") || is("<RequireNone")) {
      checkRequire();
    }
    return effect_;
  }

 private:
  [[nodiscard]] bool is(std::string_view name) const { return entry_.name == name; }
  [[nodiscard]] std::string name() const { return std::string(line_.name()); }

  void refuse(ConfigCode code, text::TextRange range, std::vector<std::string> args) {
    errors_.add(code, line_.node(), range, std::move(args));
    effect_.refused = true;
  }

  /// <Files> and <If> may not stand where only some methods are meant.
  bool isOutsideLimit() {
    if (!effect_.inside.limited) return true;
    refuse(ConfigCode::kDirectiveNotAllowed, line_.nameRange(),
           {sectionName(line_.name()), "context", "Limit"});
    return false;
  }

  /// The argument up to the last `>`; nullopt and refused where that or the argument is missing.
  std::optional<std::string_view> argument(bool required) {
    const auto found = sectionArgument(line_, errors_);
    if (!found) {
      effect_.refused = true;
      return std::nullopt;
    }
    warnOfTextAfterBracket(line_, errors_);
    if (required && found->empty()) {
      reportMissingArgument(line_, errors_);
      effect_.refused = true;
      return std::nullopt;
    }
    return found;
  }

  /// Words after the first `expected` ones; httpd complains of them after the body.
  void noteExtra(const std::vector<TextWord>& words, std::size_t expected) {
    if (words.size() <= expected) return;
    effect_.late = {ConfigCode::kSectionExtraArgument,
                    line_.argumentRange(words[expected].start, words.back().end),
                    {name(), words[expected].value}};
  }

  void checkFiles() {
    effect_.ownConfiguration = true;
    if (!isOutsideLimit()) return;
    const auto text = argument(true);
    if (!text) return;
    const std::vector<TextWord> words = splitWords(*text);
    const bool tilde = is("<Files") && !words.empty() && words[0].value == "~";
    const std::size_t at = tilde ? 1 : 0;
    if ((tilde || is("<FilesMatch")) && at < words.size()) checkPattern(words[at]);
    noteExtra(words, at + 1);
  }

  void checkPattern(const TextWord& word) {
    const auto regex = Regex::compile(word.value, false);
    if (regex) return;
    refuse(ConfigCode::kSectionBadPattern, line_.argumentRange(word.start, word.end),
           {name(), word.value, regex.error().message, std::to_string(regex.error().offset)});
  }

  void checkIf(bool elseMayFollow) {
    effect_.ownConfiguration = true;
    if (!isOutsideLimit()) return;
    const bool isElse = is("<Else");
    const auto text = argument(!isElse);
    if (!text) return;
    const std::vector<TextWord> words = splitWords(*text);
    if (isElse && !words.empty()) {
      refuse(ConfigCode::kSectionExtraArgument,
             line_.argumentRange(words.front().start, words.back().end), {name(), words[0].value});
    } else if (!isElse) {
      checkCondition(words);
    }
    if (!is("<If") && !elseMayFollow && !effect_.refused) {
      effect_.late = {ConfigCode::kElseWithoutIf, line_.range(), {name()}};
    }
  }

  void checkCondition(const std::vector<TextWord>& words) {
    const std::string expression = words.empty() ? std::string() : words[0].value;
    const std::string reason = refusedInExpression(expression, target_);
    const text::TextRange range =
        words.empty() ? line_.range() : line_.argumentRange(words[0].start, words[0].end);
    if (!reason.empty()) {
      refuse(ConfigCode::kSectionBadExpression, range, {name(), expression, reason});
      return;
    }
    noteExtra(words, 1);
    // An unquoted condition ends at its first space, and what is left of it seldom parses.
    if (words.size() > 1 && words[0].quote == '\0') {
      refuse(effect_.late->code, effect_.late->range, std::move(effect_.late->args));
    }
  }

  void checkLimit() {
    const auto text = argument(true);
    if (!text) return;
    std::uint64_t methods = 0;
    for (const TextWord& word : splitWords(*text)) {
      const std::uint64_t bit = methodBit(word.value, target_);
      const bool trace = is("<Limit") && word.value == "TRACE";
      methods |= bit;
      if (bit != 0 && !trace) continue;
      refuse(ConfigCode::kSectionBadMethod, line_.argumentRange(word.start, word.end),
             {name(), word.value, trace ? "trace" : "unknown"});
    }
    if (effect_.refused) return;
    if (is("<LimitExcept")) methods = ~methods;
    const std::uint64_t around = effect_.inside.methods;
    if ((around & methods) == 0 || (around & methods) == around) {
      refuse(ConfigCode::kSectionBadMethod, line_.argumentRange(0, text->size()),
             {name(), std::string(*text), "overlap"});
      return;
    }
    effect_.inside.limited = true;
    effect_.inside.methods = around & methods;
  }

  void checkRequire() {
    const auto text = argument(false);
    if (!text) return;
    const std::vector<TextWord> words = splitWords(*text);
    if (!words.empty()) {
      refuse(ConfigCode::kSectionExtraArgument,
             line_.argumentRange(words.front().start, words.back().end), {name(), words[0].value});
      return;
    }
    effect_.inside.limited = true;
    // Only what asks who may enter is legal in it, and AllowOverride's Nonfatal ends here.
    effect_.inside.classes &= catalogue::kOverrideAuthConfig;
    effect_.inside.nonfatalOverride = false;
    effect_.inside.nonfatalUnknown = false;
  }

  const catalogue::Directive& entry_;
  const EffectiveLine& line_;
  const Target& target_;
  ErrorSink& errors_;
  SectionEffect effect_;
};

}  // namespace

SectionEffect checkSection(const catalogue::Directive& entry, const EffectiveLine& line,
                           const Surroundings& around, bool elseMayFollow, const Target& target,
                           ErrorSink& errors) {
  return SectionChecker(entry, line, around, target, errors).check(elseMayFollow);
}

}  // namespace htlint::httpd
