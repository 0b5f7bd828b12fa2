#include <array>

#include "htaccess/arguments.h"
#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "the last RewriteEngine of the file is `off`, so none of its rules works",
             .ja = "最後の RewriteEngine が `off` なので、このファイルのルールはどれも働きません"},
            {.en = "Keep only one RewriteEngine line: the last one decides for the whole file.",
             .ja = "RewriteEngine は 1 行だけにしてください。最後の行がファイル全体に働きます。"}},
};

bool saysOn(const htaccess::Document& document, htaccess::NodeId id) {
  const htaccess::Node& node = document.node(id);
  const auto arguments = htaccess::splitArguments(document.line(node), node.argumentsAt);
  return !arguments.empty() && equalsIgnoringCase(arguments.front().value, "on");
}

void check(Context& ctx) {
  const HtaccessFile& file = ctx.htaccess();
  const httpd::RewriteScope& scope = file.report->rewrite.scopes.front();
  if (scope.rules.empty() || scope.engine != false || scope.engineNodes.empty()) return;
  const htaccess::Document& document = *file.document;
  const auto rangeOf = [&](htaccess::NodeId node) {
    return document.line(document.node(node)).trimmedRange();
  };
  FindingBuilder finding = ctx.report(rangeOf(scope.engineNodes.back()));
  for (const htaccess::NodeId node : scope.engineNodes) {
    if (node == scope.engineNodes.back() || !saysOn(document, node)) continue;
    finding.severity(Severity::kWarning).variant(0);
    finding.related({.en = "switched on here", .ja = "ここで on にしています"}, rangeOf(node));
  }
}

}  // namespace

extern constinit const RuleInfo rewriteEngineOff{
    .name = "rewrite-engine-off",
    .group = Group::kRewrite,
    .severity = Severity::kInfo,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "RewriteEngine off keeps the rules of the file from working.",
                .ja = "`RewriteEngine off` のため、ファイルのルールが働きません。"},
    .message = {.en = "`RewriteEngine off` switches off the rewrite rules of this file",
                .ja = "`RewriteEngine off` により、このファイルの書き換えのルールは働きません"},
    .help = {.en = "If the rules are to work, write `RewriteEngine on`; if not, delete them.",
             .ja = "ルールを働かせるなら `RewriteEngine on` に変え、不要なら削除してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The last RewriteEngine line of a file decides for the whole file, wherever it stands. With `off` no rule is
applied, though their patterns are still checked. A file that says `on` first and `off` later is reported
as a warning: only one of the two can be meant.

## Example

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
RewriteEngine off
```

```apache,good
RewriteEngine off
```

## How to fix it

There is no automatic fix: the rules may be off on purpose.
)md",
             .ja = R"md(
## どうなるか

ファイルの中で最後の RewriteEngine が、置かれた場所に関係なくファイル全体に働きます。
`off` の場合、書式は調べられますが、ルールは適用されません。
先に `on`、後に `off` と書かれたファイルは、どちらか一方が誤りなので警告として報告します。

## 例

```apache,bad
RewriteEngine on
RewriteRule ^old$ /new [R=301,L]
RewriteEngine off
```

```apache,good
RewriteEngine off
```

## 直し方

わざと止めている場合もあるため、自動では直しません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
