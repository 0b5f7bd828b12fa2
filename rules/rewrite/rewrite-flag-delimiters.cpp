#include <array>
#include <optional>

#include "flag_names.h"
#include "htaccess/arguments.h"
#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kRemark, kBlankInArgument, kBlankInFlags };

constexpr std::array kVariants = {
    Wording{{.en = "httpd knows no remark at the end of a line: it reads `{1}` as the flags of {0}",
             .ja = "行末にメモは書けません。httpd は `{1}` を {0} のフラグとして読みます"},
            {.en = "Put the remark on a line of its own, in front of the directive.",
             .ja = "メモは、ディレクティブの前に別の行として書いてください。"}},
    Wording{{.en = "`{1}` is read as the flags of {0}; an argument with a blank in it needs quotes",
             .ja = "`{1}` が {0} のフラグとして読まれます。空白を含む引数は引用符で囲みます"},
            {.en = "Write `\"` around the argument that holds the blank, or `\\ ` for the blank.",
             .ja = "空白を含む引数全体を `\"` で囲むか、空白を `\\ ` と書いてください。"}},
    Wording{{.en = "the flags of {0} hold a blank, so httpd reads only `{1}`",
             .ja = "{0} のフラグに空白があるため、httpd は `{1}` までしか読みません"},
            {.en = "Write the flags without blanks, such as `[R=301,L]`.",
             .ja = "`[R=301,L]` のように、フラグは空白を入れずに書いてください。"}},
};

constexpr Text kTitleFlags = {.en = "Write the flags within `[ ]`, without blanks",
                              .ja = "フラグを空白なしで `[ ]` の中に書きます"};
constexpr Text kTitleRemark = {.en = "Move the remark to a line of its own",
                               .ja = "メモを前の行に移します"};
constexpr Text kTitleQuote = {.en = "Put the argument in quotes", .ja = "引数を引用符で囲みます"};
constexpr Text kTitleJoin = {.en = "Write the condition without the blank",
                             .ja = "条件の間の空白を取ります"};

struct Repair {
  Variant variant = kBlankInFlags;
  bool plain = false;  // the rule's own message instead of a variant
  FixSafety safety = FixSafety::kNone;
  Text title;
  std::vector<text::TextEdit> edits;
};

/// The blanks beside `,` and the brackets go; those inside a value stay.
std::string withoutOuterBlanks(std::string_view flags) {
  std::string result;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (!isBlank(flags[i])) {
      result.push_back(flags[i]);
      continue;
    }
    const std::size_t end = std::min(flags.find_first_not_of(" \t", i), flags.size());
    const bool outer =
        result.empty() || result.back() == ',' || end == flags.size() || flags[end] == ',';
    if (!outer) result.push_back(' ');
    i = end - 1;
  }
  return result;
}

/// With a comma for each blank that is left; empty where a blank may belong to a value.
std::string withCommas(std::string_view directive, std::string text) {
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(", ", from), text.size());
    const bool blank = end < text.size() && text[end] == ' ';
    if (blank && takesText(directive, std::string_view(text).substr(from, end - from))) return {};
    if (blank) text[end] = ',';
    from = end + 1;
  }
  return text;
}

bool isIntegerTest(std::string_view pattern) {
  if (pattern.starts_with('!')) pattern.remove_prefix(1);
  for (const std::string_view test : {"-lt", "-le", "-eq", "-ne", "-gt", "-ge"}) {
    if (pattern == test) return true;
  }
  return false;
}

bool isStringTest(std::string_view pattern) {
  if (pattern.starts_with('!')) pattern.remove_prefix(1);
  for (const std::string_view test : {"<", ">", "<=", ">=", "="}) {
    if (pattern == test) return true;
  }
  return false;
}

bool looksLikeTarget(const htaccess::Argument& argument) {
  return argument.value == "-" || argument.value.starts_with('/') ||
         startsWithIgnoringCase(argument.value, "http://") ||
         startsWithIgnoringCase(argument.value, "https://");
}

/// Finds the correction of one line with three arguments or more.
class Repairer {
 public:
  Repairer(const Context& ctx, const httpd::ConfigError& error)
      : source_(ctx.htaccess().source()),
        target_(ctx.site().target()),
        line_(ctx.htaccess().document->line(ctx.htaccess().document->node(error.node))),
        directive_(ctx.htaccess().document->node(error.node).name),
        arguments_(htaccess::splitRewriteArguments(
            line_, ctx.htaccess().document->node(error.node).argumentsAt)),
        end_(line_.trimmedRange().end) {}

