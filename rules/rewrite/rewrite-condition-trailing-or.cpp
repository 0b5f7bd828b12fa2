#include <optional>
#include <string>

#include "htaccess/arguments.h"
#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

/// Takes OR out of the condition's flags, and the whole argument if nothing else is in it.
std::optional<text::TextEdit> withoutOr(const htaccess::Document& document, htaccess::NodeId id) {
  const htaccess::Node& node = document.node(id);
  const auto arguments = htaccess::splitRewriteArguments(document.line(node), node.argumentsAt);
  if (arguments.values.size() < 3) return std::nullopt;
  const text::TextRange range = arguments.values[2].range;
  const std::string_view text = document.file().text(range);
  const std::size_t open = text.find('[');
  const std::size_t close = text.rfind(']');
  if (open == std::string_view::npos || close == std::string_view::npos) return std::nullopt;
  std::string kept;
  for (std::size_t from = open + 1; from <= close;) {
    const std::size_t end = std::min(text.find(',', from), close);
    const std::string_view flag = text.substr(from, end - from);
    const std::string_view word = trimBlanks(flag);
    if (!equalsIgnoringCase(word, "OR") && !equalsIgnoringCase(word, "ornext")) {
      if (!kept.empty()) kept += ',';
      kept += flag;
    }
    from = end + 1;
  }
  if (kept.empty()) return text::TextEdit{{arguments.values[1].range.end, range.end}, ""};
  const auto at = [&](std::size_t i) { return range.start + static_cast<std::uint32_t>(i); };
  return text::TextEdit{{at(open + 1), at(close)}, kept};
}

void check(Context& ctx) {
  const htaccess::Document& document = *ctx.htaccess().document;
  for (const httpd::RewriteScope& scope : ctx.htaccess().report->rewrite.scopes) {
    for (const httpd::RewriteRule& rule : scope.rules) {
      if (rule.conditions.empty() || !rule.conditions.back().orNext) continue;
      const httpd::RewriteCondition& last = rule.conditions.back();
      FindingBuilder finding = ctx.report(document.line(document.node(last.node)).trimmedRange());
      finding.related({.en = "the rule is here", .ja = "このルールの条件です"},
                      document.line(document.node(rule.node)).trimmedRange());
      const std::optional<text::TextEdit> edit = withoutOr(document, last.node);
      if (!edit) continue;
      finding.fix(FixSafety::kUnsafe, {.en = "Remove OR", .ja = "OR を取り除きます"},
                  std::vector<text::TextEdit>{*edit});
    }
  }
}

}  // namespace

extern constinit const RuleInfo rewriteConditionTrailingOr{
    .name = "rewrite-condition-trailing-or",
    .group = Group::kRewrite,
    .severity = Severity::kWarning,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "The last condition of a rule ends in [OR], so the conditions always hold.",
                .ja = "ルールの最後の条件に [OR] があるため、条件が常に成り立ちます。"},
    .message =
        {.en = "[OR] on the last condition makes it hold always: the rule no longer depends on it",
         .ja = "最後の条件に [OR] があるため、この条件は常に成り立つことになります"},
    .help = {.en = "Remove OR from this condition: it links a condition with the next one.",
             .ja = "この条件から OR を取り除いてください。OR は次の条件とつなげるためのものです。"},
    .docs = {.en = R"md(
## What happens

OR means "this condition or the next one". On the last condition there is no next one, and mod_rewrite goes
on as if the conditions linked by OR were true. A list of unwanted visitors that ends like this blocks
everybody.

## Example

```apache,bad
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} badbot [NC,OR]
RewriteCond %{HTTP_USER_AGENT} worsebot [NC,OR]
RewriteRule ^ - [F]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} badbot [NC,OR]
RewriteCond %{HTTP_USER_AGENT} worsebot [NC]
RewriteRule ^ - [F]
```

## Fix safety

OR is removed from the last condition. The fix is unsafe, because the rule is then applied to fewer
requests.
)md",
             .ja = R"md(
## どうなるか

OR は「この条件、または次の条件」という意味です。
最後の条件には次がないため、mod_rewrite は OR でつながれた条件が成り立ったものとして進みます。
拒否したい相手の一覧がこのように終わっていると、全員が拒否されます。

## 例

```apache,bad
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} badbot [NC,OR]
RewriteCond %{HTTP_USER_AGENT} worsebot [NC,OR]
RewriteRule ^ - [F]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} badbot [NC,OR]
RewriteCond %{HTTP_USER_AGENT} worsebot [NC]
RewriteRule ^ - [F]
```

## 修正の安全性

最後の条件から OR を取り除きます。
ルールが適用されるアクセスが減るため、安全でない修正として扱います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
