#include <array>

#include "lint/context.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "the expression is empty", .ja = "式が空です"},
            {.en = "Write the expression in quotes.", .ja = "式を引用符で囲んで書いてください。"}},
};

void check(Context& ctx) {
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kRewriteBadExpression)) {
    FindingBuilder finding = ctx.report(*error, error->args[1]);
    if (error->args[1] == "empty") finding.variant(0);
  }
}

}  // namespace

extern constinit const RuleInfo rewriteBadExpression{
    .name = "rewrite-bad-expression",
    .group = Group::kRewrite,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "An expression of `RewriteCond expr` is not allowed in .htaccess.",
                .ja = "`RewriteCond expr` の式に、.htaccess では使えないものがあります。"},
    .message = {.en = "an expression in .htaccess may not use {0}",
                .ja = ".htaccess の式では {0} を使えません"},
    .help =
        {.en =
             "The tests `-f` and `-d` work in its place, if only the existence of a file matters.",
         .ja = "ファイルの有無を調べるだけなら、`-f` や `-d` を使ってください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

`RewriteCond expr "..."` takes an expression of httpd's own language. Since httpd 2.4.67 the functions that
read files, such as `file()`, are refused in `.htaccess`; so is an empty expression. httpd then answers every
request with 500.

## Example

```apache,bad
RewriteEngine on
RewriteCond expr "file('/tmp/closed') == 'yes'"
RewriteRule ^ - [F]
```

```apache,good
RewriteEngine on
RewriteCond expr "-f '/tmp/closed'"
RewriteRule ^ - [F]
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

`RewriteCond expr "..."` には httpd の式を書きます。
httpd 2.4.67 からは、`file()` などファイルを読む関数は `.htaccess` では拒否されます。
空の式も同じです。
その場合、httpd はすべてのアクセスに 500 を返します。

## 例

```apache,bad
RewriteEngine on
RewriteCond expr "file('/tmp/closed') == 'yes'"
RewriteRule ^ - [F]
```

```apache,good
RewriteEngine on
RewriteCond expr "-f '/tmp/closed'"
RewriteRule ^ - [F]
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