  Repair run() const {
    const htaccess::Argument& third = arguments_.values[2];
    // Across a continuation the bytes between two arguments are not what httpd sees.
    const bool plain = line_.firstLine() == line_.lastLine() && third.quote == '\0';
    Repair repair;
    if (third.value.starts_with('#')) {
      repair = moveRemark();
    } else if (third.value.starts_with('[')) {
      repair = closeUpFlags();
    } else if (isCondition() && arguments_.values[1].value == "!") {
      repair = join(FixSafety::kSafe);
    } else if (isCondition() && isStringTest(arguments_.values[1].value)) {
      repair = join(FixSafety::kSafe);
    } else if (isCondition() && isIntegerTest(arguments_.values[1].value)) {
      repair = quote(1, third.range.end, FixSafety::kSafe);
    } else {
      repair = bracketOrQuote();
    }
    if (!plain || !accepted(repair)) repair.edits.clear();
    return repair;
  }

 private:
  [[nodiscard]] bool isCondition() const { return equalsIgnoringCase(directive_, "RewriteCond"); }

  [[nodiscard]] std::string_view textBetween(std::uint32_t start, std::uint32_t end) const {
    return source_.text({start, end});
  }

  [[nodiscard]] bool accepted(const Repair& repair) const {
    if (repair.edits.empty()) return false;
    std::vector<text::TextEdit> edits = repair.edits;
    const std::uint32_t start = line_.range().start;
    for (text::TextEdit& edit : edits) {
      edit.range = {edit.range.start - start, edit.range.end - start};
    }
    return isAccepted(text::applyEdits(source_.text(line_.range()), edits), target_);
  }

  [[nodiscard]] Repair moveRemark() const {
    Repair repair{kRemark, false, FixSafety::kSafe, kTitleRemark, {}};
    const std::uint32_t lineStart = line_.range().start;
    const std::string_view remark = textBetween(arguments_.values[2].range.start, end_);
    if (remark.ends_with('\\')) return repair;
    const std::string_view indent = textBetween(lineStart, line_.trimmedRange().start);
    repair.edits = {{{lineStart, lineStart},
                     std::string(indent).append(remark).append(source_.lineEndNear(lineStart))},
                    {{arguments_.values[1].range.end, end_}, ""}};
    return repair;
  }

  [[nodiscard]] Repair closeUpFlags() const {
    const text::TextRange third = arguments_.values[2].range;
    const std::string_view rest = textBetween(third.start, end_);
    const std::size_t close = rest.find(']');
    const bool blankInside = rest.substr(0, close).find_first_of(" \t") != std::string_view::npos;
    Repair repair{kBlankInFlags, !blankInside, FixSafety::kSafe, kTitleFlags, {}};
    const std::string_view inner =
        rest.substr(1, close == std::string_view::npos ? close : close - 1);
    if (close == std::string_view::npos && inner.find('#') != std::string_view::npos) return repair;

    auto end = third.start + static_cast<std::uint32_t>(std::min(close + 1, rest.size()));
    std::string after;
    if (close != std::string_view::npos && !blankInside && third.end > end) {
      // `[L];` and `[L]# remark`: what clings to the bracket.
      const std::string_view clinging = textBetween(end, third.end);
      if (clinging.starts_with('#')) after = " ";
      if (clinging.find_first_not_of(";,.") == std::string_view::npos) end = third.end;
    } else if (close == std::string_view::npos) {
      end = end_;
    }
    const std::string flags = flagsWithoutBlanks(inner);
    repair.edits = {{{third.start, end}, flags + after}};
    return repair;
  }

  [[nodiscard]] std::string flagsWithoutBlanks(std::string_view inner) const {
    const std::string closed = withoutOuterBlanks(inner);
    if (closed.find(' ') == std::string::npos) return "[" + closed + "]";
    const std::string separated = withCommas(directive_, closed);
    if (!separated.empty() && areKnownFlags(directive_, separated)) return "[" + separated + "]";
    return "\"[" + closed + "]\"";
  }

  [[nodiscard]] Repair join(FixSafety safety) const {
    return {kBlankInArgument,
            false,
            safety,
            kTitleJoin,
            {{{arguments_.values[1].range.end, arguments_.values[2].range.start}, ""}}};
  }

  [[nodiscard]] Repair quote(std::size_t first, std::uint32_t end, FixSafety safety) const {
    const std::uint32_t start = arguments_.values[first].range.start;
    const std::string_view content = textBetween(start, end);
    Repair repair{kBlankInArgument, false, safety, kTitleQuote, {}};
    if (content.find('"') != std::string_view::npos) return repair;
    repair.edits = {{{start, start}, "\""}, {{end, end}, "\""}};
    return repair;
  }

  [[nodiscard]] Repair bracketOrQuote() const {
    const htaccess::Argument& third = arguments_.values[2];
    const std::size_t first = third.value.find_first_not_of("([{");
    const std::size_t last = third.value.find_last_not_of(")]}");
    if (first != std::string::npos && last != std::string::npos && arguments_.ignored.empty()) {
      const std::string flags = third.value.substr(first, last + 1 - first);
      if (areKnownFlags(directive_, flags)) {
        return {
            kBlankInFlags, true, FixSafety::kSafe, kTitleFlags, {{third.range, "[" + flags + "]"}}};
      }
    }
    if (isCondition()) return quote(1, endOfWords(), FixSafety::kUnsafe);
    const bool patternHasBlank = !looksLikeTarget(arguments_.values[1]) && looksLikeTarget(third);
    if (patternHasBlank) return quote(0, arguments_.values[1].range.end, FixSafety::kUnsafe);
    if (looksLikeTarget(arguments_.values[1])) return quote(1, endOfWords(), FixSafety::kUnsafe);
    return {kBlankInArgument, false, FixSafety::kNone, {}, {}};
  }

