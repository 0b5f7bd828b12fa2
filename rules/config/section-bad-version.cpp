#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kSectionBadVersion)) {
    ctx.report(*error, error->args[1]);
  }
}

}  // namespace

extern constinit const RuleInfo sectionBadVersion{
    .name = "section-bad-version",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "`<IfVersion>` cannot be understood.",
                .ja = "`<IfVersion>` の書式が正しくありません。"},
    .message = {.en = "`<IfVersion>` cannot read `{0}`",
                .ja = "`<IfVersion>` は `{0}` を解釈できません"},
    .help = {.en = "Write it as `<IfVersion >= 2.4>`.",
             .ja = "`<IfVersion >= 2.4>` のように書いてください。"},
    .docs = {.en = R"md(
## What happens

`<IfVersion>` takes a comparison (`=`, `>`, `>=`, `<`, `<=`) and a version of two or three numbers. Anything
else makes httpd answer every request with 500.

## Example

```apache,bad
<IfVersion >= 2.x>
RewriteEngine on
</IfVersion>
```

```apache,good
<IfVersion >= 2.4>
RewriteEngine on
</IfVersion>
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

`<IfVersion>` には、比較の記号（`=`、`>`、`>=`、`<`、`<=`）と、2 つか 3 つの数からなるバージョンを書きます。
それ以外では、httpd はすべてのアクセスに 500 を返します。

## 例

```apache,bad
<IfVersion >= 2.x>
RewriteEngine on
</IfVersion>
```

```apache,good
<IfVersion >= 2.4>
RewriteEngine on
</IfVersion>
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
