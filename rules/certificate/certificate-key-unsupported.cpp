#include <array>
#include <cstdint>

#include "judged_leaf.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kSome, kExplicit };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "the key of this certificate is {0}, which OpenSSL takes and Chrome does not",
      .ja = "この証明書の鍵は {0} です。OpenSSL では使えますが、Chrome では使えません"},
     {.en = "Make a key that every browser takes, RSA 2048 or EC P-256, and have a certificate "
            "issued for it.",
      .ja = "すべてのブラウザーで使える鍵（RSA 2048 か EC "
            "P-256）を作り、その鍵で証明書を発行してもらってください。"}},
    {{.en = "the key of this certificate ({0}) writes its curve out in numbers instead of naming "
            "it; OpenSSL and browsers refuse that",
      .ja = "この証明書の鍵（{0}）には、曲線が名前ではなく数値で書かれています。OpenSSL "
            "にもブラウザーにも拒否されます"},
     {.en = "Make a new key with a named curve (OpenSSL: `-pkeyopt ec_param_enc:named_curve`), and "
            "have a certificate issued for it.",
      .ja = "曲線を名前で示す鍵（OpenSSL では `-pkeyopt "
            "ec_param_enc:named_curve`）を作り直し、その鍵で証明書を発行してもらってください。"}},
}};

enum class Support : std::uint8_t { kAll, kSome, kNone };

Support supportOf(const x509::KeyFacts& key) {
  switch (key.type) {
    case x509::KeyType::kRsa:
    case x509::KeyType::kOther:  // unknown to OpenSSL here: nothing can be said
      return Support::kAll;
    case x509::KeyType::kDsa:
      return Support::kNone;
    case x509::KeyType::kEc:
      if (key.explicitCurve) return Support::kNone;
      if (key.curve == "P-521") return Support::kSome;
      return key.curve.empty() || key.curve == "P-256" || key.curve == "P-384" ? Support::kAll
                                                                               : Support::kNone;
    case x509::KeyType::kRsaPss:
    case x509::KeyType::kEd25519:
    case x509::KeyType::kEd448:
      break;
  }
  return Support::kSome;
}

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr) return;
  const x509::KeyFacts& key = leaf->certificate.key();
  const Support support = supportOf(key);
  if (support == Support::kAll) return;
  FindingBuilder finding = ctx.report(placeOf(ctx.certificateFile(), *leaf), x509::keyText(key));
  if (support == Support::kSome) finding.variant(kSome).severity(Severity::kWarning);
  if (key.explicitCurve) finding.variant(kExplicit);
}

constexpr std::array<std::string_view, 2> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc8446#section-4.2.3",
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/"};

}  // namespace

extern constinit const RuleInfo certificateKeyUnsupported{
    .name = "certificate-key-unsupported",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The certificate's key is of a kind that browsers do not take.",
                .ja = "証明書の鍵が、ブラウザーの対応していない種類です。"},
    .message = {.en = "the key of this certificate is {0}, which TLS clients do not take",
                .ja = "この証明書の鍵は {0} です。TLS クライアントはこの種類の鍵を受け付けません"},
    .help = {.en = "Make a key that every browser takes, RSA 2048 or EC P-256, and have a "
                   "certificate issued for it.",
             .ja = "すべてのブラウザーで使える鍵（RSA 2048 か EC "
                   "P-256）を作り、その鍵で証明書を発行してもらってください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Every browser takes RSA keys and the curves P-256 and P-384. With other curves and with DSA no
connection comes about, not even with OpenSSL's default settings. P-521, Ed25519, Ed448 and RSA keys
restricted to PSS work with OpenSSL and with programs built on it; Chrome refuses them.

## Example

```certificate,bad path=server.pem
cn=www.example.jp
key-type=secp256k1
```

```certificate,good path=server.pem
cn=www.example.jp
key-type=P-384
```

## How to fix it

There is no automatic fix. Make a new key, and have a certificate issued for it.
)md",
             .ja = R"md(
## どうなるか

どのブラウザーでも使えるのは、RSA 鍵と、曲線 P-256・P-384 の鍵です。
ほかの曲線や DSA では、標準設定の OpenSSL とさえ接続できません。
P-521、Ed25519、Ed448、PSS に限定された RSA 鍵は OpenSSL とそれを使うプログラムでは使えますが、Chrome には拒否されます。

## 例

```certificate,bad path=server.pem
cn=www.example.jp
key-type=secp256k1
```

```certificate,good path=server.pem
cn=www.example.jp
key-type=P-384
```

## 直し方

自動では直せません。
鍵を作り直し、その鍵で証明書を発行してもらってください。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
