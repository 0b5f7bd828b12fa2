#include <algorithm>
#include <string_view>

#include "catalogue/directives.h"
#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

bool isRequestVariable(std::string_view name) {
  const auto variables = catalogue::rewriteVariables();
  return std::any_of(variables.begin(), variables.end(),
                     [&](std::string_view variable) { return equalsIgnoringCase(variable, name); });
}

void check(Context& ctx) {
  const htaccess::Document& document = *ctx.htaccess().document;
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kUndefinedVariable)) {
    FindingBuilder finding = ctx.report(*error, error->args[0]);
    const std::string_view written = ctx.htaccess().source().text(error->range);
    const bool rewrite = error->node != htaccess::kNoNode &&
                         startsWithIgnoringCase(document.node(error->node).name, "Rewrite");
    if (!rewrite || !written.starts_with("${") || !isRequestVariable(error->args[0])) continue;
    const text::TextRange dollar{error->range.start, error->range.start + 1};
    finding.fix(FixSafety::kUnsafe, {.en = "Write `%{{{0}}}`", .ja = "`%{{{0}}}` に直します"},
                std::vector<text::TextEdit>{{dollar, "%"}});
  }
}

}  // namespace

extern constinit const RuleInfo undefinedVariable{
    .name = "undefined-variable",
    .group = Group::kConfig,
    .severity = Severity::kWarning,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "`${NAME}` is not defined, so httpd takes it literally.",
                .ja = "`${NAME}` が定義されていないため、そのままの文字として扱われます。"},
    .message =
        {.en = "`${{{0}}}` is not defined on the server; httpd takes it as plain text",
         .ja = "`${{{0}}}` はサーバーで定義されていません。httpd はそのままの文字として扱います"},
    .help = {.en = "Variables of a request are written `%{{NAME}}`; `${{NAME}}` stands for a "
                   "definition of the server.",
             .ja = "アクセスごとの変数は `%{{NAME}}` と書きます。`${{NAME}}` "
                   "はサーバー側の定義を表します。"},
    .docs = {.en = R"md(
## What happens

`${NAME}` is replaced while the file is read, by what the server's configuration defines or its
environment holds. If there is no such name, httpd logs a warning and keeps the letters as they are, which
is hardly ever meant. Mostly `%{NAME}` was.

Names that the server defines can be told to htlint in its configuration.

## Example

```apache,bad
RewriteEngine on
RewriteCond ${HTTPS} off
RewriteRule ^ https://www.example.com%{REQUEST_URI} [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^ https://www.example.com%{REQUEST_URI} [R=301,L]
```

## Fix safety

In RewriteCond and RewriteRule, `${NAME}` becomes `%{NAME}` if mod_rewrite knows a variable of that name.
The meaning of the line changes, so the fix is unsafe.
)md",
             .ja = R"md(
## どうなるか

`${NAME}` はファイルを読むときに、サーバーの設定や環境変数の値に置き換えられます。
その名前がなければ、httpd はログに警告を残し、書かれた文字をそのまま使います。
多くは `%{NAME}` の書き間違いです。

サーバーで定義されている名前は、htlint の設定で伝えられます。

## 例

```apache,bad
RewriteEngine on
RewriteCond ${HTTPS} off
RewriteRule ^ https://www.example.com%{REQUEST_URI} [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^ https://www.example.com%{REQUEST_URI} [R=301,L]
```

## 修正の安全性

RewriteCond と RewriteRule では、mod_rewrite にその名前の変数があれば `${NAME}` を `%{NAME}` に直します。
行の意味が変わるため、安全でない修正として扱います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
