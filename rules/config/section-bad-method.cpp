#include <array>

#include "lint/context.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "`<{0}>` cannot be used for TRACE", .ja = "`<{0}>` で TRACE は制限できません"},
            {.en = "Leave it out; the server switches TRACE off with TraceEnable.",
             .ja = "取り除いてください。TRACE はサーバー側の TraceEnable で止めます。"}},
    Wording{
        {.en = "`<{0}>` inside another such section leaves no method, or all of them",
         .ja =
             "`<{0}>` が同種のセクションの中にあり、対象のメソッドがなくなるか、すべてになります"},
        {.en = "Do not put these sections inside each other.",
         .ja = "これらのセクションは入れ子にしないでください。"}},
};

enum Variant : std::size_t { kTrace, kOverlap };

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kSectionBadMethod)) {
    FindingBuilder finding = ctx.report(*error, error->args[0], error->args[1]);
    if (error->args[2] == "trace") finding.variant(kTrace);
    if (error->args[2] == "overlap") finding.variant(kOverlap);
  }
}

}  // namespace

extern constinit const RuleInfo sectionBadMethod{
    .name = "section-bad-method",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A `<Limit>` section names a method that it cannot be for.",
                .ja = "`<Limit>` に、指定できないメソッドがあります。"},
    .message = {.en = "httpd knows no method `{1}`",
                .ja = "httpd は `{1}` というメソッドを知りません"},
    .help = {.en = "Methods are written in capitals: GET, POST, PUT, DELETE, PATCH, OPTIONS.",
             .ja = "メソッドは GET、POST、PUT、DELETE、PATCH、OPTIONS のように大文字で書きます。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

`<Limit>` and `<LimitExcept>` take methods of HTTP in capitals. `<Limit get>` or an invented method makes
httpd answer every request with 500, and so does TRACE, which only `TraceEnable` controls.

To protect pages, leave `<Limit>` out: it leaves every method open that it does not name.

## Example

```apache,bad
<Limit get post>
Require all denied
</Limit>
```

```apache,good
<Limit GET POST>
Require all denied
</Limit>
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

`<Limit>` と `<LimitExcept>` には HTTP のメソッドを大文字で書きます。
`<Limit get>` や存在しないメソッド、`TraceEnable` でしか制御できない TRACE を書くと、httpd はすべてのアクセスに 500 を返します。

ページを保護するときは `<Limit>` を使わないでください。
書かれていないメソッドは、すべて許可されたままになります。

## 例

```apache,bad
<Limit get post>
Require all denied
</Limit>
```

```apache,good
<Limit GET POST>
Require all denied
</Limit>
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
