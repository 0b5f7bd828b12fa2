#include <algorithm>
#include <array>

#include "judged_request.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kTwin, kContract };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "the common name of this request is `{0}`, but the site's host is `{1}`",
      .ja = "この CSR のコモンネームは `{0}` ですが、サイトのホスト名は `{1}` です"},
     {.en = "The two are different names. Make the request again with `{1}`, or apply for a "
            "certificate that covers both (the application form offers this).",
      .ja = "この 2 つは別の名前です。`{1}` で CSR "
            "を作り直すか、両方を対象にする証明書を申請してください（申請フォームで選べます）。"}},
    {{.en =
          "the common name of this request is `{0}`; the contract is for `{1}` and `www.{1}` alone",
      .ja = "この CSR のコモンネームは `{0}` ですが、契約の対象は `{1}` と `www.{1}` だけです"},
     {.en = "Make the request again with one of the two; any other name makes the application "
            "void. Another subdomain needs a contract of its own.",
      .ja = "どちらかの名前で CSR "
            "を作り直してください。それ以外の名前の申請は無効になります。別のサブドメインには、別の"
            "契約が必要です。"}},
}};

bool isSameHost(std::string_view a, std::string_view b) {
  const auto left = x509::toAsciiHost(a);
  const auto right = x509::toAsciiHost(b);
  return left && right ? *left == *right : equalsIgnoringCase(a, b);
}

bool isWww(std::string_view name, std::string_view domain) {
  return startsWithIgnoringCase(name, "www.") && isSameHost(name.substr(4), domain);
}

bool isCoveredByOthers(const x509::Request& request, const std::string& host) {
  const auto& names = request.dnsNames;
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return isSameHost(name, host); });
}

bool isWildcardFor(std::string_view name, std::string_view host) {
  const std::size_t dot = host.find('.');
  return name.starts_with("*.") && dot != std::string_view::npos &&
         isSameHost(name.substr(2), host.substr(dot + 1));
}

void checkHost(Context& ctx, const x509::Request& request, const std::string& name,
               const std::string& host) {
  if (isSameHost(name, host) || isCoveredByOthers(request, host) || isWildcardFor(name, host)) {
    return;
  }
  FindingBuilder finding =
      ctx.report(placeOf(ctx.certificateFile(), request), x509::toUnicodeHost(name), host);
  if (isWww(name, host) || isWww(host, name)) finding.variant(kTwin).severity(Severity::kWarning);
}

void check(Context& ctx) {
  const SiteSettings& settings = ctx.site().settings();
  for (const x509::Request& request : judgedRequests(ctx)) {
    const auto commonName = request.subject.commonName();
    if (!commonName || commonName->empty()) continue;
    const std::string name(*commonName);
    const auto& contract = settings.contractDomain;
    if (contract && !isSameHost(name, *contract) && !isWww(name, *contract)) {
      ctx.report(placeOf(ctx.certificateFile(), request), x509::toUnicodeHost(name), *contract)
          .variant(kContract);
    } else if (settings.host) {
      checkHost(ctx, request, name, *settings.host);
    }
  }
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/"};

}  // namespace

extern constinit const RuleInfo requestNameMismatch{
    .name = "request-name-mismatch",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The request's (CSR's) common name is not the site's host, or not in the "
                      "contracted domain.",
                .ja = "CSR のコモンネームが、サイトのホスト名や契約ドメインと異なります。"},
    .message = {.en = "the common name of this request is `{0}`, but the site's host is `{1}`",
                .ja = "この CSR のコモンネームは `{0}` ですが、サイトのホスト名は `{1}` です"},
    .help = {.en = "Make the request again with the common name `{1}`; the certificate would not "
                   "cover the site. If the host is wrong, correct `site.host` in htlint.toml.",
             .ja = "このままではサイトが証明書の対象になりません。コモンネームを `{1}` にして CSR "
                   "を作り直してください。ホスト名の設定が違う場合は、htlint.toml の `site.host` "
                   "を直します。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The certificate will be for the common name of the request. With the name of another site, with a spelling
mistake, or with `www.` where the site has none, it will be of no use, and a new application is needed.
The hosting service issues for exactly two names: the contracted domain, and `www.` in front of it; any
other makes the application void.

htlint compares with `site.host` (`--host`) and with `site.contract-domain` of htlint.toml.

## Example

```toml,with
[site]
host = "www.example.co.jp"
contract-domain = "example.co.jp"
```

```request,bad path=server.csr
cn=shop.example.co.jp
```

```request,good path=server.csr
cn=www.example.co.jp
```

## How to fix it

There is no automatic fix: a request is signed with the private key.
)md",
             .ja = R"md(
## どうなるか

発行される証明書は、CSR のコモンネームのためのものになります。
別のサイトの名前、綴りの間違い、余分な `www.` などがあると使えず、申請からやり直しになります。
ホスティングサービスが発行するのは、契約ドメインか、その前に `www.` を付けた名前だけで、それ以外の申請は無効になります。

htlint は、`site.host`（`--host`）と htlint.toml の `site.contract-domain` に照らして確認します。

## 例

```toml,with
[site]
host = "www.example.co.jp"
contract-domain = "example.co.jp"
```

```request,bad path=server.csr
cn=shop.example.co.jp
```

```request,good path=server.csr
cn=www.example.co.jp
```

## 直し方

CSR は秘密鍵で署名されているため、自動では直せません。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
