#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kTargetTooOld)) {
    ctx.report(*error, error->args[0], error->args[1]);
  }
}

}  // namespace

extern constinit const RuleInfo directiveTooNew{
    .name = "directive-too-new",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A directive is newer than the server.",
                .ja = "サーバーのバージョンより新しいディレクティブがあります。"},
    .message = {.en = "`{0}` exists since httpd {1}, and this server is older",
                .ja = "`{0}` は httpd {1} からのディレクティブで、このサーバーでは使えません"},
    .help = {.en = "Delete it, or put it inside `<IfVersion >= {1}>`.",
             .ja = "削除するか、`<IfVersion >= {1}>` で囲んでください。"},
    .docs = {.en = R"md(
## What happens

A directive that this version of httpd does not know yet is an unknown directive: 500 for every request.
`--httpd` or `target.httpd` tells htlint which version the server has.

## Example

```text
httpd = "2.4.20" in htlint.toml, and a directive of 2.4.60 in the file
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

サーバーの httpd にまだないディレクティブは、知らないディレクティブとして扱われ、すべてのアクセスに 500 が返ります。
サーバーのバージョンは `--httpd` または `target.httpd` で指定します。

## 例

```text
httpd = "2.4.20" in htlint.toml, and a directive of 2.4.60 in the file
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
