#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const text::SourceFile& source = ctx.htaccess().source();
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kTextAfterSectionBracket)) {
    const std::string_view dropped = trimBlanks(error->args[1]);
    if (dropped.starts_with('#')) continue;
    FindingBuilder finding = ctx.report(*error, error->args[0], dropped);
    const htaccess::Document& document = *ctx.htaccess().document;
    const std::uint32_t end = document.line(document.node(error->node)).trimmedRange().end;
    const text::TextRange text{end - static_cast<std::uint32_t>(dropped.size()), end};
    std::uint32_t gap = text.start;
    while (gap > 0 && (source.bytes()[gap - 1] == ' ' || source.bytes()[gap - 1] == '\t')) --gap;
    const text::TextEdit edit{{gap, text.start}, std::string(source.lineEndNear(text.start))};
    if (source.text(text) != dropped ||
        !isAcceptedAfter(ctx.htaccess(), std::span(&edit, 1), ctx.site().target())) {
      continue;
    }
    finding.fix(FixSafety::kUnsafe, {.en = "Move it to the next line", .ja = "次の行に移します"},
                std::vector<text::TextEdit>{edit});
  }
}

}  // namespace

extern constinit const RuleInfo sectionTrailingText{
    .name = "section-trailing-text",
    .group = Group::kConfig,
    .severity = Severity::kWarning,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "httpd drops the text behind the `>` of an opening line.",
                .ja = "セクションの開始の行の `>` より後は、httpd に無視されます。"},
    .message = {.en = "httpd ignores `{1}` behind the `>` of `<{0}>`",
                .ja = "`<{0}>` の `>` より後の `{1}` は httpd に無視されます"},
    .help = {.en = "Put it on a line of its own.", .ja = "別の行に書いてください。"},
    .docs = {.en = R"md(
## What happens

Everything behind the last `>` of a section's opening line is dropped without a message. A directive that
stands there never takes effect. A remark that begins with `#` does no harm and is not reported.

## Example

```apache,bad
<IfModule mod_rewrite.c> RewriteEngine on
</IfModule>
```

```apache,good
<IfModule mod_rewrite.c> # friendly URLs
RewriteEngine on
</IfModule>
```

## Fix safety

The text moves to the next line, if httpd accepts the file then. That is unsafe, since a directive comes
to life.
)md",
             .ja = R"md(
## どうなるか

セクションの開始の行の、最後の `>` より後はすべて黙って捨てられます。
そこに書いたディレクティブは働きません。
`#` で始まるメモは害がないので報告しません。

## 例

```apache,bad
<IfModule mod_rewrite.c> RewriteEngine on
</IfModule>
```

```apache,good
<IfModule mod_rewrite.c> # friendly URLs
RewriteEngine on
</IfModule>
```

## 修正の安全性

次の行に移します。
結果を httpd が受け付ける場合に限ります。
働いていなかったディレクティブが働き始めるため、安全でない修正として扱います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
