#include <array>

#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/https_analysis.h"
#include "placeholders.h"
#include "redirect_lines.h"
#include "x509/host.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t {
  kNotSiteHost,
  kApexOfWww,
  kWwwOfApex,
  kApexOfWildcard,
  kTwoLabels,
  kCommonNameOnly,
};

constexpr Text kNotCovered = {"this redirect leads to {0}, which the certificate does not cover",
                              "この転送の行き先 {0} は、証明書の対象ではありません"};

constexpr std::array<Wording, 6> kVariants = {{
    {.message = {.en = "this redirect leads to {0}, but the site's host is {1}",
                 .ja = "この転送の行き先は {0} ですが、サイトのホスト名は {1} です"},
     .help = {.en =
                  "Redirect to {1}, or name {0} in `site.aliases` of htlint.toml if it belongs to "
                  "this site.",
              .ja = "{1} に転送してください。{0} もこのサイトのものであれば、htlint.toml の "
                    "`site.aliases` に書きます。"}},
    {.message = kNotCovered,
     .help = {.en = "The certificate is for {1}: with `www.`, but not without it. Redirect there.",
              .ja = "証明書の名前は `www.` の付いた {1} だけです。そちらに転送してください。"}},
    {.message = kNotCovered,
     .help = {.en = "The certificate is for {1}: without `www.`, but not with it. Redirect there.",
              .ja = "証明書の名前は `www.` の付かない {1} だけです。そちらに転送してください。"}},
    {.message = kNotCovered,
     .help = {.en = "The wildcard {1} stands for exactly one label, so it does not cover the bare "
                    "domain.",
              .ja = "ワイルドカード {1} はラベル 1 "
                    "つ分を表すため、ドメイン名そのものは対象になりません。"}},
    {.message = kNotCovered,
     .help =
         {.en = "The wildcard {1} stands for exactly one label, and this host has two there.",
          .ja =
              "ワイルドカード {1} が表すのはラベル 1 つ分だけで、このホスト名は 2 つ分あります。"}},
    {.message = kNotCovered,
     .help = {.en = "Only the common name of the certificate has it. Browsers look at the subject "
                    "alternative names alone: have the certificate issued again.",
              .ja = "証明書の Common Name にしか書かれていません。ブラウザーは SAN しか見ないため、"
                    "証明書の再発行が必要です。"}},
}};

constexpr Text kReplaceTitle = {"Redirect to {2}", "行き先を {2} にします"};

/// Names that come this close to the certificate's were meant to be this site.
std::size_t variantFor(x509::HostCoverage coverage, bool& close) {
  close = true;
  switch (coverage) {
    case x509::HostCoverage::kApexOfWww:
      return kApexOfWww;
    case x509::HostCoverage::kWwwOfApex:
      return kWwwOfApex;
    case x509::HostCoverage::kApexOfWildcard:
      return kApexOfWildcard;
    case x509::HostCoverage::kTwoLabels:
      return kTwoLabels;
    case x509::HostCoverage::kCommonNameOnly:
      return kCommonNameOnly;
    default:
      close = false;
      return kVariants.size();
  }
}

bool isNamed(const std::vector<std::string>& names, const std::string& host) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return equalsIgnoringCase(name, host); });
}

class Check {
 public:
  Check(Context& ctx, const HttpsRedirect& redirect)
      : ctx_(ctx), redirect_(redirect), host_(hostWithoutPort(redirect.host)) {}

  void run() {
    const SiteSettings& settings = ctx_.site().settings();
    const bool named = settings.host && (equalsIgnoringCase(*settings.host, host_) ||
                                         isNamed(settings.aliases, host_));
    const x509::Certificate* certificate = ctx_.site().certificate();
    if (certificate != nullptr && (named || !settings.host)) {
      judgeByCertificate(*certificate);
    } else if (settings.host && !named) {
      FindingBuilder builder = report(*settings.host, *settings.host);
      builder.variant(kNotSiteHost);
      offer(builder, *settings.host);
    }
  }

 private:
  FindingBuilder report(const std::string& name, const std::string& target) {
    return ctx_.report(redirect_.hostRange, host_, name, target);
  }

