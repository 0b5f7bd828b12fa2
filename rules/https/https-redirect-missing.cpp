#include <array>

#include "lint/context.h"
#include "lint/https_analysis.h"
#include "lint/https_insert.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kNoHost, kEngineOff, kSharedRoot, kNoFile, kNoFileNoHost, kNoPlace };

constexpr std::array<Wording, 6> kVariants = {{
    {.message = {.en = "visitors who open http:// are not sent to https://",
                 .ja = "http:// で開いた訪問者が https:// に転送されません"},
     .help =
         {.en = "Tell htlint the host (--host, `site.host` in htlint.toml, or the certificate "
                "with --cert), and it offers the lines to insert.",
          .ja =
              "ホスト名（--host、htlint.toml の `site.host`、または --cert の証明書）を指定すると、"
              "追加する行を提案します。"}},
    {.message = {.en = "visitors who open http:// are not sent to https://, and the rewrite engine "
                       "that would do it is off",
                 .ja = "http:// で開いた訪問者が https:// に転送されません。"
                       "転送に使うリライトエンジンもオフです"},
     .help = {.en = "Decide whether the rules of this file may act again: with `RewriteEngine on` "
                    "they all do. Then htlint can offer the redirect.",
              .ja = "`RewriteEngine on` にすると、このファイルのルールがすべて有効になります。"
                    "有効にしてよいと判断できれば、htlint が転送の行を提案します。"}},
    {.message = {.en =
                     "visitors who open http:// are not sent to https://; this folder also serves "
                     "other sites ({0})",
                 .ja = "http:// で開いた訪問者が https:// に転送されません。"
                       "このフォルダーでは別のサイト（{0}）も公開されています"},
     .help = {.en = "No lines are offered here: they would send the visitors of the other sites to "
                    "this one's host as well.",
              .ja = "転送の行を追加すると別のサイトの訪問者までこのホストに送られるため、"
                    "ここでは提案しません。"}},
    {.message = {.en =
                     "there is no .htaccess, so visitors who open http:// are not sent to https://",
                 .ja = ".htaccess がないため、http:// で開いた訪問者が https:// に転送されません"},
     .help = {.en = "`htlint fix --create` writes one that sends everybody to https://{0}/.",
              .ja = "`htlint fix --create` を実行すると、https://{0}/ に転送する .htaccess "
                    "を作成します。"}},
    {.message = {.en =
                     "there is no .htaccess, so visitors who open http:// are not sent to https://",
                 .ja = ".htaccess がないため、http:// で開いた訪問者が https:// に転送されません"},
     .help =
         {.en = "Tell htlint the host (--host, `site.host` in htlint.toml, or the certificate "
                "with --cert), and `htlint fix --create` writes the file.",
          .ja = "ホスト名（--host、htlint.toml の `site.host`、または --cert の証明書）を指定して "
                "`htlint fix --create` を実行すると、ファイルを作成します。"}},
    {.message = {.en = "visitors who open http:// are not sent to https://",
                 .ja = "http:// で開いた訪問者が https:// に転送されません"},
     .help =
         {.en = "htlint found no place in this file where the redirect to https://{0}/ would "
                "work for every page. Put it in front of the first rule by hand and try it.",
          .ja =
              "このファイルには、すべてのページを https://{0}/ に転送できる追加場所が"
              "見つかりませんでした。最初のルールの前に手作業で追加し、動作を確認してください。"}},
}};

constexpr Text kCreateTitle = {"Create the file with the redirect to https://{0}/",
                               "https://{0}/ に転送する行を書いたファイルを作成します"};

