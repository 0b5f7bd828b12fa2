#include <array>
#include <optional>

#include "judged_leaf.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kWithoutSignature, kRsaWithoutSignature, kCertifies };

constexpr std::array<Wording, 3> kVariants = {{
    {{.en = "the key usage of this certificate does not allow signatures, which a key of this kind "
            "needs in TLS",
      .ja = "この証明書の鍵用途（Key Usage）は署名を許していません。この種類の鍵の TLS "
            "には署名が必要です"},
     {.en = "Have the certificate issued again with the key usage `digitalSignature`; OpenSSL and "
            "browsers refuse this one.",
      .ja = "OpenSSL やブラウザーに拒否されます。鍵用途に `digitalSignature` "
            "を入れて、証明書を発行し直してもらってください。"}},
    {{.en = "the key usage of this certificate does not allow signatures; Chrome refuses it, and "
            "only old key exchanges work",
      .ja = "この証明書の鍵用途（Key Usage）は署名を許していません。Chrome "
            "に拒否され、古い鍵交換でしか使えません"},
     {.en = "Have the certificate issued again with the key usage `digitalSignature`.",
      .ja = "鍵用途に `digitalSignature` を入れて、証明書を発行し直してもらってください。"}},
    {{.en = "the key usage of this server certificate allows it to issue certificates "
            "(`keyCertSign`)",
      .ja = "このサーバー証明書の鍵用途（Key "
            "Usage）に、証明書を発行する用途（`keyCertSign`）が含まれています"},
     {.en = "That is for CA certificates alone, and strict clients refuse it. Have the certificate "
            "issued again without `keyCertSign`.",
      .ja = "これは認証局の証明書だけのもので、厳格なクライアントには拒否されます。`keyCertSign` "
            "を除いて、証明書を発行し直してもらってください。"}},
}};

std::optional<std::size_t> variantFor(const x509::Certificate& certificate) {
  const x509::Extensions& extensions = certificate.extensions();
  const bool signs = extensions.allowsUsage(x509::kDigitalSignature);
  const x509::KeyType type = certificate.key().type;
  const bool isRsa = type == x509::KeyType::kRsa || type == x509::KeyType::kRsaPss;
  if (!signs) return isRsa ? kRsaWithoutSignature : kWithoutSignature;
  const bool certifies = extensions.keyUsage && extensions.allowsUsage(x509::kKeyCertSign);
  return certifies ? std::optional<std::size_t>(kCertifies) : std::nullopt;
}

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr || leaf->certificate.isCa()) return;
  const text::TextRange place = placeOf(ctx.certificateFile(), *leaf);
  if (!leaf->certificate.extensions().allowsTls()) {
    ctx.report(place);
    return;
  }
  const auto variant = variantFor(leaf->certificate);
  if (!variant) return;
  FindingBuilder finding = ctx.report(place).variant(*variant);
  if (*variant != kWithoutSignature) finding.severity(Severity::kWarning);
}

constexpr std::array<std::string_view, 2> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3",
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/"};

}  // namespace

extern constinit const RuleInfo certificateKeyUsageWrong{
    .name = "certificate-key-usage-wrong",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The certificate's key usage forbids what a TLS server does, or allows what "
                      "only a CA may do.",
                .ja = "証明書の鍵用途（Key Usage）が、TLS "
                      "サーバーに必要な用途を禁じているか、認証局だけの用途を許しています。"},
    .message = {.en = "the key usage of this certificate allows neither signatures nor key "
                      "exchange; TLS clients refuse it",
                .ja = "この証明書の鍵用途（Key Usage）は、署名も鍵交換も許していません。TLS "
                      "クライアントに拒否されます"},
    .help = {.en = "Have the certificate issued again with the key usage `digitalSignature`.",
             .ja = "鍵用途に `digitalSignature` を入れて、証明書を発行し直してもらってください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The key usage of a certificate says what its key may do. In TLS 1.3, and in every key exchange that is
still recommended, the server signs: `digitalSignature` has to be there. OpenSSL refuses an elliptic
key without it in TLS 1.2, and any certificate whose usages have nothing to do with TLS. An RSA key
that may only encrypt (`keyEncipherment`) works with old key exchanges alone; Chrome refuses it.
`keyCertSign` belongs into CA certificates and is not permitted elsewhere.

A certificate without a key usage may do everything.

## Example

```certificate,bad path=server.pem
cn=www.example.jp
ku=keyEncipherment
```

```certificate,good path=server.pem
cn=www.example.jp
ku=digitalSignature
```

## How to fix it

There is no automatic fix: a certificate cannot be changed.

Have the certificate issued again; a CA sets this right by itself.
)md",
             .ja = R"md(
## どうなるか

証明書の鍵用途（Key Usage）は、その鍵を何に使ってよいかを示します。
TLS 1.3 でも、今でも推奨されている鍵交換方式でも、サーバーは署名を行うため、`digitalSignature` が必要です。
OpenSSL は、TLS 1.2 ではこれのない楕円曲線の鍵を拒否し、TLS と関係のない用途しかない証明書も拒否します。
暗号化（`keyEncipherment`）しか許されていない RSA 鍵は古い鍵交換でしか使えず、Chrome には拒否されます。
`keyCertSign` は認証局の証明書のためのもので、ほかの証明書には認められていません。

鍵用途の指定がない証明書には、制限がありません。

## 例

```certificate,bad path=server.pem
cn=www.example.jp
ku=keyEncipherment
```

```certificate,good path=server.pem
cn=www.example.jp
ku=digitalSignature
```

## 直し方

証明書は書き換えられないため、自動では直せません。

証明書を発行し直してもらってください。認証局が発行するときに正しい値になります。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