  /// Where the words end that the flags in `[ ]` at the end of the line, if any, follow.
  [[nodiscard]] std::uint32_t endOfWords() const {
    const std::uint32_t start = arguments_.values[2].range.start;
    std::string_view rest = textBetween(start, end_);
    const std::size_t bracket = rest.rfind('[');
    if (rest.ends_with(']') && bracket != std::string_view::npos && bracket > 0 &&
        isBlank(rest[bracket - 1])) {
      rest = rest.substr(0, bracket);
    }
    while (isBlank(rest.back())) rest.remove_suffix(1);
    return start + static_cast<std::uint32_t>(rest.size());
  }

  const text::SourceFile& source_;
  const httpd::Target& target_;
  const htaccess::LogicalLine& line_;
  std::string_view directive_;
  htaccess::RewriteArguments arguments_;
  std::uint32_t end_;
};

void check(Context& ctx) {
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kRewriteFlagDelimiters)) {
    FindingBuilder finding = ctx.report(*error, error->args[0], error->args[1]);
    const Repair repair = Repairer(ctx, *error).run();
    if (!repair.plain) finding.variant(repair.variant);
    if (!repair.edits.empty()) finding.fix(repair.safety, repair.title, repair.edits);
  }
}

}  // namespace

extern constinit const RuleInfo rewriteFlagDelimiters{
    .name = "rewrite-flag-delimiters",
    .group = Group::kRewrite,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "The third argument of a RewriteRule or RewriteCond is not a list in [ ].",
                .ja = "RewriteRule や RewriteCond の 3 番目の引数が [ ] で囲まれていません。"},
    .message = {.en = "the flags of {0} must stand between `[` and `]`; httpd found `{1}`",
                .ja = "{0} のフラグは `[` と `]` で囲みます。httpd は `{1}` を見つけました"},
    .help = {.en = "Write the flags as one word, such as `[R=301,L]`.",
             .ja = "`[R=301,L]` のように、フラグを 1 語で書いてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

RewriteRule and RewriteCond take two arguments and, as a third, a list of flags in `[ ]`. Blanks
separate arguments. A blank inside the flags, a remark behind the arguments, or a blank in a pattern
therefore makes httpd take the wrong word for the flags: "bad flag delimiters", and 500 for every
request.

## Example

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R=301 ,L]
```

```apache,fixed
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
```

A remark at the end of the line:

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new # moved in May
```

```apache,fixed
RewriteEngine on
# moved in May
RewriteRule ^old$ /new
```

A comparison with a number:

```apache,bad
RewriteEngine on
RewriteCond %{TIME_HOUR} -gt 9
RewriteRule ^$ /day.html
```

```apache,fixed
RewriteEngine on
RewriteCond %{TIME_HOUR} "-gt 9"
RewriteRule ^$ /day.html
```

## Fix safety

Blanks beside the commas and brackets are removed, a missing bracket is added, a remark moves to the
line above. When words without brackets follow the pattern, they are put in quotes together with it;
that is unsafe, because only the author knows where the argument was meant to end. A correction is
offered only if httpd accepts its result.
)md",
             .ja = R"md(
## どうなるか

RewriteRule と RewriteCond は、2 つの引数と、3 番目に `[ ]` で囲んだフラグを取ります。
引数は空白で区切られます。
そのため、フラグの中の空白、行末のメモ、パターンの中の空白があると、httpd は別の語をフラグとして読み、"bad flag delimiters" としてすべてのアクセスに 500 を返します。

## 例

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R=301 ,L]
```

```apache,fixed
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
```

行末のメモ:

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new # moved in May
```

```apache,fixed
RewriteEngine on
# moved in May
RewriteRule ^old$ /new
```

数との比較:

```apache,bad
RewriteEngine on
RewriteCond %{TIME_HOUR} -gt 9
RewriteRule ^$ /day.html
```

```apache,fixed
RewriteEngine on
RewriteCond %{TIME_HOUR} "-gt 9"
RewriteRule ^$ /day.html
```

## 修正の安全性

カンマや括弧の前後の空白を取り除き、足りない括弧を補い、メモは前の行に移します。
括弧のない語がパターンの後に続くときは、パターンとまとめて引用符で囲みます。
引数がどこまでなのかは書いた人にしか分からないため、この修正は安全でない修正として扱います。
どの修正も、直した行を httpd が受け付ける場合だけ提案します。
)md"},
    .check = check,
};

}  // namespace htlint::rules
