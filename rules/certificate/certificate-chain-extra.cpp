#include <array>

#include "chain_places.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kOtherServer, kSuperfluous };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "extra certificate: `{0}` is another server certificate than `{1}`",
      .ja = "余分な証明書です。`{0}` は `{1}` とは別のサーバー証明書です"},
     {.en = "A server sends it to every visitor for nothing. Remove it; if it is the certificate "
            "that should be used, remove the other one.",
      .ja = "サーバーはこれを毎回すべての訪問者に無駄に送ります。取り除いてください。"
            "こちらを使うつもりの場合は、もう一方を取り除いてください。"}},
    {{.en = "extra certificate: the chain of `{1}` is complete without `{0}`",
      .ja = "余分な証明書です。`{1}` のチェーンは `{0}` がなくても完全です"},
     {.en = "It leads to a second root. Where all visitors have the first one, it only makes every "
            "connection longer.",
      .ja = "これは 2 つ目のルート証明書につながるものです。"
            "すべての訪問者が 1 つ目を信頼しているなら、通信量を増やすだけです。"}},
}};

void reportAll(Context& ctx, const ChainAnalysis& chain, ChainRole role,
               std::optional<Variant> variant, Severity severity) {
  const x509::Certificate& leaf = chain.certificateOf(chain.links[chain.leaf]).certificate;
  forEachWithRole(ctx, chain, role, [&](const ChainLink& link, const x509::FileCertificate& extra) {
    FindingBuilder finding =
        reportAt(ctx, extra, authorityTitle(extra.certificate.subject()), titleOf(leaf));
    finding.severity(severity);
    if (variant) finding.variant(*variant);
    offerRemoval(finding, link);
  });
}

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  // As long as no path is known, any of them may belong to it.
  if (chain == nullptr || !chain->isSound() || !chain->answer.exhaustive) return;
  reportAll(ctx, *chain, ChainRole::kUnrelated, std::nullopt, Severity::kWarning);
  reportAll(ctx, *chain, ChainRole::kOtherLeaf, kOtherServer, Severity::kWarning);
  // What an intermediate of the pool replaces is told where it is replaced.
  if (chain->completed) return;
  reportAll(ctx, *chain, ChainRole::kSuperfluous, kSuperfluous, Severity::kInfo);
}

}  // namespace

extern constinit const RuleInfo certificateChainExtra{
    .name = "certificate-chain-extra",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A certificate is sent that has no part in the chain.",
                .ja = "チェーンに関係のない証明書が送られます。"},
    .message = {.en = "extra certificate: `{0}` has no part in the chain of `{1}`",
                .ja = "余分な証明書です。`{0}` は `{1}` のチェーンに関係がありません"},
    .help = {.en = "Remove it. Often it is the intermediate of another product or of an earlier "
                   "year; some programs refuse a chain with strangers in it.",
             .ja = "取り除いてください。別の製品や以前の中間証明書であることがよくあります。"
                   "無関係な証明書が混ざったチェーンを拒否するプログラムもあります。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Every visitor gets every certificate of the file with every new connection. One that no path from the
server certificate to a root needs costs time, and programs that go through the chain in the order in
which it is sent stop at it.

A cross certificate that leads to a second root is left alone where the system's roots decide: visitors
with older systems may need it. Where `--roots` or `site.roots` names the roots, these are all that count,
and what they make superfluous is information.

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
cn=Other CA
ca=true
issuer=Example Root
```

## How to fix it

`htlint fix` removes it, and leaves the rest in order.
)md",
             .ja = R"md(
## どうなるか

ファイルの証明書は、新しい接続のたびにすべての訪問者へ送られます。
サーバー証明書からルートまでのどの経路にも必要のない証明書は、時間の無駄になります。
送られてきた順にチェーンをたどるプログラムは、そこで止まります。

2 つ目のルートにつながるクロスルート証明書は、システムのルート証明書で判定する場合は報告しません。
古い環境の訪問者に必要なことがあるためです。
`--roots` や `site.roots` でルート証明書を指定した場合は、それだけで判定し、不要になるものを情報として報告します。

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
cn=Other CA
ca=true
issuer=Example Root
```

## 直し方

`htlint fix` が取り除き、残りを正しい順序にします。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
