#include <array>

#include "chain_places.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kLeafNotFirst };

constexpr std::array<Wording, 1> kVariants = {{
    {{.en = "the server certificate `{0}` is not the first in the file; a server presents `{1}` "
            "instead",
      .ja = "サーバー証明書 `{0}` がファイルの先頭にありません。"
            "サーバーは代わりに `{1}` を提示します"},
     {.en = "Put the server certificate first, then each intermediate after the one it issued. As "
            "it is, the key does not match and the server refuses to start.",
      .ja = "サーバー証明書を先頭に置き、その後に発行元の順で中間証明書を並べてください。"
            "このままでは鍵と一致せず、サーバーは起動しません。"}},
}};

void reportLeaf(Context& ctx, const ChainAnalysis& chain) {
  if (chain.home != &ctx.certificateFile()) return;
  const x509::ServerLoad& load = *chain.home->load;
  const x509::FileCertificate& leaf = chain.certificateOf(chain.links[chain.leaf]);
  FindingBuilder finding =
      reportAt(ctx, leaf, titleOf(leaf.certificate),
               authorityTitle(chain.certificateOf(chain.links.front()).certificate.subject()));
  finding.variant(kLeafNotFirst).severity(Severity::kError);
  finding.finding().fatal = load.server && !(*load.server == leaf.certificate);
  offerChainFix(finding, chain);
}

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  if (chain == nullptr) return;
  if (chain->leaf != 0) {
    reportLeaf(ctx, *chain);
    return;
  }
  const auto misplaced = chain->firstMisplaced();
  if (!misplaced) return;
  const ChainLink& link = chain->links[*chain->target[*misplaced].link];
  if (link.file != &ctx.certificateFile()) return;
  const x509::FileCertificate& early = chain->certificateOf(link);
  FindingBuilder finding =
      reportAt(ctx, early, authorityTitle(early.certificate.subject()),
               authorityTitle(chain->target[*misplaced - 1].certificate.subject()));
  offerChainFix(finding, *chain);
}

}  // namespace

extern constinit const RuleInfo certificateChainOrder{
    .name = "certificate-chain-order",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "The certificates of a chain are not in order.",
                .ja = "証明書チェーンの順序が正しくありません。"},
    .message = {.en = "incorrect order: `{0}` comes before `{1}`, which it issued",
                .ja = "順序が正しくありません。`{0}` が、それが発行した `{1}` より前にあります"},
    .help = {.en = "Put the server certificate first, then each intermediate after the one it "
                   "issued. Older programs go through the chain in the order in which it is sent.",
             .ja = "サーバー証明書を先頭に置き、その後に発行元の順で中間証明書を並べてください。"
                   "古いプログラムは、送られてきた順にチェーンをたどります。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The server certificate comes first, and each certificate after it certifies the one before (RFC 5246
7.4.2; in TLS 1.3, RFC 8446 4.4.2, only the first place is a must). A server takes whatever is first for
its own certificate: with an intermediate there, the private key does not fit and httpd does not start.
Intermediates in another order make older programs fail.

The order is found by names and signatures, whatever the order in the file, and the server's certificate
by its key, the request or the host where these are known.

## Example

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=Example CA
ca=true
issuer=Example Root
---
cn=www.example.jp
issuer=Example CA
```

## How to fix it

`htlint fix` writes the server certificate and the intermediates in order. Text in front of a block moves
with it, keys and other blocks stay where they are.
)md",
             .ja = R"md(
## どうなるか

先頭はサーバー証明書で、その後の証明書はそれぞれ直前の証明書を証明するものです（RFC 5246 7.4.2。
TLS 1.3 の RFC 8446 4.4.2 では、先頭だけが必須です）。
サーバーは先頭の証明書を自分のものとして扱います。
先頭が中間証明書だと秘密鍵が一致せず、httpd は起動しません。
中間証明書の順序が違うと、古いプログラムで失敗します。

正しい順序は、ファイル内の順序によらず名前と署名から求めます。
どれがサーバー証明書かは、鍵や CSR、ホスト名が分かる場合はそれで決めます。

## 例

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=Example CA
ca=true
issuer=Example Root
---
cn=www.example.jp
issuer=Example CA
```

## 直し方

`htlint fix` がサーバー証明書と中間証明書を正しい順に書き直します。
ブロックの前のテキストは一緒に移動し、鍵などのブロックはそのままです。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
