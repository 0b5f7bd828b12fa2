#include <array>

#include "lint/context.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "the condition of `<{0}>` is empty", .ja = "`<{0}>` の条件が空です"},
            {.en = "Write the condition in quotes.", .ja = "条件を引用符で囲んで書いてください。"}},
};

void check(Context& ctx) {
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kSectionBadExpression)) {
    FindingBuilder finding = ctx.report(*error, error->args[0], error->args[2]);
    if (error->args[2] == "empty") finding.variant(0);
  }
}

}  // namespace

extern constinit const RuleInfo sectionBadExpression{
    .name = "section-bad-expression",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The condition of an `<If>` is not allowed in .htaccess.",
                .ja = "`<If>` の条件の式に、.htaccess では使えないものがあります。"},
    .message = {.en = "the condition of `<{0}>` may not use {1} in .htaccess",
                .ja = ".htaccess の `<{0}>` の条件では {1} を使えません"},
    .help =
        {.en =
             "The tests `-f` and `-d` work in its place, if only the existence of a file matters.",
         .ja = "ファイルの有無を調べるだけなら、`-f` や `-d` を使ってください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

`<If>` and `<ElseIf>` take an expression of httpd's own language. Since httpd 2.4.67 the functions that read
files, such as `file()`, are refused in `.htaccess`; so is an empty condition. httpd then answers every
request with 500.

## Example

```apache,bad
<If "file('/tmp/closed') == 'yes'">
Require all denied
</If>
```

```apache,good
<If "-f '/tmp/closed'">
Require all denied
</If>
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

`<If>` と `<ElseIf>` には、httpd の式を書きます。
httpd 2.4.67 からは、`file()` などファイルを読む関数は `.htaccess` では拒否されます。
空の条件も同じです。
その場合、httpd はすべてのアクセスに 500 を返します。

## 例

```apache,bad
<If "file('/tmp/closed') == 'yes'">
Require all denied
</If>
```

```apache,good
<If "-f '/tmp/closed'">
Require all denied
</If>
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
