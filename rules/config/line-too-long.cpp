#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kLineTooLong)) {
    ctx.report(*error, error->args[0], error->args[1]);
  }
}

}  // namespace

extern constinit const RuleInfo lineTooLong{
    .name = "line-too-long",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A line is longer than httpd reads in .htaccess.",
                .ja = ".htaccess で httpd が読める長さを超える行があります。"},
    .message =
        {.en = "this line has {0} bytes; httpd reads at most {1} in .htaccess",
         .ja = "この行は {0} バイトあります。.htaccess で httpd が読めるのは {1} バイトまでです"},
    .help = {.en = "Split it into several directives. A backslash at the end of a line does not "
                   "help: the joined line counts.",
             .ja = "複数のディレクティブに分けてください。行末の `\\` "
                   "で分けても、つなげた長さで数えられます。"},
    .docs = {.en = R"md(
## What happens

In `.htaccess` a line may hold 8,191 bytes and the line feed. Lines joined by a backslash count as one,
and so do blanks and comments. A longer line makes httpd answer every request with 500. (In the
server's own configuration the limit is 16 MiB.)

## Example

```apache,bad repeat=300 no-final-newline
# A remark without any line end.
```

```apache,good repeat=300
# A remark of many lines.
```

## How to fix it

There is no automatic fix. Long lists can be spread over several lines of the same directive.
)md",
             .ja = R"md(
## どうなるか

`.htaccess` の 1 行は、改行を除いて 8,191 バイトまでです。
`\` でつなげた行は 1 行として数え、空白やコメントも長さに含まれます。
これより長い行があると、httpd はすべてのアクセスに 500 を返します。
（サーバー本体の設定ファイルでは 16 MiB までです。）

## 例

```apache,bad repeat=300 no-final-newline
# A remark without any line end.
```

```apache,good repeat=300
# A remark of many lines.
```

## 直し方

自動では直せません。
長い一覧は、同じディレクティブの複数の行に分けられます。
)md"},
    .check = check,
};

}  // namespace htlint::rules
