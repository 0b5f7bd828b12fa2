#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kRewriteArgumentLine)) {
    ctx.report(*error, error->args[0]);
  }
}

}  // namespace

extern constinit const RuleInfo rewriteArgumentCount{
    .name = "rewrite-argument-count",
    .group = Group::kRewrite,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A RewriteRule or RewriteCond has fewer than two arguments.",
                .ja = "RewriteRule や RewriteCond の引数が 2 つに足りません。"},
    .message = {.en = "{0} needs two arguments, separated by blanks",
                .ja = "{0} には、空白で区切った 2 つの引数が必要です"},
    .help = {.en = "Write RewriteRule PATTERN TARGET [FLAGS], or RewriteCond TEXT PATTERN [FLAGS]. "
                   "`-` as target changes nothing.",
             .ja = "RewriteRule は「パターン 置き換え先 [フラグ]」、RewriteCond は「文字列 "
                   "パターン [フラグ]」と書きます。置き換えないときは `-` を書きます。"},
    .docs = {.en = R"md(
## What happens

Without a second argument httpd answers every request with 500 ("bad argument line"). Often a blank is
missing, or a quote is not closed.

## Example

```apache,bad
RewriteEngine on
RewriteRule ^old$
```

```apache,good
RewriteEngine on
RewriteRule ^old$ - [F]
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

2 番目の引数がないと、httpd はすべてのアクセスに 500 を返します（"bad argument line"）。
空白が抜けているか、引用符が閉じられていないことがよくあります。

## 例

```apache,bad
RewriteEngine on
RewriteRule ^old$
```

```apache,good
RewriteEngine on
RewriteRule ^old$ - [F]
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
