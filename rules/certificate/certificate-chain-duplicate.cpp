#include "chain_places.h"

namespace htlint::rules {
namespace {

constexpr Text kFirst = {.en = "first here", .ja = "最初はここにあります"};

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  if (chain == nullptr) return;
  forEachWithRole(ctx, *chain, ChainRole::kDuplicate,
                  [&](const ChainLink& link, const x509::FileCertificate& copy) {
                    FindingBuilder finding =
                        reportAt(ctx, copy, authorityTitle(copy.certificate.subject()));
                    for (const ChainLink& other : chain->links) {
                      const x509::FileCertificate& first = chain->certificateOf(other);
                      if (&other == &link || !(first.certificate == copy.certificate)) continue;
                      finding.related(kFirst, {}, other.file->input.path, other.file->input.source,
                                      placeOf(*other.file, first));
                      break;
                    }
                    offerRemoval(finding, link);
                  });
}

}  // namespace

extern constinit const RuleInfo certificateChainDuplicate{
    .name = "certificate-chain-duplicate",
    .group = Group::kCertificate,
    .severity = Severity::kInfo,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "The same certificate is sent twice.",
                .ja = "同じ証明書が二重に送られます。"},
    .message = {.en = "the certificate of `{0}` is in the chain twice",
                .ja = "`{0}` の証明書がチェーンに二重に含まれています"},
    .help = {.en = "Remove one of the two blocks. Often the server certificate was pasted once by "
                   "itself and once with the intermediates.",
             .ja = "どちらか一方のブロックを取り除いてください。サーバー証明書を単独と、"
                   "中間証明書と一緒との 2 回貼り付けた場合によく起こります。"},
    .docs = {.en = R"md(
## What happens

Servers send both, and programs cope. It is a sign that something was pasted twice, perhaps in place of
something else. Two issues of one CA certificate, with the same name and key but other dates, are no
duplicates.

## Example

```certificate,bad path=server.pem repeat=2
cn=www.example.jp
issuer=Example CA
---
cn=Example CA
ca=true
```

## How to fix it

`htlint fix` keeps the first of the two.
)md",
             .ja = R"md(
## どうなるか

サーバーは両方を送り、受け取る側も対処できます。
ただし、別のものの代わりに二重に貼り付けた可能性があります。
名前と鍵が同じで期間などが違う、再発行された認証局の証明書は重複ではありません。

## 例

```certificate,bad path=server.pem repeat=2
cn=www.example.jp
issuer=Example CA
---
cn=Example CA
ca=true
```

## 直し方

`htlint fix` が最初のものを残します。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
