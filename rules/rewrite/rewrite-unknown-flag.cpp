#include <algorithm>
#include <array>
#include <string>

#include "flag_names.h"
#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "{0} has no flag `{1}`; did you mean `{2}`?",
             .ja = "{0} に `{1}` というフラグはありません。`{2}` の間違いではありませんか"},
            {.en = "Correct the spelling.", .ja = "綴りを直してください。"}},
    Wording{
        {.en = "the flags of {0} hold an empty one", .ja = "{0} のフラグに、空のものがあります"},
        {.en = "Delete the comma too many.", .ja = "余分なカンマを削除してください。"}},
    Wording{
        {.en = "`{1}` is a flag of RewriteRule; a RewriteCond has only NC, OR and NV",
         .ja = "`{1}` は RewriteRule のフラグです。RewriteCond に書けるのは NC、OR、NV だけです"},
        {.en = "Move it to the RewriteRule that the condition belongs to.",
         .ja = "この条件が属する RewriteRule のほうに書いてください。"}},
};

enum Variant : std::size_t { kMisspelled, kEmpty, kOtherDirective };

constexpr Text kTitleWrite = {.en = "Write `{2}`", .ja = "`{2}` に直します"};
constexpr Text kTitleDelete = {.en = "Delete the flag", .ja = "フラグを削除します"};

/// The flag that was meant; empty where none is certain.
std::string meantBy(std::string_view directive, std::string_view flag) {
  const std::string lower = lowerAscii(flag);
  const std::string_view digits = std::string_view(lower).substr(lower.starts_with('r') ? 1 : 0);
  const std::string_view code =
      digits.substr(std::min(digits.find_first_not_of(":- "), digits.size()));
  if (code.size() == 3 && code[0] == '3' && isAsciiDigit(code[1]) && isAsciiDigit(code[2]) &&
      equalsIgnoringCase(directive, "RewriteRule")) {
    return "R=" + std::string(code);
  }
  constexpr std::size_t kShortestName = 4;
  std::string found;
  if (lower.size() < kShortestName) return found;
  for (const FlagName& known : flagsOf(directive)) {
    if (known.name.size() < kShortestName) continue;
    if (editDistance(lower, lowerAscii(known.name), 1) != 1) continue;
    if (!found.empty()) return {};
    found = known.name;
  }
  return found;
}

/// The flag in the file with one of the commas beside it; empty where the flags are not written as
/// httpd reads them.
text::TextRange withComma(const text::SourceFile& source, text::TextRange flag) {
  const std::string_view bytes = source.bytes();
  while (flag.start > 0 && (bytes[flag.start - 1] == ' ' || bytes[flag.start - 1] == '\t')) {
    --flag.start;
  }
  while (flag.end < bytes.size() && (bytes[flag.end] == ' ' || bytes[flag.end] == '\t')) ++flag.end;
  if (flag.end < bytes.size() && bytes[flag.end] == ',') return {flag.start, flag.end + 1};
  if (flag.start > 0 && bytes[flag.start - 1] == ',') return {flag.start - 1, flag.end};
  return {};
}

bool isAcceptedLine(const Context& ctx, const httpd::ConfigError& error, text::TextEdit edit) {
  const htaccess::Document& document = *ctx.htaccess().document;
  const text::TextRange line = document.line(document.node(error.node)).range();
  edit.range = {edit.range.start - line.start, edit.range.end - line.start};
  return isAccepted(text::applyEdits(document.file().text(line), std::span(&edit, 1)),
                    ctx.site().target());
}

void reportFlag(Context& ctx, const httpd::ConfigError& error) {
  const std::string& directive = error.args[0];
  const std::string& flag = error.args[1];
  const std::string meant = meantBy(directive, flag);
  const bool condition = equalsIgnoringCase(directive, "RewriteCond");
  const bool ofRule = condition && isKnownFlag("RewriteRule", flag);
  FindingBuilder finding = ctx.report(error, directive, flag, meant);
  if (!meant.empty()) finding.variant(kMisspelled);
  if (flag.empty()) finding.variant(kEmpty);
  if (ofRule) finding.variant(kOtherDirective);
  if (meant.empty() && !flag.empty() && !ofRule) return;

  const text::SourceFile& source = ctx.htaccess().source();
  if (!source.text(error.range).starts_with(flag)) return;
  const auto end = error.range.start + static_cast<std::uint32_t>(flag.size());
  const text::TextEdit edit = meant.empty() ? text::TextEdit{withComma(source, error.range), ""}
                                            : text::TextEdit{{error.range.start, end}, meant};
  if (edit.range.empty() || !isAcceptedLine(ctx, error, edit)) return;
  finding.fix(ofRule ? FixSafety::kUnsafe : FixSafety::kSafe,
              meant.empty() ? kTitleDelete : kTitleWrite, std::vector<text::TextEdit>{edit});
}

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kRewriteUnknownFlag)) {
    reportFlag(ctx, *error);
  }
}

}  // namespace

extern constinit const RuleInfo rewriteUnknownFlag{
    .name = "rewrite-unknown-flag",
    .group = Group::kRewrite,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A RewriteRule or RewriteCond has a flag that does not exist.",
                .ja = "RewriteRule や RewriteCond に、存在しないフラグがあります。"},
    .message = {.en = "{0} has no flag `{1}`", .ja = "{0} に `{1}` というフラグはありません"},
    .help = {.en = "Correct or delete it. A comma always begins a new flag, even within a value.",
             .ja = "直すか、削除してください。値の中でも、カンマは次のフラグの始まりになります。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Each word between the commas in `[ ]` must be a flag that mod_rewrite knows, in upper or lower case.
Otherwise httpd answers every request with 500. RewriteRule and RewriteCond have different flags: NC, OR
and NV belong to conditions. (Names that begin with D are accepted whatever they are.)

## Example

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R=301,LST]
```

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R=301,,L]
```

```apache,fixed
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
```

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R301,L]
```

```apache,fixed
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
```

## Fix safety

An empty flag is deleted, `R301` and `301` become `R=301`, and a long name with one wrong letter is
corrected. A flag of RewriteRule on a RewriteCond is deleted only as an unsafe fix. Each correction is
offered only if httpd accepts its result.
)md",
             .ja = R"md(
## どうなるか

`[ ]` の中のカンマで区切られた語は、mod_rewrite が知っているフラグでなければなりません（大文字・小文字は問いません）。
そうでないと、httpd はすべてのアクセスに 500 を返します。
RewriteRule と RewriteCond ではフラグが違い、条件に書けるのは NC、OR、NV です。
（D で始まる名前は、何であっても受け付けられます。）

## 例

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R=301,LST]
```

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R=301,,L]
```

```apache,fixed
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
```

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R301,L]
```

```apache,fixed
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
```

## 修正の安全性

空のフラグは削除し、`R301` や `301` は `R=301` に、1 文字違いの長い名前は正しい綴りに直します。
RewriteCond に付いた RewriteRule のフラグの削除は、安全でない修正として扱います。
どの修正も、結果を httpd が受け付ける場合だけ提案します。
)md"},
    .check = check,
};

}  // namespace htlint::rules
