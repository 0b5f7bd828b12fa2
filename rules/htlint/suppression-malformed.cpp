#include "lint/rule.h"

namespace htlint::rules {
// The engine itself reports this, when it applies the comments.
extern constinit const RuleInfo suppressionMalformed{
    .name = "suppression-malformed",
    .group = Group::kHtlint,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A comment is addressed to htlint but cannot be understood.",
                .ja = "htlint 宛てのコメントの書式が正しくありません。"},
    .message = {.en = "htlint does not understand this comment",
                .ja = "htlint はこのコメントを理解できません"},
    .help =
        {.en =
             "Write `# htlint: ignore[rule] -- reason` or `# htlint: ignore-file[rule] -- reason`.",
         .ja = "`# htlint: ignore[ルール名] -- 理由` または `# htlint: ignore-file[ルール名] -- "
               "理由` と書いてください。"},
    .docs = {.en = R"md(
## What happens

A comment that begins with `htlint:` but names no rule in brackets suppresses nothing.

## Example

```apache,bad
# htlint: ignore rewrite-engine-missing
RewriteEngine on
```

```apache,good
# checked with htlint: all is well
RewriteEngine on
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

`htlint:` で始まっていても、`[ ]` の中にルール名がないコメントは、何も抑制しません。

## 例

```apache,bad
# htlint: ignore rewrite-engine-missing
RewriteEngine on
```

```apache,good
# checked with htlint: all is well
RewriteEngine on
```

## 直し方

自動では直せません。
)md"},
};

}  // namespace htlint::rules
