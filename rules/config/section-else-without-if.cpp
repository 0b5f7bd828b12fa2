#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kElseWithoutIf)) {
    ctx.report(*error, error->args[0]);
  }
}

}  // namespace

extern constinit const RuleInfo sectionElseWithoutIf{
    .name = "section-else-without-if",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "An `<Else>` or `<ElseIf>` follows no `<If>`.",
                .ja = "`<Else>` や `<ElseIf>` の前に `<If>` がありません。"},
    .message = {.en = "`<{0}>` follows no `<If>`", .ja = "`<{0}>` の前に `<If>` がありません"},
    .help = {.en = "Put it behind the `<If>` that it belongs to, in the same section.",
             .ja = "対応する `<If>` の後に、同じセクションの中で書いてください。"},
    .docs = {.en = R"md(
## What happens

`<Else>` and `<ElseIf>` continue an `<If>` that stands in front of them in the same section. Otherwise httpd
answers every request with 500.

## Example

```apache,bad
<Else>
Header set X-Note b
</Else>
```

```apache,good
<If "%{REQUEST_URI} == '/a'">
Header set X-Note a
</If>
<Else>
Header set X-Note b
</Else>
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

`<Else>` と `<ElseIf>` は、同じセクションの中で前にある `<If>` の続きです。
`<If>` がないと、httpd はすべてのアクセスに 500 を返します。

## 例

```apache,bad
<Else>
Header set X-Note b
</Else>
```

```apache,good
<If "%{REQUEST_URI} == '/a'">
Header set X-Note a
</If>
<Else>
Header set X-Note b
</Else>
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
