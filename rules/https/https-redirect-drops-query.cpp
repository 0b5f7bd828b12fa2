#include <array>

#include "lint/context.h"
#include "redirect_target.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kDiscardFlag, kOwnQuery };

constexpr Text kMessage = {"the redirect loses the query: {0} ends at {1}",
                           "転送するとクエリー文字列がなくなります。{0} は {1} に転送されます"};

constexpr std::array<Wording, 2> kVariants = {{
    {.message = kMessage,
     .help = {.en = "Remove the flag `QSD`, which discards the query.",
              .ja = "クエリー文字列を捨てるフラグ `QSD` を取り除いてください。"}},
    {.message = kMessage,
     .help = {.en = "The target has a query of its own. Add the flag `QSA`, and the visitor's is "
                    "appended to it.",
              .ja = "行き先にクエリー文字列が書かれています。フラグ `QSA` を追加すると、"
                    "訪問者のクエリー文字列がその後に付きます。"}},
}};

constexpr Text kTitle = {"Keep the query", "クエリー文字列を残します"};

/// The flags without QSD, `[` and `]` included; empty when none is left.
std::string flagsWithoutDiscard(std::string_view flags) {
  std::string result;
  std::size_t at = 1;
  while (at < flags.size()) {
    const std::size_t end = std::min(flags.find_first_of(",]", at), flags.size());
    const std::string_view flag = flags.substr(at, end - at);
    const std::string name = lowerAscii(trimBlanks(flag));
    if (name != "qsd" && name != "qsdiscard") {
      result += (result.empty() ? "[" : ",") + std::string(flag);
    }
    at = end + 1;
  }
  return result.empty() ? result : result + "]";
}

std::vector<text::TextEdit> keepQuery(const HtaccessFile& file, const HttpsRedirect& redirect) {
  if (redirect.rule == nullptr) return {};
  const httpd::RewriteRule& rule = *redirect.rule;
  const text::SourceFile& source = file.source();
  std::vector<text::TextEdit> edits;
  const std::uint32_t end = endOfTarget(redirect);
  if (source.text({rule.substitution.range.start, end}).ends_with('?')) {
    edits.push_back({{end - 1, end}, ""});
  }
  if (!rule.flagsArgument) return edits;
  const htaccess::Argument& flags = *rule.flagsArgument;
  if (rule.flags.queryDiscard) {
    if (flags.quote != '\0') return {};
    edits.push_back({flags.range, flagsWithoutDiscard(source.text(flags.range))});
  } else if (edits.empty()) {
    const std::size_t bracket = source.text(flags.range).rfind(']');
    if (bracket == std::string_view::npos) return {};
    const auto at = flags.range.start + static_cast<std::uint32_t>(bracket);
    edits.push_back({{at, at}, ",QSA"});
  }
  return edits;
}

bool keepsQuery(const Context& ctx, const HtaccessFile& file,
                const std::vector<text::TextEdit>& edits) {
  const auto after = analyseHttpsAfter(ctx.site(), file, bytesAfter(file, edits));
  return after.redirectsHttp && after.lostQueries.empty();
}

void check(Context& ctx) {
  const HtaccessFile& file = ctx.htaccess();
  for (const HttpsWitness& lost : ctx.https().lostQueries) {
    const HttpsRedirect* redirect = ctx.https().find(lost.redirect);
    if (redirect == nullptr || !staysOnSite(ctx.site(), *redirect)) continue;
    FindingBuilder builder =
        ctx.report(placeOf(file, redirect->node), shownUrl(lost.url(), redirect),
                   shownUrl(lost.outcome.location, redirect));
    if (redirect->rule != nullptr && redirect->rule->flags.queryDiscard) {
      builder.variant(kDiscardFlag);
    } else if (lost.outcome.location.find('?') != std::string::npos) {
      builder.variant(kOwnQuery);
    }
    std::vector<text::TextEdit> edits = keepQuery(file, *redirect);
    if (!edits.empty() && !isManaged(file, redirect->node) && keepsQuery(ctx, file, edits)) {
      builder.fix(FixSafety::kUnsafe, kTitle, std::move(edits));
    }
  }
}

}  // namespace

extern constinit const RuleInfo httpsRedirectDropsQuery{
    .name = "https-redirect-drops-query",
    .group = Group::kHttps,
    .severity = Severity::kWarning,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "The redirect to https loses the query, the part after `?`.",
                .ja = "https への転送で、`?` より後のクエリー文字列がなくなります。"},
    .message = kMessage,
    .help = {.en = "Remove the `?` at the end of the target; the query is then kept by itself.",
             .ja = "行き先の最後の `?` を取り除いてください。"
                   "クエリー文字列はそのまま引き継がれます。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

mod_rewrite hands the query on by itself. A `?` at the end of the target, the flag `QSD`, or a query in
the target without the flag `QSA` drops it: links with parameters, searches and campaign codes then
end at the bare page.

## Example

```apache,bad
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1? [R=301,L]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## Fix safety

The `?` or the flag `QSD` is removed, or the flag `QSA` added. The fix is not safe, since dropping the
query may have been meant.
)md",
             .ja = R"md(
## どうなるか

mod_rewrite は、何もしなくてもクエリー文字列を引き継ぎます。
行き先の最後の `?`、フラグ `QSD`、`QSA` なしで行き先に書いたクエリー文字列があると、訪問者のクエリー文字列は捨てられます。
パラメーター付きのリンクや検索結果、広告の識別子が失われます。

## 例

```apache,bad
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1? [R=301,L]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## 修正の安全性

`?` かフラグ `QSD` を取り除くか、フラグ `QSA` を追加します。
クエリー文字列を捨てることが意図だった可能性もあるため、安全な修正とはしません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