  void judgeByCertificate(const x509::Certificate& certificate) {
    const x509::HostMatch match = x509::matchHost(certificate, host_);
    if (match.covered()) return;
    bool close = false;
    const std::size_t variant = variantFor(match.coverage, close);
    // Without a condition on the scheme the whole site may have moved to another one.
    const bool meantForThisSite =
        redirect_.hasSchemeCondition || close || ctx_.site().settings().host;
    if (!meantForThisSite) return;
    const std::string target = ctx_.site().host().value_or("");
    const std::string name = match.name.empty() ? target : match.name;
    FindingBuilder builder = report(name, target);
    if (variant != kVariants.size()) builder.variant(variant);
    const bool better = !target.empty() && x509::matchHost(certificate, target).covered();
    if (better) offer(builder, target);
  }

  void offer(FindingBuilder& builder, const std::string& target) {
    const bool exact = ctx_.htaccess().source().text(redirect_.hostRange) == redirect_.host;
    if (!exact || isManaged(ctx_.htaccess(), redirect_.node)) return;
    builder.fix(FixSafety::kUnsafe, kReplaceTitle,
                std::vector<text::TextEdit>{{redirect_.hostRange, target}});
  }

  Context& ctx_;
  const HttpsRedirect& redirect_;
  std::string host_;
};

void check(Context& ctx) {
  for (const HttpsRedirect& redirect : ctx.https().redirects) {
    const bool literal = !redirect.host.empty() && !redirect.hostIsDynamic;
    if (!redirect.general || !literal) continue;
    if (holdsPlaceholder(ctx.htaccess(), redirect.node)) continue;
    Check(ctx, redirect).run();
  }
}

}  // namespace

extern constinit const RuleInfo httpsRedirectWrongHost{
    .name = "https-redirect-wrong-host",
    .group = Group::kHttps,
    .severity = Severity::kError,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "The redirect to https leads to a host that is not this site's, or that its "
                      "certificate does not cover.",
                .ja = "https への転送先が、このサイトのホスト名でないか、証明書の対象外です。"},
    .message = kNotCovered,
    .help = {.en = "Visitors get a warning page instead of the site. Redirect to a name that the "
                   "certificate has, such as {1}.",
             .ja = "訪問者にはサイトの代わりに警告が表示されます。"
                   "{1} など、証明書にある名前に転送してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Everybody who opens the site over http is sent to the host that the rule names. If it is misspelt,
left over from another site, or written with `www.` where the certificate has none, visitors see a
certificate warning or nothing at all. `example.co.jp` and `www.example.co.jp` are two names: a
certificate covers both only if it lists both.

htlint compares with the site's certificate, and with the host and the aliases where they are
configured.

## Example

```certificate,with path=server.pem
cn=www.example.co.jp
san=www.example.co.jp
```

```apache,bad
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://example.co.jp/$1 [R=301,L]
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

The host is replaced by the site's. That is never safe: which of the two is right, the rule or the
configuration, only you know. A rule without any condition that leads to an unrelated host is taken
for the redirect of a site that has moved, unless `site.host` says otherwise.
)md",
             .ja = R"md(
## どうなるか

http で開いた訪問者は全員、ルールに書かれたホストに転送されます。
綴りの間違い、別サイトの設定の写し、証明書にない `www.` などがあると、訪問者には証明書の警告が表示されるか、何も表示されません。
`example.co.jp` と `www.example.co.jp` は別の名前で、証明書が両方を対象にするのは両方が書かれているときだけです。

htlint は、サイトの証明書と、設定されていればホスト名と別名にも照らして調べます。

## 例

```certificate,with path=server.pem
cn=www.example.co.jp
san=www.example.co.jp
```

```apache,bad
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://example.co.jp/$1 [R=301,L]
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

ホスト名をサイトのものに置き換えます。
ルールと設定のどちらが正しいかは htlint にはわからないため、安全な修正にはなりません。
条件がなく、無関係なホストに向かうルールは、サイトが移転したものとみなします(`site.host` の設定がそれと違う場合は報告します)。
)md"},
    .check = check,
};

}  // namespace htlint::rules
