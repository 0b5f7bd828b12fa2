#include <array>

#include "httpd/config_checker.h"
#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "`</{1}>` stands where `</{0}>` is expected",
             .ja = "`</{0}>` があるべきところに `</{1}>` があります"},
            {.en = "Close the innermost section first, under its own name.",
             .ja = "内側のセクションから順に、それぞれの名前で閉じてください。"}},
    Wording{{.en = "the closing line of `<{0}>` lacks its `>`",
             .ja = "`<{0}>` を閉じる行に `>` がありません"},
            {.en = "Write `</{0}>`.", .ja = "`</{0}>` と書いてください。"}},
    Wording{{.en = "`{1}` behind `</{0}>` keeps it from closing the section",
             .ja = "`</{0}>` の後に `{1}` があるため、セクションが閉じられません"},
            {.en = "Put it on a line of its own.", .ja = "別の行に書いてください。"}},
};

enum Variant : std::size_t { kOtherName, kNoBracket, kText };

const htaccess::LogicalLine& lineOf(const Context& ctx, const httpd::ConfigError& error) {
  const htaccess::Document& document = *ctx.htaccess().document;
  for (const htaccess::LogicalLine& line : document.lines()) {
    if (line.range().contains(error.range.start)) return line;
  }
  return document.lines().back();
}

/// Adds the fix if httpd accepts its result.
void offer(const Context& ctx, FindingBuilder& finding, FixSafety safety, const Text& title,
           const text::TextEdit& edit) {
  if (!isAcceptedAfter(ctx.htaccess(), std::span(&edit, 1), ctx.site().target())) return;
  finding.fix(safety, title, std::vector<text::TextEdit>{edit});
}

void reportBracket(Context& ctx, const httpd::ConfigError& error) {
  const htaccess::LogicalLine& line = lineOf(ctx, error);
  const std::uint32_t end = line.trimmedRange().end;
  FindingBuilder finding = ctx.report(error, error.args[0]).variant(kNoBracket);
  offer(ctx, finding, FixSafety::kSafe, {.en = "Add `>`", .ja = "`>` を補います"},
        {{end, end}, ">"});
}

/// What follows moves to the next line, whether a remark or a directive: httpd never saw either.
void reportText(Context& ctx, const httpd::ConfigError& error) {
  const text::SourceFile& source = ctx.htaccess().source();
  const std::string_view text = trimBlanks(source.text(error.range));
  FindingBuilder finding = ctx.report(error, error.args[0], text).variant(kText);
  if (text.empty()) return;
  const auto start = static_cast<std::uint32_t>(text.data() - source.bytes().data());
  const std::size_t bracket = source.bytes().rfind('>', start - 1);
  if (bracket == std::string_view::npos) return;
  const auto gap = static_cast<std::uint32_t>(bracket + 1);
  offer(ctx, finding, text.starts_with('#') ? FixSafety::kSafe : FixSafety::kUnsafe,
        {.en = "Move it to the next line", .ja = "次の行に移します"},
        {{gap, start}, std::string(source.lineEndNear(start))});
}

void reportMismatch(Context& ctx, const httpd::ConfigError& error) {
  FindingBuilder finding = ctx.report(error, error.args[0], error.args[1]).variant(kOtherName);
  if (httpd::findDirective("<" + error.args[1]) != nullptr) return;
  offer(ctx, finding, FixSafety::kSafe, {.en = "Write `</{0}>`", .ja = "`</{0}>` に直します"},
        {lineOf(ctx, error).trimmedRange(), "</" + error.args[0] + ">"});
}

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kCloseWithoutOpen)) {
    FindingBuilder finding = ctx.report(*error, error->args[0]);
    offer(ctx, finding, FixSafety::kUnsafe, {.en = "Delete the line", .ja = "行を削除します"},
          {lineOf(ctx, *error).range(), ""});
  }
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kCloseMismatch)) {
    reportMismatch(ctx, *error);
  }
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kCloseWithoutBracket)) {
    reportBracket(ctx, *error);
  }
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kCloseWithText)) {
    reportText(ctx, *error);
  }
}

}  // namespace

extern constinit const RuleInfo sectionCloseMismatch{
    .name = "section-close-mismatch",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A closing line does not fit the open sections.",
                .ja = "閉じる行が、開いているセクションと合っていません。"},
    .message = {.en = "`</{0}>` closes nothing: no such section is open here",
                .ja = "`</{0}>` に対応する開始の行がありません"},
    .help = {.en = "Delete the line, or add the opening line that belongs to it.",
             .ja = "行を削除するか、対応する開始の行を書いてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Sections must be closed in the reverse order in which they were opened, each under its own name. A
closing line without an open section, one for another section, or one without its `>` makes httpd
answer every request with 500. So does text behind the `</IfModule>` of a section whose condition is true.

## Example

```apache,bad
<Files "secret.txt">
Require all denied
</Files
```

```apache,fixed
<Files "secret.txt">
Require all denied
</Files>
```

```apache,bad
RewriteEngine on
</IfModule>
```

## Fix safety

A missing `>` is added, and a closing line whose name is no section's is given the name that is expected,
if httpd accepts the result. Text behind a closing line moves to the next line. A closing line too many is deleted as an unsafe fix: perhaps the opening
line was lost.
)md",
             .ja = R"md(
## どうなるか

セクションは、開いたのと逆の順に、それぞれの名前で閉じます。
対応する開始の行がない、別のセクションの名前になっている、`>` がない、といった閉じる行があると、httpd はすべてのアクセスに 500 を返します。
条件が成り立つ `<IfModule>` では、`</IfModule>` の後に文字があっても同じです。

## 例

```apache,bad
<Files "secret.txt">
Require all denied
</Files
```

```apache,fixed
<Files "secret.txt">
Require all denied
</Files>
```

```apache,bad
RewriteEngine on
</IfModule>
```

## 修正の安全性

`>` が欠けていれば補い、存在しないセクションの名前なら期待される名前に直します。
閉じる行の後の文字は次の行に移します。
どれも、結果を httpd が受け付ける場合に限ります。
余分な閉じる行の削除は、開始の行のほうが失われた可能性もあるため、安全でない修正として扱います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
