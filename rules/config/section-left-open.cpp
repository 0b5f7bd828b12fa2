#include "close_sections.h"
#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const auto errors = ctx.configErrors(httpd::ConfigCode::kSectionLeftOpenAccepted);
  if (errors.empty()) return;
  const auto edit = closeSections(*ctx.htaccess().document, errors);
  const bool accepted =
      edit && isAcceptedAfter(ctx.htaccess(), std::span(&*edit, 1), ctx.site().target());
  for (const httpd::ConfigError* error : errors) {
    FindingBuilder finding = ctx.report(*error, error->args[0]);
    if (!accepted) continue;
    finding.fix(FixSafety::kSafe, {.en = "Add the closing line", .ja = "閉じる行を補います"},
                std::vector<text::TextEdit>{*edit});
  }
}

}  // namespace

extern constinit const RuleInfo sectionLeftOpen{
    .name = "section-left-open",
    .group = Group::kConfig,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A section that httpd accepts without its closing line is left open.",
                .ja = "閉じる行がないままでも httpd が受け付けるセクションがあります。"},
    .message =
        {.en = "`<{0}>` is never closed; httpd accepts that only as long as its condition is true",
         .ja = "`<{0}>` が閉じられていません。条件が成り立つ間だけ、httpd はこれを受け付けます"},
    .help =
        {.en = "Add `</{0}>`. On a server where the condition is false the file would be refused.",
         .ja = "`</{0}>` "
               "を書いてください。条件が成り立たないサーバーでは、ファイルが受け付けられなくなりま"
               "す。"},
    .docs = {.en = R"md(
## What happens

An `<IfModule>`, `<IfDefine>` or `<IfVersion>` whose condition is true may lack its closing line in
`.htaccess`: everything up to the end of the file belongs to it. After a move to a server without the
module the same file answers every request with 500.

## Example

```apache,bad
<IfModule mod_rewrite.c>
RewriteEngine on
```

```apache,fixed
<IfModule mod_rewrite.c>
RewriteEngine on
</IfModule>
```

## How to fix it

The closing line is added at the end of the file, where httpd sees the end of the section already.
)md",
             .ja = R"md(
## どうなるか

条件が成り立つ `<IfModule>`、`<IfDefine>`、`<IfVersion>` は、`.htaccess` では閉じる行がなくても受け付けられ、ファイルの終わりまでがその中身になります。
そのモジュールのないサーバーに移すと、同じファイルがすべてのアクセスに 500 を返すようになります。

## 例

```apache,bad
<IfModule mod_rewrite.c>
RewriteEngine on
```

```apache,fixed
<IfModule mod_rewrite.c>
RewriteEngine on
</IfModule>
```

## 直し方

ファイルの末尾に閉じる行を補います。
httpd は今もそこまでをセクションの中身として読んでいるので、働きは変わりません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
