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
    .summary = {.en = "A directive or flag is newer than the server.",
                .ja = "サーバーのバージョンより新しいディレクティブやフラグがあります。"},
    .message = {.en = "`{0}` exists since httpd {1}, and this server is older",
                .ja = "`{0}` は httpd {1} で追加されたもので、このサーバーでは使えません"},
    .help = {.en = "Delete it, or put it inside `<IfVersion >= {1}>`.",
             .ja = "削除するか、`<IfVersion >= {1}>` で囲んでください。"},
    .docs = {.en = R"md(
## What happens

A directive or flag that this version of httpd does not have yet is unknown to it: 500 for every request.
`--httpd` or `target.httpd` tells htlint which version the server has.

## Example

```toml,with
[target]
httpd = "2.4.50"
```

```apache,bad
RewriteEngine on
RewriteRule ^page/(.*)$ /page.php?name=$1 [BCTLS]
```

```apache,good
RewriteEngine on
RewriteRule ^page/(.*)$ /page.php?name=$1 [B]
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

サーバーの httpd にまだないディレクティブやフラグは、知らないものとして扱われ、すべてのアクセスに 500 が返ります。
サーバーのバージョンは `--httpd` または `target.httpd` で指定します。

## 例

```toml,with
[target]
httpd = "2.4.50"
```

```apache,bad
RewriteEngine on
RewriteRule ^page/(.*)$ /page.php?name=$1 [BCTLS]
```

```apache,good
RewriteEngine on
RewriteRule ^page/(.*)$ /page.php?name=$1 [B]
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
