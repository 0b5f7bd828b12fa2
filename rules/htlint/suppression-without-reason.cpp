#include "lint/rule.h"

namespace htlint::rules {
// The engine itself reports this, when it applies the comments.
extern constinit const RuleInfo suppressionWithoutReason{
    .name = "suppression-without-reason",
    .group = Group::kHtlint,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "An `htlint: ignore` comment gives no reason.",
                .ja = "`htlint: ignore` のコメントに理由がありません。"},
    .message = {.en = "this comment does not say why the finding is ignored",
                .ja = "このコメントには、無視する理由が書かれていません"},
    .help =
        {.en = "Add the reason behind `--`, as in `# htlint: ignore[rule] -- reason`.",
         .ja = "`# htlint: ignore[ルール名] -- 理由` のように、`--` の後に理由を書いてください。"},
    .docs = {.en = R"md(
## What happens

A finding that is ignored on purpose must be understood by whoever reads the file next year. The comment works without a reason, but htlint asks for one.

## Example

```apache,bad
# htlint: ignore[rewrite-engine-missing]
RewriteRule ^old$ /new [R=301,L]
```

```apache,good
# htlint: ignore[rewrite-engine-missing] -- the server switches the engine on
RewriteRule ^old$ /new [R=301,L]
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

無視すると決めた理由は、後でファイルを読む人にも分かる必要があります。
理由がなくてもコメントは働きますが、htlint は理由を書くよう求めます。

## 例

```apache,bad
# htlint: ignore[rewrite-engine-missing]
RewriteRule ^old$ /new [R=301,L]
```

```apache,good
# htlint: ignore[rewrite-engine-missing] -- the server switches the engine on
RewriteRule ^old$ /new [R=301,L]
```

## 直し方

自動では直せません。
)md"},
};

}  // namespace htlint::rules
