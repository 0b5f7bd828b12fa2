#include "chain_places.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  if (chain == nullptr || chain->opensslFinds || chain->home != &ctx.certificateFile()) return;
  const x509::FileCertificate& leaf = chain->certificateOf(chain->links[chain->leaf]);
  FindingBuilder finding = reportAt(ctx, leaf, titleOf(leaf.certificate));
  offerChainFix(finding, *chain);
}

}  // namespace

extern constinit const RuleInfo certificateChainHidden{
    .name = "certificate-chain-hidden",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A valid path exists, but OpenSSL's clients do not find it.",
                .ja = "有効な経路がありますが、OpenSSL のクライアントには見つけられません。"},
    .message = {.en = "the chain of `{0}` has a valid path that OpenSSL does not find",
                .ja =
                    "`{0}` のチェーンには有効な経路がありますが、OpenSSL はそれを見つけられません"},
    .help = {.en = "OpenSSL takes the first issuer that fits by name and does not go back when it "
                   "turns out to be expired or of another root. Send only the certificates of the "
                   "valid path.",
             .ja =
                 "OpenSSL "
                 "は、名前の合う最初の発行者を選び、期限切れなどと分かっても戻って選び直しません。"
                 "有効な経路の証明書だけを送ってください。"},
    .docs = {.en = R"md(
## What happens

Between the server certificate and the roots there are several ways, and one of them is valid. Browsers
try all; OpenSSL 3.0 (curl, PHP, Python, mail servers, monitoring) takes for each step the first
certificate that fits by name, roots first, and reports whatever is wrong with that one. Expired re-issues
and cross certificates in the file lead it astray, and so does an authority key identifier that names
another issue.

## Example

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,with path=../far.pem pool
cn=Far Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
---
cn=Example CA
name=Example CA by Far Root
ca=true
same-key-as=Example CA
issuer=Far Root
---
cn=Example CA
ca=true
issuer=Example Root
```

## How to fix it

`htlint fix` leaves only the certificates of the valid path. Where an expired root among the trusted ones
is in the way, or the identifier in the certificate itself, only other roots or another certificate help.
)md",
             .ja = R"md(
## どうなるか

サーバー証明書からルート証明書までに複数の経路があり、そのうちの 1 つが有効です。
ブラウザーはすべて試しますが、OpenSSL 3.0（curl、PHP、Python、メールサーバー、監視など）は、
名前の合う最初の証明書を段ごとに選び（ルートを優先）、それに問題があれば失敗します。
ファイルにある期限切れの証明書やクロスルート証明書、別の発行分を指す機関鍵識別子がその原因になります。

## 例

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,with path=../far.pem pool
cn=Far Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
---
cn=Example CA
name=Example CA by Far Root
ca=true
same-key-as=Example CA
issuer=Far Root
---
cn=Example CA
ca=true
issuer=Example Root
```

## 直し方

`htlint fix` が、有効な経路の証明書だけを残します。
信頼されているルート証明書の中に期限切れのものがある場合や、証明書自体の識別子が原因の場合は、
ルート証明書か証明書を替えるしかありません。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
