#include "lint/rule.h"

namespace htlint::rules {
// The engine itself reports this, when it applies the comments.
extern constinit const RuleInfo suppressionUnknownRule{
    .name = "suppression-unknown-rule",
    .group = Group::kHtlint,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "An `htlint: ignore` comment names a rule that does not exist.",
                .ja = "`htlint: ignore` のコメントに、存在しないルールの名前があります。"},
    .message = {.en = "htlint has no rule or group `{0}`",
                .ja = "htlint に `{0}` というルールやグループはありません"},
    .help = {.en = "`htlint rules` lists all names.",
             .ja = "名前の一覧は `htlint rules` で確認できます。"},
    .docs = {.en = R"md(
## What happens

A misspelled name suppresses nothing. Names are those of rules, of groups and of your own custom rules.

## Example

```apache,bad
# htlint: ignore[no-such-rule] -- a reason
RewriteEngine on
```

```apache,good
# htlint: ignore[rewrite-engine-missing] -- the server switches the engine on
RewriteRule ^old$ /new [R=301,L]
```

## How to fix it

Correct the name, or delete it.
)md",
             .ja = R"md(
## どうなるか

綴りを間違えると、何も抑制されません。
書けるのは、ルール、グループ、独自ルールの名前です。

## 例

```apache,bad
# htlint: ignore[no-such-rule] -- a reason
RewriteEngine on
```

```apache,good
# htlint: ignore[rewrite-engine-missing] -- the server switches the engine on
RewriteRule ^old$ /new [R=301,L]
```

## 直し方

名前を直すか、削除してください。
)md"},
};

}  // namespace htlint::rules
