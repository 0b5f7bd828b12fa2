#include <array>

#include "lint/context.h"
#include "lint/trial.h"
#include "redirect_target.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kFolder };

constexpr std::array<Wording, 1> kVariants = {{
    {.message = {.en = "the redirect loses the name of its folder: {0} ends at {1}",
                 .ja = "転送するとフォルダー名がなくなります。{0} は {1} に転送されます"},
     .help = {.en = "In a folder's own .htaccess `$1` begins below the folder. Write "
                    "`%{{REQUEST_URI}}` instead, which is the whole path.",
              .ja = "フォルダーの .htaccess では、`$1` はフォルダーより下の部分だけです。"
                    "パス全体を表す `%{{REQUEST_URI}}` を使ってください。"}},
}};

constexpr Text kTitle = {"Redirect to the same path", "同じパスに転送します"};

/// Edits that make the target end with the path of the request; empty where none is known.
std::vector<text::TextEdit> keepPath(const HtaccessFile& file, const HttpsRedirect& redirect) {
  const auto start = endOfHost(file.source(), redirect);
  if (!start) return {};
  const std::uint32_t end = endOfTarget(redirect);
  if (redirect.rule == nullptr) {
    // `Redirect / https://host`: the slash of the source is cut off and missing in the target.
    const bool bare = redirect.redirect->source == "/" && *start == end;
    if (!bare) return {};
    return {{{end, end}, "/"}};
  }
  const std::string_view written = file.source().text({*start, end});
  const std::size_t query = std::min(written.find('?'), written.size());
  return {{{*start, *start + static_cast<std::uint32_t>(query)}, "%{REQUEST_URI}"}};
}

bool keepsPath(const Context& ctx, const HtaccessFile& file,
               const std::vector<text::TextEdit>& edits) {
  const auto after = analyseHttpsAfter(ctx.site(), file, bytesAfter(file, edits));
  return after.redirectsHttp && after.lostPaths.empty();
}

void check(Context& ctx) {
  const HtaccessFile& file = ctx.htaccess();
  for (const HttpsWitness& lost : ctx.https().lostPaths) {
    const HttpsRedirect* redirect = ctx.https().find(lost.redirect);
    if (redirect == nullptr || !staysOnSite(ctx.site(), *redirect)) continue;
    const std::string& path = lost.request.path;
    const std::string below = path.substr(file.isRoot() ? 0 : file.directory.size() + 1);
    const std::size_t query = lost.outcome.location.find('?');
    const bool folder = !file.isRoot() && lost.outcome.location.substr(0, query).ends_with(below);
    FindingBuilder builder =
        ctx.report(placeOf(file, redirect->node), shownUrl(lost.url(), redirect),
                   shownUrl(lost.outcome.location, redirect));
    if (folder) builder.variant(kFolder);
    std::vector<text::TextEdit> edits = keepPath(file, *redirect);
    if (!edits.empty() && !isManaged(file, redirect->node) && keepsPath(ctx, file, edits)) {
      builder.fix(FixSafety::kUnsafe, kTitle, std::move(edits));
    }
  }
}

}  // namespace

extern constinit const RuleInfo httpsRedirectDropsPath{
    .name = "https-redirect-drops-path",
    .group = Group::kHttps,
    .severity = Severity::kWarning,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "The redirect to https leads to another path than the one asked for.",
                .ja = "https への転送で、開こうとしたページとは別のパスに送られます。"},
    .message = {.en = "the redirect loses the path: {0} ends at {1}",
                .ja = "転送するとパスがなくなります。{0} は {1} に転送されます"},
    .help = {.en = "End the target with `/$1` and the pattern `^(.*)$`, or with "
                   "`%{{REQUEST_URI}}`.",
             .ja = "パターンを `^(.*)$`、行き先の最後を `/$1` にするか、"
                   "行き先の最後を `%{{REQUEST_URI}}` にしてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Visitors who follow an old link to a page are sent to the home page, or to a page that does not exist,
instead of to the same page over https. In the `.htaccess` of a folder the guide's lines lose the
folder's name: a rule there sees only the path below it, so `$1` for `/shop/list.html` is `list.html`.
`Redirect / https://host` without a slash at the end glues the path to the host.

## Example

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/ [R=301,L]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp%{REQUEST_URI} [R=301,L]
```

```apache,good host=www.example.co.jp
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## Fix safety

The path in the target becomes `%{REQUEST_URI}`, the path that was asked for. The fix is not safe,
since the other path may have been meant.
)md",
             .ja = R"md(
## どうなるか

古いリンクからページを開いた訪問者が、https の同じページではなく、トップページや存在しないページに送られます。
フォルダーの `.htaccess` に手順書の行を書くと、フォルダー名がなくなります。
そこではルールに渡されるのはフォルダーより下のパスだけなので、`/shop/list.html` の `$1` は `list.html` になります。
`Redirect / https://host` のように最後のスラッシュがないと、パスがホスト名につながってしまいます。

## 例

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/ [R=301,L]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp%{REQUEST_URI} [R=301,L]
```

```apache,good host=www.example.co.jp
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## 修正の安全性

行き先のパスを、開こうとしたパスを表す `%{REQUEST_URI}` にします。
別のパスに送ることが意図だった可能性もあるため、安全な修正とはしません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
