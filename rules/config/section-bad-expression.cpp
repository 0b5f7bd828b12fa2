#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kSectionBadExpression)) {
    ctx.report(*error, error->args[0], error->args[2]);
  }
}

}  // namespace

extern constinit const RuleInfo sectionBadExpression{
    .name = "section-bad-expression",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The condition of an `<If>` is not valid.",
                .ja = "`<If>` の条件の式が正しくありません。"},
    .message = {.en = "the condition of `<{0}>` is not valid: {1}",
                .ja = "`<{0}>` の条件の式が正しくありません: {1}"},
    .help = {.en = "Check the quotes and operators: `==` compares text, `-eq` compares numbers, "
                   "`=~` takes a pattern.",
             .ja = "引用符と演算子を確認してください。`==` は文字列、`-eq` は数の比較、`=~` "
                   "は正規表現です。"},
    .docs = {.en = R"md(
## What happens

`<If>` and `<ElseIf>` take an expression of httpd's own language, in quotes. If it cannot be parsed, or uses
a function that is not available in `.htaccess`, httpd answers every request with 500.

## Example

```apache,good
<If "%{REQUEST_URI} == '/a'">
Header set X-Note a
</If>
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

`<If>` と `<ElseIf>` には、httpd の式を引用符で囲んで書きます。
式として読めない場合や、`.htaccess` では使えない関数がある場合、httpd はすべてのアクセスに 500 を返します。

## 例

```apache,good
<If "%{REQUEST_URI} == '/a'">
Header set X-Note a
</If>
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
