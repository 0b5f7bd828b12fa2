#include "close_sections.h"
#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const auto errors = ctx.configErrors(httpd::ConfigCode::kSectionNotClosed);
  if (errors.empty()) return;
  const auto edit = closeSections(*ctx.htaccess().document, errors);
  const bool accepted =
      edit && isAcceptedAfter(ctx.htaccess(), std::span(&*edit, 1), ctx.site().target());
  for (const httpd::ConfigError* error : errors) {
    FindingBuilder finding = ctx.report(*error, error->args[0]);
    if (!accepted) continue;
    finding.fix(FixSafety::kUnsafe,
                {.en = "Close it at the end of the file", .ja = "ファイルの末尾で閉じます"},
                std::vector<text::TextEdit>{*edit});
  }
}

}  // namespace

extern constinit const RuleInfo sectionNotClosed{
    .name = "section-not-closed",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "A section is opened but never closed.",
                .ja = "閉じられていないセクションがあります。"},
    .message = {.en = "`<{0}>` is never closed", .ja = "`<{0}>` が閉じられていません"},
    .help = {.en = "Add `</{0}>` where the section is meant to end.",
             .ja = "セクションの終わりに `</{0}>` を書いてください。"},
    .docs = {.en = R"md(
## What happens

Every section needs its closing line. If one is missing, httpd answers every request with 500. Sections
inside an `<IfModule>` that does not apply are counted as well.

## Example

```apache,bad
<Files "secret.txt">
Require all denied
```

```apache,good
<Files "secret.txt">
Require all denied
</Files>
```

## Fix safety

The closing line is added at the end of the file, if httpd accepts that. It is an unsafe fix: only the
author knows where the section was meant to end.
)md",
             .ja = R"md(
## どうなるか

セクションには必ず閉じる行が必要です。
欠けていると、httpd はすべてのアクセスに 500 を返します。
条件に合わない `<IfModule>` の中のセクションも同じです。

## 例

```apache,bad
<Files "secret.txt">
Require all denied
```

```apache,good
<Files "secret.txt">
Require all denied
</Files>
```

## 修正の安全性

ファイルの末尾に閉じる行を補います。
それを httpd が受け付ける場合に限ります。
どこで閉じるつもりだったかは書いた人にしか分からないため、安全でない修正として扱います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
