#include "chain_places.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  if (chain == nullptr) return;
  forEachWithRole(ctx, *chain, ChainRole::kAnchor,
                  [&](const ChainLink& link, const x509::FileCertificate& root) {
                    FindingBuilder finding =
                        reportAt(ctx, root, authorityTitle(root.certificate.subject()));
                    offerRemoval(finding, link);
                  });
}

}  // namespace

extern constinit const RuleInfo certificateChainAnchor{
    .name = "certificate-chain-anchor",
    .group = Group::kCertificate,
    .severity = Severity::kInfo,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A chain contains its root certificate.",
                .ja = "証明書チェーンにルート証明書が含まれています。"},
    .message = {.en = "the chain contains its anchor, the root certificate `{0}`",
                .ja = "証明書チェーンにルート証明書 `{0}` が含まれています"},
    .help = {.en = "Leave it out: whoever trusts the root has it, and nobody trusts it because the "
                   "server sends it.",
             .ja = "取り除いて構いません。信頼している訪問者はすでに持っていて、"
                   "サーバーから送られても信頼されるようにはなりません。"},
    .docs = {.en = R"md(
## What happens

Nothing breaks. Every visitor gets about a kilobyte more with every new connection, for nothing: a root
counts only where it is installed (RFC 8446 4.4.2 lets servers leave it out).

## Example

```certificate,with path=../roots.pem roots
cn=Example Root
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
cn=Example Root
name=The root as sent
ca=true
same-key-as=Example Root
issuer=self
```

## How to fix it

`htlint fix` removes the root.
)md",
             .ja = R"md(
## どうなるか

壊れるものはありません。
新しい接続のたびに、約 1 キロバイトが無駄に送られます。
ルート証明書が意味を持つのは、あらかじめインストールされている場合だけです
（RFC 8446 4.4.2 では送らなくてよいとされています）。

## 例

```certificate,with path=../roots.pem roots
cn=Example Root
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
cn=Example Root
name=The root as sent
ca=true
same-key-as=Example Root
issuer=self
```

## 直し方

`htlint fix` がルート証明書を取り除きます。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
