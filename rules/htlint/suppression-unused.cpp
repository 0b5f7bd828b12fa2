#include "lint/rule.h"

namespace htlint::rules {
// The engine itself reports this, when it applies the comments.
extern constinit const RuleInfo suppressionUnused{
    .name = "suppression-unused",
    .group = Group::kHtlint,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "An `htlint: ignore` comment suppresses nothing.",
                .ja = "何も抑制していない `htlint: ignore` のコメントがあります。"},
    .message = {.en = "there is no finding of `{0}` to ignore here",
                .ja = "ここには、無視する対象となる `{0}` の指摘がありません"},
    .help = {.en = "Delete the comment; it would hide a problem that comes later.",
             .ja = "コメントを削除してください。残しておくと、後で起きた問題が隠れてしまいます。"},
    .docs = {.en = R"md(
## What happens

The comment holds for the next directive or section (`ignore`) or for the whole file (`ignore-file`). If the rule has nothing to report there, the comment is out of date or stands in the wrong place.

## Example

```apache,bad
# htlint: ignore[rewrite-engine-missing] -- the server switches the engine on
RewriteEngine on
```

```apache,fixed
RewriteEngine on
```

```apache,good
# htlint: ignore[rewrite-engine-missing] -- the server switches the engine on
RewriteRule ^old$ /new [R=301,L]
```

## How to fix it

The comment is deleted if none of its names is of use.
)md",
             .ja = R"md(
## どうなるか

コメントは、次のディレクティブまたはセクション（`ignore`）か、ファイル全体（`ignore-file`）に働きます。
そこにルールの指摘がなければ、コメントが古いか、場所が違っています。

## 例

```apache,bad
# htlint: ignore[rewrite-engine-missing] -- the server switches the engine on
RewriteEngine on
```

```apache,fixed
RewriteEngine on
```

```apache,good
# htlint: ignore[rewrite-engine-missing] -- the server switches the engine on
RewriteRule ^old$ /new [R=301,L]
```

## 直し方

どの名前も役に立っていないコメントを削除します。
)md"},
};

}  // namespace htlint::rules
