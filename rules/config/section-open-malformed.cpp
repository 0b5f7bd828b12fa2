#include <array>

#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "`<{0}>` needs an argument", .ja = "`<{0}>` に引数がありません"},
            {.en = "Write what the section is for between `<{0}` and `>`.",
             .ja = "`<{0}` と `>` の間に、対象を書いてください。"}},
};

void check(Context& ctx) {
  const htaccess::Document& document = *ctx.htaccess().document;
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kSectionWithoutBracket)) {
    FindingBuilder finding = ctx.report(*error, error->args[0]);
    const htaccess::LogicalLine& line = document.line(document.node(error->node));
    const std::uint32_t end = line.trimmedRange().end;
    const text::TextEdit edit{{end, end}, ">"};
    const ErrorPlaces after =
        errorPlacesAfter(ctx.htaccess(), std::span(&edit, 1), ctx.site().target());
    if (isRefusedOn(after, line.firstLine(), line.lastLine())) continue;
    finding.fix(FixSafety::kSafe, {.en = "Add `>`", .ja = "`>` を補います"},
                std::vector<text::TextEdit>{edit});
  }
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kSectionWithoutArgument)) {
    ctx.report(*error, error->args[0]).variant(0);
  }
}

}  // namespace

extern constinit const RuleInfo sectionOpenMalformed{
    .name = "section-open-malformed",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "The opening line of a section lacks its `>` or its argument.",
                .ja = "セクションの開始の行に `>` または引数がありません。"},
    .message = {.en = "the opening line of `<{0}>` lacks its `>`",
                .ja = "`<{0}>` の開始の行に `>` がありません"},
    .help = {.en = "End the line with `>`.", .ja = "行の最後に `>` を付けてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

An opening line ends with `>`, and most sections need an argument in front of it: a file name, a module,
a condition. Otherwise httpd answers every request with 500.

## Example

```apache,bad
<IfModule mod_rewrite.c
RewriteEngine on
</IfModule>
```

```apache,fixed
<IfModule mod_rewrite.c>
RewriteEngine on
</IfModule>
```

```apache,bad
<Files>
Require all denied
</Files>
```

## How to fix it

A missing `>` is added if httpd accepts the line then. A missing argument only the author knows.
)md",
             .ja = R"md(
## どうなるか

セクションの開始の行は `>` で終わり、ほとんどのセクションではその前に引数（ファイル名、モジュール、条件など）が必要です。
欠けていると、httpd はすべてのアクセスに 500 を返します。

## 例

```apache,bad
<IfModule mod_rewrite.c
RewriteEngine on
</IfModule>
```

```apache,fixed
<IfModule mod_rewrite.c>
RewriteEngine on
</IfModule>
```

```apache,bad
<Files>
Require all denied
</Files>
```

## 直し方

`>` が欠けていれば補います。
それで httpd が行を受け付ける場合に限ります。
欠けている引数は書いた人にしか分かりません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
