#include "chain_places.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  if (chain == nullptr || !chain->isSound()) return;
  forEachWithRole(ctx, *chain, ChainRole::kBallast,
                  [&](const ChainLink& link, const x509::FileCertificate& ballast) {
                    const x509::Certificate& certificate = ballast.certificate;
                    FindingBuilder finding = reportAt(
                        ctx, ballast, authorityTitle(certificate.subject()),
                        authorityTitle(certificate.issuer()), dateText(certificate.notBefore()),
                        dateText(certificate.notAfter()));
                    offerRemoval(finding, link);
                  });
}

}  // namespace

extern constinit const RuleInfo certificateChainExpired{
    .name = "certificate-chain-expired",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A chain contains an expired branch beside a valid one.",
                .ja = "有効な経路のほかに、期限切れの経路が証明書チェーンに含まれています。"},
    .message = {.en = "`{0}` issued by `{1}` is not valid now (it is from {2} to {3}), and the "
                      "chain does not need it",
                .ja = "`{1}` が発行した `{0}` は有効期間（{2} から {3} まで）の外で、"
                      "チェーンにも必要ありません"},
    .help = {.en = "Remove it. Programs that follow the chain as it is sent stop at it and refuse "
                   "the site, although there is a valid way.",
             .ja = "取り除いてください。送られてきた順にチェーンをたどるプログラムは、"
                   "有効な経路があってもそこで止まり、サイトを拒否します。"},
    .docs = {.en = R"md(
## What happens

The same CA may have several certificates: re-issued, or cross-signed by another root. Modern programs
try them all and find the valid one. Programs with OpenSSL 1.0, LibreSSL, and devices take what the server
sends: in May 2020 an expired certificate that nobody needed any more took down thousands of services.

## Example

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
---
cn=Old Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
---
cn=Example CA
ca=true
issuer=Example Root
---
cn=Example CA
name=Example CA by Old Root
ca=true
same-key-as=Example CA
issuer=Old Root
not-after=2026-01-10
```

## How to fix it

`htlint fix` removes the branch.
)md",
             .ja = R"md(
## どうなるか

1 つの認証局が複数の証明書を持つことがあります。再発行されたものや、別のルートがクロス署名したものです。
新しいプログラムはすべて試して、有効なものを見つけます。
OpenSSL 1.0 や LibreSSL を使うプログラムや機器は、サーバーから送られたものをそのままたどります。
2020 年 5 月には、もう誰にも必要のない期限切れの証明書のために、数多くのサービスが止まりました。

## 例

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
---
cn=Old Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
---
cn=Example CA
ca=true
issuer=Example Root
---
cn=Example CA
name=Example CA by Old Root
ca=true
same-key-as=Example CA
issuer=Old Root
not-after=2026-01-10
```

## 直し方

`htlint fix` がその経路の証明書を取り除きます。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
