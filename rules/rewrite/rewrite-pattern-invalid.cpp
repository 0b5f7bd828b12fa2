#include <algorithm>
#include <array>
#include <string>

#include "htaccess/arguments.h"
#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "`{1}` is a wildcard; the pattern of {0} is a regular expression",
             .ja = "`{1}` はワイルドカードです。{0} のパターンには正規表現を書きます"},
            {.en = "In a regular expression `.*` stands for anything, and `\\.` for a dot.",
             .ja = "正規表現では、任意の文字列は `.*`、ドットは `\\.` と書きます。"}},
};

/// The bytes of the pattern (quotes and `!` left out), or an empty range where they are not the
/// same in the file.
text::TextRange patternRange(const Context& ctx, const httpd::ConfigError& error) {
  const htaccess::Document& document = *ctx.htaccess().document;
  const htaccess::Node& node = document.node(error.node);
  const std::size_t index = equalsIgnoringCase(node.name, "RewriteCond") ? 1 : 0;
  const auto arguments = htaccess::splitRewriteArguments(document.line(node), node.argumentsAt);
  if (arguments.values.size() <= index) return {};
  const text::TextRange range = arguments.values[index].range;
  const std::string_view written = document.file().text(range);
  const std::size_t at = written.find(error.args[1]);
  if (error.args[1].empty() || at == std::string_view::npos) return {};
  const std::uint32_t start = range.start + static_cast<std::uint32_t>(at);
  return {start, start + static_cast<std::uint32_t>(error.args[1].size())};
}

/// The one byte where PCRE2 stopped; the last one of the pattern where it stopped at its end.
text::TextRange placeIn(text::TextRange pattern, const httpd::ConfigError& error) {
  std::uint32_t offset = 0;
  for (const char c : error.args[3]) offset = offset * 10 + static_cast<std::uint32_t>(c - '0');
  const std::uint32_t start = pattern.start + std::min(offset, pattern.size() - 1);
  return {start, start + 1};
}

/// `*.php` and `*/cache/*` as regular expressions; empty where the pattern is no wildcard.
std::string fromWildcard(std::string_view pattern) {
  if (!pattern.starts_with('*')) return {};
  if (pattern.find_first_of("^$()[]|+?\\{}") != std::string_view::npos) return {};
  std::string result;
  for (std::size_t i = 1; i < pattern.size(); ++i) {
    if (pattern[i] == '.') result += '\\';
    if (pattern[i] == '*') {
      if (i + 1 < pattern.size()) result += ".*";
    } else {
      result += pattern[i];
    }
  }
  if (result.empty()) return {};
  return pattern.ends_with('*') ? result : result + "$";
}

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kRewriteBadPattern)) {
    const text::TextRange pattern = patternRange(ctx, *error);
    FindingBuilder finding = ctx.report(*error, error->args[0], error->args[1], error->args[2]);
    if (!pattern.empty()) {
      finding.finding().range = placeIn(pattern, *error);
      finding.explains(error->range);
    }
    const std::string expression = fromWildcard(error->args[1]);
    if (expression.empty()) continue;
    finding.variant(0);
    if (pattern.empty()) continue;
    finding.fix(FixSafety::kUnsafe,
                {.en = "Write it as a regular expression", .ja = "正規表現に直します"},
                std::vector<text::TextEdit>{{pattern, expression}});
  }
}

}  // namespace

extern constinit const RuleInfo rewritePatternInvalid{
    .name = "rewrite-pattern-invalid",
    .group = Group::kRewrite,
    .severity = Severity::kError,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "A pattern is no valid regular expression.",
                .ja = "正規表現として正しくないパターンがあります。"},
    .message = {.en = "the pattern of {0} does not compile: {2}",
                .ja = "{0} のパターンが正規表現として正しくありません: {2}"},
    .help = {.en = "Check brackets and repetitions near this place. A literal `(`, `[`, `+`, `*` "
                   "or `?` needs a backslash.",
             .ja = "この近くの括弧や繰り返しの記号を確認してください。文字としての "
                   "`(`、`[`、`+`、`*`、`?` の前には `\\` が必要です。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

httpd compiles all patterns with PCRE2 when it reads the file, even with `RewriteEngine off`. One that does
not compile makes it answer every request with 500. The caret shows where PCRE2 gave up; the mistake is
there or in front of it.

Patterns are regular expressions, no wildcards: `*.php` has nothing to repeat in front of its `*`.

## Example

```apache,bad
RewriteEngine on
RewriteRule ^(old$ /new
```

```apache,bad
RewriteEngine on
RewriteRule *.php - [F]
```

```apache,good
RewriteEngine on
RewriteRule \.php$ - [F]
```

## Fix safety

A wildcard such as `*.php` is turned into the regular expression `\.php$`, as an unsafe fix. For anything
else there is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

httpd は `RewriteEngine off` の場合も含め、ファイルを読むときにすべてのパターンを PCRE2 で処理します。
正しくないものが 1 つでもあると、すべてのアクセスに 500 を返します。
^ の記号は PCRE2 が読めなくなった位置で、誤りはそこか、その前にあります。

パターンは正規表現であり、ワイルドカードではありません。
`*.php` では、`*` の前に繰り返す対象がありません。

## 例

```apache,bad
RewriteEngine on
RewriteRule ^(old$ /new
```

```apache,bad
RewriteEngine on
RewriteRule *.php - [F]
```

```apache,good
RewriteEngine on
RewriteRule \.php$ - [F]
```

## 修正の安全性

`*.php` のようなワイルドカードは、安全でない修正として正規表現 `\.php$` に直します。
それ以外は自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
