#include <algorithm>
#include <array>

#include "judged_leaf.h"

namespace htlint::rules {
namespace {

using x509::HostCoverage;

/// Whether certificate-host-not-covered says the same about a host of the site.
bool isSaidAlready(const Context& ctx, const x509::Certificate& certificate) {
  if (!isSiteCertificateFile(ctx)) return false;
  const auto isOnlyCommonName = [&certificate](const std::string& host) {
    return x509::matchHost(certificate, host).coverage == HostCoverage::kCommonNameOnly;
  };
  const SiteSettings& settings = ctx.site().settings();
  return (settings.host && isOnlyCommonName(*settings.host)) ||
         std::any_of(settings.aliases.begin(), settings.aliases.end(), isOnlyCommonName);
}

/// A wildcard is a name like any other here: it is looked for among the SANs as it stands.
bool isMissing(const x509::Certificate& certificate, std::string_view commonName) {
  const auto isThat = [commonName](const std::string& name) {
    return equalsIgnoringCase(name, commonName);
  };
  const auto& names = certificate.dnsNames();
  if (std::any_of(names.begin(), names.end(), isThat)) return false;
  if (commonName.starts_with("*.")) return x509::toAsciiHost(commonName.substr(2)).has_value();
  // A company's name in the common name says nothing about hosts; without a dot it may be one.
  if (commonName.find('.') == std::string_view::npos) return false;
  const HostCoverage coverage = x509::matchHost(certificate, commonName).coverage;
  return coverage != HostCoverage::kCovered && coverage != HostCoverage::kInvalidHost;
}

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr) return;
  const x509::Certificate& certificate = leaf->certificate;
  const auto commonName = certificate.commonName();
  // Without any name it is certificate-san-missing that speaks.
  const bool nameless = certificate.dnsNames().empty() && certificate.ipAddresses().empty();
  if (!commonName || nameless || !isMissing(certificate, *commonName)) return;
  if (isSaidAlready(ctx, certificate)) return;
  ctx.report(placeOf(ctx.certificateFile(), *leaf), *commonName, listNames(certificate));
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc9525#section-6"};

}  // namespace

extern constinit const RuleInfo certificateCnNotInSan{
    .name = "certificate-cn-not-in-san",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The certificate's common name is not among its alternative names (SANs).",
                .ja = "証明書のコモンネームが代替名（SAN）に含まれていません。"},
    .message =
        {.en = "the common name `{0}` is not among the certificate's alternative names (SANs): "
               "{1}",
         .ja = "コモンネーム `{0}` が証明書の代替名（SAN）に含まれていません（SAN: {1}）"},
    .help =
        {.en = "Browsers do not look at the common name: under `{0}` visitors get a warning. Have "
               "the certificate issued again with `{0}` among its alternative names.",
         .ja = "ブラウザーはコモンネームを見ないため、`{0}` では警告が表示されます。"
               "代替名に `{0}` を含めて証明書を発行し直してもらってください。"},
    .docs = {.en = R"md(
## What happens

The common name (CN) is what people read; browsers decide by the alternative names (SANs) alone. A
public CA has to repeat the common name among them. A certificate where it is missing was made by hand
or by an old program, and under its own common name browsers refuse it. Command line tools that fall
back to the common name hide this.

## Example

```certificate,bad path=server.pem
cn=www.example.jp
san=example.jp
```

```certificate,good path=server.pem
cn=www.example.jp
san=www.example.jp
san=example.jp
```

## How to fix it

There is no automatic fix. Have the certificate issued again with all its names as SANs.
)md",
             .ja = R"md(
## どうなるか

コモンネーム (CN) は人が読むためのもので、ブラウザーは代替名（SAN）だけで判断します。
公的な認証局の証明書では、コモンネームが必ず代替名にも入っています。
入っていない証明書は手作業か古いソフトで作られたもので、コモンネームの名前で開いてもブラウザーに拒否されます。
コモンネームまで調べるコマンドラインのツールでは、この問題に気付けません。

## 例

```certificate,bad path=server.pem
cn=www.example.jp
san=example.jp
```

```certificate,good path=server.pem
cn=www.example.jp
san=www.example.jp
san=example.jp
```

## 直し方

自動では直せません。
すべての名前を SAN に入れて、証明書を発行し直してもらってください。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