const Text& titleFor(const HttpsInsert& insert) {
  static constexpr Text kEnd = {"Append the redirect to https://{0}/",
                                "ファイルの末尾に https://{0}/ への転送を追加します"};
  static constexpr Text kAfterEngine = {
      "Insert the redirect to https://{0}/ after RewriteEngine",
      "RewriteEngine の次の行に https://{0}/ への転送を追加します"};
  static constexpr Text kAfterLastRule = {
      "Insert the redirect to https://{0}/ on the line after the last RewriteRule",
      "最後の RewriteRule の次の行に https://{0}/ への転送を追加します"};
  static constexpr Text kBeforeFirstRule = {
      "Insert the redirect to https://{0}/ in front of the first rule, because after the last one "
      "it would not act for every page",
      "最後の RewriteRule の後では一部のページに効かないため、"
      "最初のルールの前に https://{0}/ への転送を追加します"};
  static constexpr Text kBeforeBlock = {
      "Insert the redirect to https://{0}/ in front of the block that a program rewrites",
      "プログラムが書き換えるブロックの前に https://{0}/ への転送を追加します"};
  switch (insert.place) {
    case InsertPlace::kAfterEngine:
      return kAfterEngine;
    case InsertPlace::kAfterLastRule:
      return kAfterLastRule;
    case InsertPlace::kBeforeFirstRule:
      return kBeforeFirstRule;
    case InsertPlace::kBeforeBlock:
      return kBeforeBlock;
    case InsertPlace::kEnd:
      break;
  }
  return kEnd;
}

std::string joined(const std::vector<std::string>& names) {
  std::string result;
  for (const std::string& name : names) result += (result.empty() ? "" : ", ") + name;
  return result;
}

/// Advice, unless something says that this site has a certificate or a host to redirect to.
Severity severityFor(const Context& ctx) {
  const bool wanted = ctx.site().settings().host || ctx.site().certificate() != nullptr;
  return wanted ? Severity::kWarning : Severity::kInfo;
}

void checkMissingFile(Context& ctx) {
  const std::string path = ctx.site().input().pathOf(".htaccess");
  if (!ctx.site().settings().domains.empty()) {
    ctx.reportPath(path, joined(ctx.site().settings().domains))
        .variant(kSharedRoot)
        .severity(Severity::kInfo);
    return;
  }
  const auto host = ctx.site().host();
  if (!host) {
    ctx.reportPath(path).variant(kNoFileNoHost).severity(severityFor(ctx));
    return;
  }
  const bool proxy = ctx.site().settings().tlsAtProxy;
  ctx.reportPath(path, *host)
      .variant(kNoFile)
      .severity(severityFor(ctx))
      .fix(FixSafety::kSafe, kCreateTitle,
           std::vector<FixEdit>{
               {FixEdit::Kind::kCreate, path, {}, httpsInsertText(*host, proxy, true, "\n")}});
}

void checkFile(Context& ctx, const HtaccessFile& file) {
  if (ctx.httpsOf(file).redirectsHttp) return;
  const auto report = [&](auto&&... args) {
    FindingBuilder builder = ctx.reportPath(file.input.path, args...);
    builder.finding().file = file.input.source;
    builder.severity(severityFor(ctx));
    return builder;
  };
  if (!ctx.site().settings().domains.empty()) {
    report(joined(ctx.site().settings().domains)).variant(kSharedRoot).severity(Severity::kInfo);
    return;
  }
  if (isEngineUnavailable(file)) {
    report().variant(kEngineOff);
    return;
  }
  const auto host = ctx.site().host();
  if (!host) {
    report().variant(kNoHost);
    return;
  }
  const auto insert = findHttpsInsert(ctx.site(), file, *host);
  if (!insert) {
    report(*host).variant(kNoPlace);
    return;
  }
  const FixSafety safety = insert->proof == Proof::kHolds ? FixSafety::kSafe : FixSafety::kUnsafe;
  report(*host).fix(safety, titleFor(*insert), std::vector<text::TextEdit>{insert->edit});
}

void check(Context& ctx) {
  const HtaccessFile* file = ctx.site().rootHtaccess();
  if (file != nullptr) {
    if (file->input.unreadable.empty()) checkFile(ctx, *file);
  } else if (ctx.site().input().wholeRoot) {
    checkMissingFile(ctx);
  }
}

}  // namespace

