#include <array>

#include "chain_places.h"

namespace htlint::rules {
namespace {

constexpr std::array<Wording, 1> kVariants = {{
    {{.en = "`{0}` issued by `{1}` must not be served any more since {2}",
      .ja = "`{1}` が発行した `{0}` は、{2} 以降はもう送ってはいけません"},
     {.en = "Remove it. No other chain to a root that visitors trust is known here: fetch the "
            "intermediate that the CA offers now.",
      .ja = "取り除いてください。訪問者が信頼するルートまでの別の経路は見つかりません。"
            "認証局が現在配布している中間証明書を取得してください。"}},
}};

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  if (chain == nullptr) return;
  forEachWithRole(ctx, *chain, ChainRole::kWithdrawn,
                  [&](const ChainLink& link, const x509::FileCertificate& found) {
                    const x509::Certificate& certificate = found.certificate;
                    const auto withdrawal = x509::withdrawal(certificate, ctx.now());
                    FindingBuilder finding =
                        reportAt(ctx, found, authorityTitle(certificate.subject()),
                                 authorityTitle(certificate.issuer()), dateText(withdrawal->from));
                    finding.related({.en = withdrawal->en, .ja = withdrawal->ja},
                                    finding.finding().range);
                    if (!chain->isSound()) finding.variant(0);
                    offerRemoval(finding, link);
                  });
}

}  // namespace

extern constinit const RuleInfo certificateChainWithdrawn{
    .name = "certificate-chain-withdrawn",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A cross certificate is served that was withdrawn.",
                .ja = "廃止されたクロスルート証明書が送られます。"},
    .message = {.en = "`{0}` issued by `{1}` must not be served any more since {2}",
                .ja = "`{1}` が発行した `{0}` は、{2} 以降はもう送ってはいけません"},
    .help = {.en =
                 "Remove it; the rest of the chain is complete. Programs that follow the chain as "
                 "it is sent reach an end that is not valid, and refuse the site.",
             .ja = "取り除いてください。残りだけでチェーンは完全です。"
                   "送られてきた順にチェーンをたどるプログラムは、"
                   "無効な証明書に行き着いてサイトを拒否します。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A cross certificate let older systems, which did not have a new root yet, reach one that they had. Guides
of those years say to install it. Once the old root has ended, or the CA has revoked the cross
certificate, it does harm: programs with OpenSSL 1.0, LibreSSL and others follow what the server sends and
stop at the dead end, although there is a good way beside it.

htlint knows these, each from its date on:

- Security Communication RootCA2 issued by RootCA1 (SECOM; the guides of SureServer installed it as
  "cross root"): revoked on 2023-04-18;
- what AddTrust External CA Root issued, and cross certificates of that root: ended on 2020-05-30;
- ISRG Root X1 issued by DST Root CA X3 (Let's Encrypt): that root ended on 2021-09-30.

Before its date a cross certificate is left in place.

## Example

```certificate,with path=../roots.pem roots
cn=ISRG Root X1
ca=true
issuer=self
```

```certificate,with path=../old.pem pool
cn=DST Root CA X3
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=R3
---
cn=R3
ca=true
issuer=ISRG Root X1
---
cn=ISRG Root X1
name=Cross
ca=true
same-key-as=ISRG Root X1
issuer=DST Root CA X3
```

## How to fix it

`htlint fix` removes it. Nothing takes its place.
)md",
             .ja = R"md(
## どうなるか

クロスルート証明書は、新しいルート証明書をまだ持っていない古い環境から、持っているルートまでたどれるように
するものでした。当時の手順書では、インストールするように書かれています。
古いルートの期限が切れたり、認証局がクロスルート証明書を失効させたりした後は、かえって害になります。
OpenSSL 1.0 や LibreSSL などを使うプログラムは、正しい経路が別にあっても、
サーバーから送られた行き止まりの経路をたどって失敗します。

htlint は、次のものをそれぞれの日付以降に報告します。

- RootCA1 が発行した Security Communication RootCA2（セコムトラストシステムズ。
  SureServer の手順書で「クロスルート」としてインストールしたもの）: 2023-04-18 に失効
- AddTrust External CA Root が発行したものと、このルートへのクロスルート証明書: 2020-05-30 に期限切れ
- DST Root CA X3 が発行した ISRG Root X1（Let's Encrypt）: ルートが 2021-09-30 に期限切れ

その日付より前は、そのままにします。

## 例

```certificate,with path=../roots.pem roots
cn=ISRG Root X1
ca=true
issuer=self
```

```certificate,with path=../old.pem pool
cn=DST Root CA X3
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=R3
---
cn=R3
ca=true
issuer=ISRG Root X1
---
cn=ISRG Root X1
name=Cross
ca=true
same-key-as=ISRG Root X1
issuer=DST Root CA X3
```

## 直し方

`htlint fix` が取り除きます。代わりに入れるものはありません。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
