#include "lint/context.h"
#include "lint/https_analysis.h"
#include "redirect_lines.h"

namespace htlint::rules {
namespace {

/// Whether a directory above already redirects, or may do so in a way that is not modelled.
bool isRedirectedAbove(const Context& ctx, const HtaccessFile& file) {
  const HtaccessFile* above = ctx.site().parentOf(file);
  while (above != nullptr) {
    const HttpsAnalysis& https = ctx.httpsOf(*above);
    if (https.redirectsHttp || https.unknown || !above->input.unreadable.empty()) return true;
    above = ctx.site().parentOf(*above);
  }
  return false;
}

void check(Context& ctx) {
  const HtaccessFile& file = ctx.htaccess();
  if (!file.live || file.isRoot()) return;
  // Where only this file was given, nothing is known about the root's.
  const bool rootIsKnown = ctx.site().rootHtaccess() != nullptr || ctx.site().input().wholeRoot;
  if (!rootIsKnown || isRedirectedAbove(ctx, file)) return;
  for (const HttpsRedirect& redirect : ctx.https().redirects) {
    if (!redirect.general || !redirect.hasSchemeCondition) continue;
    ctx.report(placeOf(file, redirect.node), "/" + file.directory + "/");
    return;
  }
}

}  // namespace

extern constinit const RuleInfo httpsRedirectOnlyInSubfolder{
    .name = "https-redirect-only-in-subfolder",
    .group = Group::kHttps,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "Only a subfolder is redirected to https, not the site.",
                .ja = "https に転送されるのがサブフォルダーだけで、サイト全体ではありません。"},
    .message = {.en = "only {0} is redirected to https; the rest of the site is not",
                .ja = "https に転送されるのは {0} だけで、サイトのほかの部分は転送されません"},
    .help = {.en = "Put the redirect into the .htaccess of the web root.",
             .ja = "転送は、ウェブルートの .htaccess に書いてください。"},
    .docs = {.en = R"md(
## What happens

A `.htaccess` acts for its own folder and what lies below. The guide's lines in the file of a subfolder
redirect that folder alone: the home page and all other pages stay on http. Usually the file was
uploaded to the wrong folder.

If it is on purpose, say so with a comment in front of the rule:
`# htlint: ignore[https-redirect-only-in-subfolder] -- only the shop needs it`.

## Example

```apache,bad path=shop/.htaccess
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^ https://www.example.co.jp%{REQUEST_URI} [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## How to fix it

Move the lines to the `.htaccess` of the web root. There is no automatic fix here; for the root,
`https-redirect-missing` offers the lines.
)md",
             .ja = R"md(
## どうなるか

`.htaccess` は、そのフォルダーとその下にだけ効きます。
サブフォルダーのファイルに手順書の行を書くと、転送されるのはそのフォルダーだけで、トップページやほかのページは http のままです。
アップロード先のフォルダーを間違えた場合によく起こります。

意図してそうしている場合は、ルールの前にコメントで書いておきます。
`# htlint: ignore[https-redirect-only-in-subfolder] -- only the shop needs it`

## 例

```apache,bad path=shop/.htaccess
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^ https://www.example.co.jp%{REQUEST_URI} [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## 直し方

ウェブルートの `.htaccess` に行を移してください。
自動では直しませんが、ウェブルートに追加する行は `https-redirect-missing` が提案します。
)md"},
    .check = check,
};

}  // namespace htlint::rules
