#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kRewriteConditionDangling)) {
    ctx.report(*error);
  }
}

}  // namespace

extern constinit const RuleInfo rewriteConditionDangling{
    .name = "rewrite-condition-dangling",
    .group = Group::kRewrite,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A RewriteCond belongs to no RewriteRule.",
                .ja = "どの RewriteRule にも属さない RewriteCond があります。"},
    .message = {.en = "no RewriteRule follows this condition, so it does nothing",
                .ja = "後に RewriteRule がないため、この条件は働きません"},
    .help = {.en = "Put the RewriteRule that it is meant for behind it, or delete the condition.",
             .ja = "対象の RewriteRule を後に書くか、条件を削除してください。"},
    .docs = {.en = R"md(
## What happens

Conditions belong to the next RewriteRule of the file, whatever stands between. httpd drops those that no
rule follows without a message. Perhaps a rule was deleted and its conditions stayed, or the two stand in
the wrong order.

## Example

```apache,bad
RewriteEngine on
RewriteRule ^(.*)$ https://www.example.com/$1 [R=301,L]
RewriteCond %{HTTPS} off
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.com/$1 [R=301,L]
```

## How to fix it

There is no automatic fix: only the author knows which rule was meant.
)md",
             .ja = R"md(
## どうなるか

RewriteCond は、間に何があっても、ファイルの中で次に現れる RewriteRule に属します。
後に RewriteRule がないものは、何の知らせもなく捨てられます。
ルールだけを消して条件が残ったか、順序が逆になっている可能性があります。

## 例

```apache,bad
RewriteEngine on
RewriteRule ^(.*)$ https://www.example.com/$1 [R=301,L]
RewriteCond %{HTTPS} off
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.com/$1 [R=301,L]
```

## 直し方

どのルールの条件なのかは書いた人にしか分からないため、自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
