#include "chain_places.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  const x509::Path* path = chain == nullptr ? nullptr : chain->answer.best();
  if (path == nullptr || !path->endsBeforeLeaf) return;
  const x509::Certificate& leaf = chain->certificateOf(chain->links[chain->leaf]).certificate;
  for (const x509::PathStep& step : path->steps) {
    const bool endsEarly = step.certificate.notAfter() < leaf.notAfter();
    if (step.source != x509::CertificateSource::kServed || !endsEarly) continue;
    const ChainLink& link = chain->links[step.index];
    if (link.file != &ctx.certificateFile()) continue;
    FindingBuilder finding =
        reportAt(ctx, chain->certificateOf(link), authorityTitle(step.certificate.subject()),
                 titleOf(leaf), dateText(step.certificate.notAfter()), dateText(leaf.notAfter()));
    if (chain->completed) offerChainFix(finding, *chain);
  }
}

}  // namespace

extern constinit const RuleInfo certificateChainEndsEarly{
    .name = "certificate-chain-ends-early",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "An intermediate certificate expires before the server's.",
                .ja = "中間証明書の期限が、サーバー証明書より先に切れます。"},
    .message = {.en =
                    "the intermediate `{0}` ends on {2}, before the server certificate `{1}` does "
                    "({3})",
                .ja = "中間証明書 `{0}` は {2} に期限が切れます。"
                      "サーバー証明書 `{1}` の期限（{3}）より前です"},
    .help = {.en = "From that day on the site is refused, although its own certificate is valid. "
                   "Fetch the current issue of the intermediate from the CA; its key is the same.",
             .ja = "その日からは、サーバー証明書が有効でもサイトが拒否されます。"
                   "中間証明書の最新版を認証局から取得してください。鍵は変わりません。"},
    .docs = {.en = R"md(
## What happens

Every certificate of the chain has to be valid. CAs re-issue an intermediate, with the same name and key
and a later end, well before the old one expires; who renews the server certificate alone goes on serving
the old one.

When the file itself has an issue that outlives the server certificate, nothing is reported.

## Example

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
not-after=2026-07-01
---
cn=Example CA
ca=true
issuer=Example Root
not-after=2026-03-01
```

## How to fix it

`htlint fix` takes the newer issue from the folder that `--pool` or `site.pool` names, if it is there.
)md",
             .ja = R"md(
## どうなるか

チェーンの証明書はすべて有効でなければなりません。
認証局は、中間証明書の期限が切れるかなり前に、名前と鍵が同じで期限の長いものを再発行します。
サーバー証明書だけを更新していると、古いものを送り続けることになります。

ファイルの中に、サーバー証明書より期限の長いものがあれば報告しません。

## 例

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
not-after=2026-07-01
---
cn=Example CA
ca=true
issuer=Example Root
not-after=2026-03-01
```

## 直し方

`--pool` か `site.pool` で指定したフォルダーに新しいものがあれば、`htlint fix` がそれに入れ替えます。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
