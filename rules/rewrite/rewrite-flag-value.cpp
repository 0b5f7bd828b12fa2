#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kRewriteBadFlagValue)) {
    ctx.report(*error, error->args[0], error->args[1]);
  }
}

}  // namespace

extern constinit const RuleInfo rewriteFlagValue{
    .name = "rewrite-flag-value",
    .group = Group::kRewrite,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A flag has a value that httpd does not accept.",
                .ja = "フラグに、httpd が受け付けない値があります。"},
    .message = {.en = "flag `{0}` does not accept `{1}`",
                .ja = "フラグ `{0}` に `{1}` は使えません"},
    .help =
        {.en = "R takes a status that httpd knows (301, 302, 403, 410 ...); S and N take a number.",
         .ja = "R には httpd が知っているステータス（301、302、403、410 など）を、S と N "
               "には数を書きます。"},
    .docs = {.en = R"md(
## What happens

`[R=999]`, `[S=x]` and the like make httpd answer every request with 500. R knows the statuses of httpd
and the words `permanent`, `temp` and `seeother`; S and N need a number.

## Example

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R=999,L]
```

```apache,good
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

`[R=999]` や `[S=x]` などがあると、httpd はすべてのアクセスに 500 を返します。
R に書けるのは httpd が知っているステータスと、`permanent`、`temp`、`seeother` です。
S と N には数が必要です。

## 例

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R=999,L]
```

```apache,good
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
