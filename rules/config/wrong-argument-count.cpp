#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kWrongArgumentCount)) {
    ctx.report(*error, error->args[0], error->args[1]);
  }
}

}  // namespace

extern constinit const RuleInfo wrongArgumentCount{
    .name = "wrong-argument-count",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A directive has too few or too many arguments.",
                .ja = "ディレクティブの引数が足りないか、多すぎます。"},
    .message = {.en = "`{0}` does not take {1} arguments",
                .ja = "`{0}` の引数の数 ({1}) が正しくありません"},
    .help = {.en = "Look up its syntax. An argument with blanks needs quotes, and a remark needs a "
                   "line of its own.",
             .ja =
                 "書式を確認してください。空白を含む引数は引用符で囲み、メモは別の行に書きます。"},
    .docs = {.en = R"md(
## What happens

httpd checks how many words follow a directive before it looks at them, and answers every request with
500 if there are too many or too few. A remark at the end of a line counts as arguments.

## Example

```apache,bad
RewriteBase /shop/ # folder
```

```apache,good
# folder
RewriteBase /shop/
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

httpd は、ディレクティブに続く語の数をまず確かめます。
多すぎたり足りなかったりすると、すべてのアクセスに 500 を返します。
行末に書いたメモも引数として数えられます。

## 例

```apache,bad
RewriteBase /shop/ # folder
```

```apache,good
# folder
RewriteBase /shop/
```

## 直し方

自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
