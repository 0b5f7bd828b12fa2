#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kSectionBadPattern)) {
    ctx.report(*error, error->args[0], error->args[2]);
  }
}

}  // namespace

extern constinit const RuleInfo sectionPatternInvalid{
    .name = "section-pattern-invalid",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The pattern of a section is no valid regular expression.",
                .ja = "セクションのパターンが正規表現として正しくありません。"},
    .message = {.en = "the pattern of `<{0}>` does not compile: {1}",
                .ja = "`<{0}>` のパターンが正規表現として正しくありません: {1}"},
    .help = {.en = "Check brackets and repetitions. A literal `(`, `[`, `+`, `*` or `?` needs a "
                   "backslash.",
             .ja = "括弧や繰り返しの記号を確認してください。文字としての `(`、`[`、`+`、`*`、`?` "
                   "の前には `\\` が必要です。"},
    .docs = {.en = R"md(
## What happens

`<FilesMatch>` and `<Files ~>` take a regular expression. One that does not compile makes httpd answer every
request with 500. For wildcards there is `<Files "*.bak">`.

## Example

```apache,bad
<FilesMatch "*.bak">
Require all denied
</FilesMatch>
```

```apache,good
<Files "*.bak">
Require all denied
</Files>
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

`<FilesMatch>` と `<Files ~>` には正規表現を書きます。
正しくない場合、httpd はすべてのアクセスに 500 を返します。
ワイルドカードを使うときは `<Files "*.bak">` と書きます。

## 例

```apache,bad
<FilesMatch "*.bak">
Require all denied
</FilesMatch>
```

```apache,good
<Files "*.bak">
Require all denied
</Files>
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
