#include <algorithm>
#include <array>
#include <vector>

#include "../certificate/judged_leaf.h"
#include "lint/ascii.h"
#include "lint/context.h"
#include "placeholders.h"
#include "redirect_lines.h"
#include "x509/host.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kOtherSite, kAlias };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "this rule sends visitors to https://{0}, another site of this web root, which this "
            "certificate does not cover",
      .ja = "このルールは訪問者を、同じウェブルートの別のサイト https://{0} "
            "に転送しますが、この証明書の対象ではありません"},
     {.en = "See whether `{0}` has a certificate of its own.",
      .ja = "`{0}` に専用の証明書があるか確認してください。"}},
    {{.en = "visitors of http://{0} are sent to https://{0}, which the site's certificate does not "
            "cover",
      .ja =
          "http://{0} の訪問者は https://{0} に転送されますが、サイトの証明書の対象ではありません"},
     {.en = "Redirect to a fixed name that the certificate has ({1}) instead of the name asked "
            "for, or have `{0}` added to the certificate.",
      .ja = "要求された名前ではなく、証明書にある名前（{1}）に転送するか、`{0}` "
            "を証明書に追加してもらってください。"}},
}};

bool isSameHost(std::string_view a, std::string_view b) { return equalsIgnoringCase(a, b); }

bool isTwin(std::string_view a, std::string_view b) {
  return (startsWithIgnoringCase(a, "www.") && isSameHost(a.substr(4), b)) ||
         (startsWithIgnoringCase(b, "www.") && isSameHost(b.substr(4), a));
}

bool isAmong(const std::vector<std::string>& names, std::string_view host) {
  return std::any_of(names.begin(), names.end(), [host](const std::string& name) {
    return isSameHost(name, host) || isTwin(name, host);
  });
}

bool belongsToSite(const Site& site, std::string_view host) {
  const auto own = site.host();
  return (own && (isSameHost(*own, host) || isTwin(*own, host))) ||
         isAmong(site.settings().aliases, host);
}

/// `https://%{HTTP_HOST}/` sends the visitors of every name on under that name.
void checkAliases(Context& ctx, const x509::Certificate& certificate) {
  const auto& aliases = ctx.site().settings().aliases;
  for (const HttpsWitness& witness : ctx.https().keptNames) {
    const std::string& name = witness.request.host;
    const HttpsRedirect* redirect = ctx.https().find(witness.redirect);
    const bool alias = std::find(aliases.begin(), aliases.end(), name) != aliases.end();
    if (!alias || redirect == nullptr || !redirect->host.empty()) continue;
    if (x509::matchHost(certificate, name).covered()) continue;
    ctx.report(redirect->hostRange, name, listNames(certificate)).variant(kAlias);
  }
}

void checkTargets(Context& ctx, const x509::Certificate& certificate) {
  for (const HttpsRedirect& redirect : ctx.https().redirects) {
    // The redirect of the whole site is the business of https-redirect-wrong-host. Another port may
    // be another server's.
    const bool literal = !redirect.host.empty() && !redirect.hostIsDynamic;
    if (redirect.general || !literal || redirect.host.find(':') != std::string::npos) continue;
    if (holdsPlaceholder(ctx.htaccess(), redirect.node)) continue;
    const bool own = belongsToSite(ctx.site(), redirect.host);
    const bool other = isAmong(ctx.site().settings().domains, redirect.host);
    if (!own && !other) continue;
    if (x509::matchHost(certificate, redirect.host).covered()) continue;
    FindingBuilder finding = ctx.report(redirect.hostRange, redirect.host, listNames(certificate));
    if (!own) finding.variant(kOtherSite).severity(Severity::kInfo);
  }
}

void check(Context& ctx) {
  const x509::Certificate* certificate = ctx.site().certificate();
  if (certificate == nullptr) return;
  checkTargets(ctx, *certificate);
  checkAliases(ctx, *certificate);
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc9525#section-6"};

}  // namespace

extern constinit const RuleInfo httpsTargetNotCovered{
    .name = "https-target-not-covered",
    .group = Group::kHttps,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A rule sends visitors to https under a name of the site that its "
                      "certificate does not cover.",
                .ja =
                    "サイトの名前のうち証明書の対象外のものへ、https で転送するルールがあります。"},
    .message =
        {.en =
             "this rule sends visitors to https://{0}, which the site's certificate does not cover",
         .ja =
             "このルールは訪問者を https://{0} に転送しますが、サイトの証明書の対象ではありません"},
    .help = {.en = "Visitors get a warning instead of the page. Use a name that the certificate "
                   "has ({1}), or have `{0}` added to the certificate.",
             .ja = "訪問者にはページの代わりに警告が表示されます。証明書にある名前（{1}"
                   "）を使うか、`{0}` を証明書に追加してもらってください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A redirect to https under a name that the certificate lacks shows visitors a full-page warning, and the
page behind it cannot be reached by it. Old rules often name the site with `www.` here and without it
there, and a certificate covers both only if it lists both.

htlint looks at every rule with a literal https target that is one of the site's own names: `site.host`,
its `aliases`, each with and without `www.`, or the certificate's common name. Names of `site.domains`
may have certificates of their own: for them the finding is a hint. Where a rule keeps the name that was
asked for (`https://%{HTTP_HOST}/`), each of the aliases is tried.

## Example

```certificate,with path=server.pem
cn=www.example.co.jp
```

```apache,bad
RewriteEngine on
RewriteRule ^cart/ https://example.co.jp/cart/ [R=301,L]
```

```apache,good
RewriteEngine on
RewriteRule ^cart/ https://www.example.co.jp/cart/ [R=301,L]
```

## How to fix it

There is no automatic fix: whether the rule or the certificate is to be changed, only you know.
)md",
             .ja = R"md(
## どうなるか

証明書にない名前へ https で転送すると、訪問者には警告画面が表示され、その先のページを開けません。
古いルールでは、サイトの名前が `www.` 付きだったり `www.` なしだったりすることがよくありますが、証明書が両方を対象にするのは、両方が書かれているときだけです。

htlint は、転送先がサイト自身の名前（`site.host`、`aliases`、それぞれの `www.` の有無、証明書のコモンネーム）であるすべてのルールを調べます。
`site.domains` の名前には別の証明書があるかもしれないため、情報として知らせます。
要求された名前のまま転送するルール（`https://%{HTTP_HOST}/`）については、すべての別名で試します。

## 例

```certificate,with path=server.pem
cn=www.example.co.jp
```

```apache,bad
RewriteEngine on
RewriteRule ^cart/ https://example.co.jp/cart/ [R=301,L]
```

```apache,good
RewriteEngine on
RewriteRule ^cart/ https://www.example.co.jp/cart/ [R=301,L]
```

## 直し方

ルールと証明書のどちらを直すべきかは htlint には分からないため、自動では直せません。
)md"},
    .references = kReferences,
    .check = check,
};

}  // namespace htlint::rules
