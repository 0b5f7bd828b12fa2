#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kErrorDirective)) {
    ctx.report(*error, error->args[0]);
  }
}

}  // namespace

extern constinit const RuleInfo errorDirective{
    .name = "error-directive",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "An `Error` directive refuses the file.",
                .ja = "`Error` ディレクティブがファイルを止めています。"},
    .message = {.en = "`Error` stops httpd here: {0}",
                .ja = "`Error` により、httpd はここで止まります: {0}"},
    .help = {.en = "Do what the text asks for, or delete the line.",
             .ja = "書かれている指示に従うか、この行を削除してください。"},
    .docs = {.en = R"md(
## What happens

`Error` makes httpd refuse the configuration with a text of the author's own: every request is answered with
500. It is meant to stand inside an `<IfModule>` or `<IfDefine>`.

## Example

```apache,bad
Error "Set the host name first"
```

```apache,good
<IfModule !mod_rewrite.c>
Error "This site needs mod_rewrite"
</IfModule>
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

`Error` は、書いた人の文章とともに httpd に設定を拒否させます。
すべてのアクセスが 500 になります。
`<IfModule>` や `<IfDefine>` の中で使うためのものです。

## 例

```apache,bad
Error "Set the host name first"
```

```apache,good
<IfModule !mod_rewrite.c>
Error "This site needs mod_rewrite"
</IfModule>
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
