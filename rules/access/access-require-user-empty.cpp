#include <algorithm>
#include <string_view>

#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

bool isNamed(const httpd::ExecutedDirective& directive, std::string_view name) {
  return equalsIgnoringCase(directive.entry->name, name);
}

bool isEmptyUser(const httpd::ExecutedDirective& directive) {
  return isNamed(directive, "Require") && directive.arguments.size() == 1 &&
         directive.arguments.front().value == "user";
}

bool satisfiesAny(const httpd::ConfigReport& report) {
  return std::any_of(report.executed.begin(), report.executed.end(),
                     [](const httpd::ExecutedDirective& directive) {
                       return isNamed(directive, "Satisfy") && !directive.arguments.empty() &&
                              equalsIgnoringCase(directive.arguments.front().value, "any");
                     });
}

/// The section whose requests the directive decides about: containers of Require and conditions
/// of the configuration are part of what surrounds them.
htaccess::NodeId placeOf(const htaccess::Document& document, htaccess::NodeId id) {
  htaccess::NodeId section = document.node(id).parent;
  while (section != htaccess::kNoNode) {
    const std::string_view name = document.node(section).name;
    const bool transparent =
        startsWithIgnoringCase(name, "Require") || equalsIgnoringCase(name, "IfModule") ||
        equalsIgnoringCase(name, "IfDefine") || equalsIgnoringCase(name, "IfVersion");
    if (!transparent) break;
    section = document.node(section).parent;
  }
  return section;
}

bool othersMayPass(const HtaccessFile& file, const httpd::ExecutedDirective& empty) {
  const htaccess::NodeId place = placeOf(*file.document, empty.node);
  const auto& executed = file.report->executed;
  return std::any_of(executed.begin(), executed.end(), [&](const auto& other) {
    return isNamed(other, "Require") && !isEmptyUser(other) &&
           placeOf(*file.document, other.node) == place;
  });
}

void check(Context& ctx) {
  const HtaccessFile& file = ctx.htaccess();
  if (satisfiesAny(*file.report)) return;
  for (const httpd::ExecutedDirective& directive : file.report->executed) {
    if (!isEmptyUser(directive) || othersMayPass(file, directive)) continue;
    const htaccess::Node& node = file.document->node(directive.node);
    const text::TextRange word = directive.arguments.front().range;
    ctx.report(file.document->line(node).trimmedRange())
        .fix(FixSafety::kUnsafe,
             {.en = "Write `Require valid-user`", .ja = "`Require valid-user` に直します"},
             std::vector<text::TextEdit>{{word, "valid-user"}});
  }
}

}  // namespace

extern constinit const RuleInfo accessRequireUserEmpty{
    .name = "access-require-user-empty",
    .group = Group::kAccess,
    .severity = Severity::kError,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "`Require user` names nobody, so nobody gets in.",
                .ja = "`Require user` にユーザー名がないため、だれもアクセスできません。"},
    .message = {.en = "`Require user` names nobody: everyone is answered with 401, even with a "
                      "valid password",
                .ja = "`Require user` にユーザー名がありません。正しいパスワードでも、全員が 401 "
                      "になります"},
    .help = {.en = "Write the user names behind it, or `Require valid-user` for everyone in the "
                   "password file.",
             .ja = "後にユーザー名を書いてください。パスワードファイルの全員を認める場合は "
                   "`Require valid-user` と書きます。"},
    .docs = {.en = R"md(
## What happens

`Require user` lets in the users that follow it. Without a name httpd accepts the line, asks for a password
and refuses every answer with 401. The access restriction of some hosting services writes the line
without names into its sample.

The rule stays silent where another `Require` of the same place, or `Satisfy Any`, may let somebody in.

## Example

```apache,bad
AuthType Basic
AuthName "Members"
AuthUserFile "/var/www/data/users.dat"
Require user
```

```apache,good
AuthType Basic
AuthName "Members"
AuthUserFile "/var/www/data/users.dat"
Require user bob
```

## Fix safety

`Require valid-user` is offered as an unsafe fix: it lets in everyone whom the password file names.
)md",
             .ja = R"md(
## どうなるか

`Require user` は、後に書いたユーザーだけを認めます。
ユーザー名がなくても httpd はこの行を受け付けますが、どのパスワードを入力しても 401 を返します。
サーバー会社のアクセス制限機能の見本が、ユーザー名のない形になっていることがあります。

同じ場所に別の `Require` があるときや、`Satisfy Any` があるときは、だれかが認められる可能性があるので報告しません。

## 例

```apache,bad
AuthType Basic
AuthName "Members"
AuthUserFile "/var/www/data/users.dat"
Require user
```

```apache,good
AuthType Basic
AuthName "Members"
AuthUserFile "/var/www/data/users.dat"
Require user bob
```

## 修正の安全性

`Require valid-user` への変更を、安全でない修正として提案します。
パスワードファイルに載っている全員が認められることになります。
)md"},
    .check = check,
};

}  // namespace htlint::rules
