#include <array>

#include "chain_places.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kSignature };

constexpr std::array<Wording, 1> kVariants = {{
    {{.en = "`{0}` is signed with {2}, too weak for OpenSSL's security level 2",
      .ja = "`{0}` の署名は {2} で、OpenSSL のセキュリティレベル 2 には弱すぎます"},
     {.en = "Clients and servers on Debian and Ubuntu refuse it (\"ca md too weak\"). Fetch the "
            "issue that the CA signs with SHA-256.",
      .ja = "Debian や Ubuntu のクライアントとサーバーは受け付けません（ca md too weak）。"
            "SHA-256 で署名されたものを認証局から取得してください。"}},
}};

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  if (chain == nullptr || chain->answer.paths.empty()) return;
  const x509::Path& path = chain->answer.paths.front();
  for (const x509::PathError& weakness : path.weaknesses) {
    // The server certificate's own key is judged with or without a chain; a root is no one's here
    // to change.
    if (weakness.depth == 0 && weakness.fault() == x509::PathFault::kWeakKey) continue;
    const x509::PathStep& step = path.steps[weakness.depth];
    if (step.source != x509::CertificateSource::kServed) continue;
    const ChainLink& link = chain->links[step.index];
    if (link.file != &ctx.certificateFile()) continue;
    FindingBuilder finding =
        reportAt(ctx, chain->certificateOf(link), authorityTitle(step.certificate.subject()),
                 x509::keyText(step.certificate.key()), step.certificate.signatureAlgorithm());
    if (weakness.fault() == x509::PathFault::kWeakSignature) finding.variant(kSignature);
    if (!isCertainlyServed(ctx, *chain)) finding.severity(Severity::kWarning);
  }
}

}  // namespace

extern constinit const RuleInfo certificateChainWeak{
    .name = "certificate-chain-weak",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A chain has a key or signature that is too weak for today's systems.",
                .ja = "現在のシステムには弱すぎる鍵や署名がチェーンにあります。"},
    .message = {.en = "the key of `{0}` ({1}) is too weak for OpenSSL's security level 2",
                .ja = "`{0}` の鍵（{1}）は、OpenSSL のセキュリティレベル 2 には弱すぎます"},
    .help = {.en = "Clients and servers on Debian and Ubuntu refuse it (\"ca key too small\"). "
                   "Fetch a current intermediate from the CA.",
             .ja = "Debian や Ubuntu のクライアントとサーバーは受け付けません（ca key too small）。"
                   "現在の中間証明書を認証局から取得してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

OpenSSL's security level 2, the default for TLS on Debian and Ubuntu, asks for 112 bits: RSA keys of 2048
bits, elliptic keys of 224, and no MD5 or SHA-1 signature on anything but a root. A server with such a
certificate does not start there, and programs there do not connect to it.

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
digest=SHA1
```

## How to fix it

There is no automatic fix: the CA has to issue another certificate, and usually has done so long ago.
)md",
             .ja = R"md(
## どうなるか

Debian や Ubuntu の TLS の既定であるセキュリティレベル 2 では、112 ビット以上の強度が必要です。
RSA 鍵は 2048 ビット以上、楕円曲線の鍵は 224 ビット以上で、ルート以外に MD5 や SHA-1 の署名は使えません。
このような証明書では、サーバーが起動せず、プログラムからも接続できません。

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
digest=SHA1
```

## 直し方

自動では直せません。認証局が新しい証明書を発行する必要があり、たいていはすでに配布されています。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
