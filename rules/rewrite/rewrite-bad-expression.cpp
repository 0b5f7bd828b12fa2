#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kRewriteBadExpression)) {
    ctx.report(*error, error->args[0], error->args[1]);
  }
}

}  // namespace

extern constinit const RuleInfo rewriteBadExpression{
    .name = "rewrite-bad-expression",
    .group = Group::kRewrite,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "An expression of `RewriteCond expr` is not valid.",
                .ja = "`RewriteCond expr` の式が正しくありません。"},
    .message = {.en = "the expression is not valid: {1}", .ja = "式が正しくありません: {1}"},
    .help = {.en = "Check the quotes and operators: `==` compares text, `-eq` compares numbers, "
                   "`=~` takes a pattern.",
             .ja = "引用符と演算子を確認してください。`==` は文字列、`-eq` は数の比較、`=~` "
                   "は正規表現です。"},
    .docs = {.en = R"md(
## What happens

`RewriteCond expr "..."` takes an expression of httpd's own language. If it cannot be parsed, or uses a
function that is not available in `.htaccess`, httpd answers every request with 500.

## Example

```text
RewriteCond expr "%{REQUEST_URI} = /a"      not valid: one =
RewriteCond expr "%{REQUEST_URI} == '/a'"   valid
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

`RewriteCond expr "..."` には httpd の式を書きます。
式として読めない場合や、`.htaccess` では使えない関数がある場合、httpd はすべてのアクセスに 500 を返します。

## 例

```text
RewriteCond expr "%{REQUEST_URI} = /a"      not valid: one =
RewriteCond expr "%{REQUEST_URI} == '/a'"   valid
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