extern constinit const RuleInfo httpsRedirectMissing{
    .name = "https-redirect-missing",
    .group = Group::kHttps,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "Nothing sends the visitors of http:// to https://.",
                .ja = "http:// の訪問者を https:// に転送する設定がありません。"},
    .message = {.en = "visitors who open http:// are not sent to https://",
                .ja = "http:// で開いた訪問者が https:// に転送されません"},
    .help = {.en = "Insert the lines that send everybody to https://{0}/; `htlint fix` does it.",
             .ja = "https://{0}/ に転送する行を追加してください。`htlint fix` で追加できます。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A certificate alone changes nothing for visitors who type the address without `https://` or follow an
old link: they read the site, and send its forms, without encryption. The `.htaccess` of the web root
has to send them on. htlint takes every form that works for one: conditions on `%{HTTPS}`,
`%{SERVER_PORT}`, `%{REQUEST_SCHEME}` or a proxy's header, and `Redirect` in an `<If>`.

The finding is a warning when htlint knows a host or a certificate, and advice otherwise.

## Example

```apache,bad host=www.example.co.jp
ErrorDocument 404 /system_error_page/404.html
```

```apache,fixed
ErrorDocument 404 /system_error_page/404.html
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

Where rules exist already, two lines go on the line after the last of them:

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} iPhone
RewriteRule ^$ /sp/ [R,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} iPhone
RewriteRule ^$ /sp/ [R,L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

This file is complete:

```apache,good host=www.example.co.jp
RewriteEngine on
RewriteCond %{HTTPS} !=on
RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]
```

## How to fix it

The place is chosen by evaluating the rules: after the last RewriteRule if every page is redirected
from there, else in front of the first one. Blocks that a program rewrites, such as
`# BEGIN WordPress`, get the lines in front of them. The fix is safe where requests made from the
file's own patterns all end where their https request ends, and where every https answer stays as it
is. Where other sites share the web root (`site.domains`) nothing is offered.
)md",
             .ja = R"md(
## どうなるか

証明書を入れただけでは、`https://` を付けずに開いた訪問者や古いリンクから来た訪問者には何も変わりません。
ページの閲覧もフォームの送信も、暗号化されないまま行われます。
転送するには、ウェブルートの `.htaccess` に設定が必要です。
`%{HTTPS}`、`%{SERVER_PORT}`、`%{REQUEST_SCHEME}`、プロキシのヘッダーを条件にしたもの、`<If>` の中の `Redirect` など、実際に働く書き方であればすべて設定済みとみなします。

ホスト名か証明書がわかっているときは警告、それ以外では助言です。

## 例

```apache,bad host=www.example.co.jp
ErrorDocument 404 /system_error_page/404.html
```

```apache,fixed
ErrorDocument 404 /system_error_page/404.html
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

すでにルールがあるときは、最後のルールの次の行に 2 行を追加します。

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} iPhone
RewriteRule ^$ /sp/ [R,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} iPhone
RewriteRule ^$ /sp/ [R,L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

次のファイルはこのままで問題ありません。

```apache,good host=www.example.co.jp
RewriteEngine on
RewriteCond %{HTTPS} !=on
RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]
```

## 直し方

追加する場所は、ルールを評価して決めます。
最後の RewriteRule の後ですべてのページが転送されるならそこに、そうでなければ最初のルールの前に追加します。
`# BEGIN WordPress` のようにプログラムが書き換えるブロックには、その前に追加します。
ファイルのパターンから作ったリクエストがすべて https のときと同じ行き先になり、https の応答が変わらないことを確かめられた場合に、安全な修正とします。
ほかのサイトとウェブルートを共有しているとき（`site.domains`）は提案しません。
)md"},
    .checkSite = check,
};

}  // namespace htlint::rules
