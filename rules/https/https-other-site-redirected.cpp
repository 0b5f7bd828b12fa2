#include <array>

#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/https_analysis.h"
#include "redirect_lines.h"

namespace htlint::rules {
namespace {

constexpr Text kTitle = {"Redirect only this site's visitors: insert `{3}`",
                         "このサイトの訪問者だけを転送するように `{3}` を追加します"};

std::string withoutWww(const std::string& host) {
  return startsWithIgnoringCase(host, "www.") ? host.substr(4) : host;
}

std::string escapeDots(const std::string& host) {
  std::string result;
  for (const char c : host) result += c == '.' ? std::string("\\.") : std::string(1, c);
  return result;
}

/// A condition that holds for the site's own hosts, each with and without `www.`.
std::string hostCondition(const Site& site) {
  std::vector<std::string> names;
  for (const std::string& host : ownHosts(site)) {
    const std::string name = escapeDots(lowerAscii(withoutWww(host)));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  std::string alternatives = names.front();
  for (std::size_t i = 1; i < names.size(); ++i) alternatives += "|" + names[i];
  if (names.size() > 1) alternatives = "(" + alternatives + ")";
  return "RewriteCond %{HTTP_HOST} ^(www\\.)?" + alternatives + "$ [NC]";
}

void offer(Context& ctx, const HttpsWitness& witness, const std::string& condition,
           FindingBuilder& builder) {
  const HtaccessFile& file = ctx.htaccess();
  const auto& rules = file.report->rewrite.scopes.front().rules;
  const bool isRule = std::any_of(rules.begin(), rules.end(), [&](const httpd::RewriteRule& rule) {
    return rule.node == witness.redirect;
  });
  if (!isRule || isManaged(file, witness.redirect)) return;
  std::vector<text::TextEdit> edits = {insertLineBefore(file, witness.redirect, condition)};
  const auto after = analyseHttpsAfter(ctx.site(), file, bytesAfter(file, edits));
  // The inserted line moves the rule to the next node.
  const bool cured = std::none_of(
      after.otherSites.begin(), after.otherSites.end(),
      [&](const HttpsWitness& other) { return other.redirect == witness.redirect + 1; });
  if (!cured || after.redirectsHttp != ctx.https().redirectsHttp) return;
  builder.fix(FixSafety::kUnsafe, kTitle, std::move(edits));
}

void check(Context& ctx) {
  const auto host = ctx.site().host();
  for (const HttpsWitness& witness : ctx.https().otherSites) {
    const std::string condition = host ? hostCondition(ctx.site()) : "";
    FindingBuilder builder =
        ctx.report(placeOf(ctx.htaccess(), witness.redirect), witness.request.host, witness.url(),
                   witness.outcome.location, condition);
    if (host) offer(ctx, witness, condition, builder);
  }
}

}  // namespace

extern constinit const RuleInfo httpsOtherSiteRedirected{
    .name = "https-other-site-redirected",
    .group = Group::kHttps,
    .severity = Severity::kError,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "Visitors of another site on the same web root are redirected to this one.",
                .ja = "同じウェブルートの別のサイトの訪問者が、このサイトに転送されます。"},
    .message = {.en = "visitors of {0} are sent to this site: {1} ends at {2}",
                .ja = "{0} の訪問者がこのサイトに送られます。{1} は {2} に転送されます"},
    .help = {.en =
                 "Limit the redirect by a condition on `%{{HTTP_HOST}}` to this site's own names.",
             .ja = "`%{{HTTP_HOST}}` の条件を付けて、"
                   "このサイトの名前のときだけ転送するようにしてください。"},
    .docs = {.en = R"md(
## What happens

With a multi-domain feature, or under a shared TLS name, several sites use one web root and one
`.htaccess`. A redirect that names a host sends the visitors of all of them there: the other sites can
no longer be reached. The hosting guide says that such sites must not use its lines.

htlint knows of the other sites when `site.domains` in htlint.toml names them.

## Example

```toml,with
[site]
host = "www.example.co.jp"
domains = ["other.example.net"]
```

```apache,bad
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteCond %{HTTP_HOST} ^(www\.)?example\.co\.jp$ [NC]
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://%{HTTP_HOST}/$1 [R=301,L]
```

## Fix safety

A condition on the host is put in front of the rule. The fix is not safe: whether the other sites shall
have https themselves, and a certificate for it, is for you to decide.
)md",
             .ja = R"md(
## どうなるか

マルチドメインの機能や共用 SSL を使っていると、複数のサイトが 1 つのウェブルートと 1 つの `.htaccess` を共有します。
ホスト名を書いた転送は、そのすべての訪問者を 1 つのホストに送るため、ほかのサイトが見られなくなります。
ホスティングの手順書でも、このようなサイトではこの設定をしないことになっています。

ほかのサイトは、htlint.toml の `site.domains` で指定します。

## 例

```toml,with
[site]
host = "www.example.co.jp"
domains = ["other.example.net"]
```

```apache,bad
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteCond %{HTTP_HOST} ^(www\.)?example\.co\.jp$ [NC]
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://%{HTTP_HOST}/$1 [R=301,L]
```

## 修正の安全性

ルールの前にホストの条件を追加します。
ほかのサイトも https にするかどうか、そのための証明書があるかどうかは htlint にはわからないため、安全な修正とはしません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
