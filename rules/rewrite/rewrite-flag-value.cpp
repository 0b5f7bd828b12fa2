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
    .help = {.en = "R takes a status that httpd knows, such as 301, 302, 403 or 410.",
             .ja = "R には、301、302、403、410 など、httpd が知っているステータスを書きます。"},
    .docs = {.en = R"md(
## What happens

`[R=999]` makes httpd answer every request with 500: R knows the statuses of httpd and the words
`permanent`, `temp` and `seeother` (any other word means 302). BNE needs the characters it is for.

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

`[R=999]` があると、httpd はすべてのアクセスに 500 を返します。
R に書けるのは httpd が知っているステータスと、`permanent`、`temp`、`seeother` です（ほかの語は 302 になります）。
BNE には対象の文字が必要です。

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
