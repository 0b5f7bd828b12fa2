#include <array>

#include "judged_leaf.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  // Security level 2 of OpenSSL; SHA-1 counts as 63 bits, MD5 as 39.
  constexpr int kLevelBits = 112;
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr) return;
  const x509::Certificate& certificate = leaf->certificate;
  // Nobody looks at the signature with which a certificate vouches for itself.
  if (certificate.isSelfSigned()) return;
  const int bits = certificate.signatureSecurityBits();
  if (bits < 0 || bits >= kLevelBits) return;
  ctx.report(placeOf(ctx.certificateFile(), *leaf), certificate.signatureAlgorithm());
}

constexpr std::array<std::string_view, 2> kReferences = {
    "https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/",
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/"};

}  // namespace

extern constinit const RuleInfo certificateSignatureWeak{
    .name = "certificate-signature-weak",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The certificate is signed with a digest that can be forged.",
                .ja = "証明書の署名に、偽造できるダイジェストが使われています。"},
    .message = {.en = "this certificate is signed with `{0}`, which can be forged; browsers refuse "
                      "it, and servers with current settings do not load it",
                .ja = "この証明書の署名方式 `{0}` "
                      "は偽造できるため、ブラウザーに拒否され、現在の標準的な設定のサーバーでは読み"
                      "込むこともできません"},
    .help = {.en =
                 "Have the certificate issued again; every CA signs with SHA-256 or better today.",
             .ja =
                 "証明書を発行し直してもらってください。現在の認証局は SHA-256 以上で署名します。"},
    .docs = {.en = R"md(
## What happens

SHA-1 and MD5 no longer protect a signature: a second certificate with the same signature can be made.
Public CAs stopped signing with SHA-1 by 2016-01-01, browsers refuse it, and OpenSSL does not load such
a certificate at security level 1 or higher (Debian and Ubuntu use 2).

## Example

```certificate,bad path=server.pem
cn=www.example.jp
digest=SHA1
```

```certificate,good path=server.pem
cn=www.example.jp
digest=SHA256
```

## How to fix it

There is no automatic fix: a certificate cannot be changed. The same request (CSR) will do for the new one.
)md",
             .ja = R"md(
## どうなるか

SHA-1 や MD5 では署名の役割を果たせず、同じ署名を持つ別の証明書を作ることができます。
公的な認証局は 2016 年 1 月 1 日までに SHA-1 での署名をやめ、ブラウザーも拒否します。
OpenSSL はセキュリティレベル 1 以上でこのような証明書を読み込みません（Debian と Ubuntu の標準は 2 です）。

## 例

```certificate,bad path=server.pem
cn=www.example.jp
digest=SHA1
```

```certificate,good path=server.pem
cn=www.example.jp
digest=SHA256
```

## 直し方

証明書は書き換えられないため、自動では直せません。
新しい証明書の申請には、同じ CSR を使えます。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
