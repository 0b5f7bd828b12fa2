#include <string>

#include "lint/context.h"

namespace htlint::rules {
namespace {

/// Whether a folder above says something about the engine, which then holds here too.
bool inheritsEngine(const Site& site, const HtaccessFile& file) {
  for (const HtaccessFile* parent = site.parentOf(file); parent != nullptr;
       parent = site.parentOf(*parent)) {
    if (parent->report->rewrite.scopes.front().engine) return true;
  }
  return false;
}

void check(Context& ctx) {
  const HtaccessFile& file = ctx.htaccess();
  const httpd::RewriteScope& scope = file.report->rewrite.scopes.front();
  if (scope.rules.empty() || scope.engine || inheritsEngine(ctx.site(), file)) return;
  const htaccess::Document& document = *file.document;
  const httpd::RewriteRule& rule = scope.rules.front();
  const htaccess::NodeId first = rule.conditions.empty() ? rule.node : rule.conditions.front().node;
  const htaccess::LogicalLine& line = document.line(document.node(first));
  const std::uint32_t start = line.range().start;
  const std::string_view indent = document.file().text({start, line.trimmedRange().start});
  ctx.report(document.line(document.node(rule.node)).trimmedRange())
      .fix(FixSafety::kUnsafe,
           {.en = "Insert `RewriteEngine on`", .ja = "`RewriteEngine on` を入れます"},
           std::vector<text::TextEdit>{{{start, start},
                                        std::string(indent) + "RewriteEngine on" +
                                            std::string(document.file().lineEndNear(start))}});
}

}  // namespace

extern constinit const RuleInfo rewriteEngineMissing{
    .name = "rewrite-engine-missing",
    .group = Group::kRewrite,
    .severity = Severity::kWarning,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "Rewrite rules are there, but nothing switches the engine on.",
                .ja = "書き換えのルールがあるのに、エンジンがオンになっていません。"},
    .message = {.en = "the rewrite rules do nothing: no `RewriteEngine on` is in force here",
                .ja = "`RewriteEngine on` がないため、書き換えのルールは働きません"},
    .help = {.en = "Write `RewriteEngine on` in front of the rules.",
             .ja = "ルールの前に `RewriteEngine on` と書いてください。"},
    .docs = {.en = R"md(
## What happens

mod_rewrite is off until a `RewriteEngine on` switches it on, in the same `.htaccess` or in one of a folder
above. Without it httpd reads the rules, checks them, and never applies them.

## Example

```apache,bad
RewriteRule ^old$ /new [R=301,L]
```

```apache,good
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
```

## Fix safety

`RewriteEngine on` is inserted in front of the first condition or rule. That is unsafe: rules that have
never run come to life.
)md",
             .ja = R"md(
## どうなるか

mod_rewrite は、同じ `.htaccess` か上のフォルダーの `.htaccess` に `RewriteEngine on` があるときだけ働きます。
ないと、httpd はルールを読んで書式を調べるだけで、適用しません。

## 例

```apache,bad
RewriteRule ^old$ /new [R=301,L]
```

```apache,good
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
```

## 修正の安全性

最初の条件またはルールの前に `RewriteEngine on` を入れます。
これまで働いていなかったルールが働き始めるため、安全でない修正として扱います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
