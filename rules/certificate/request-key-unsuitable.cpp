#include <array>

#include "judged_request.h"
#include "x509/key_weakness.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kKnown, kForm };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "the key of this request ({0}) is broken: anybody can compute its private half",
      .ja = "この CSR の鍵（{0}）は破られていて、誰でも秘密鍵を計算できます"},
     {.en = "Make a new key on an up-to-date system, and never use the old one again.",
      .ja = "最新の環境で鍵を作り直してください。古い鍵は二度と使わないでください。"}},
    {{.en = "the key of this request is {0}; the application form takes RSA 2048 alone",
      .ja = "この CSR の鍵は {0} です。申請フォームで使えるのは RSA 2048 だけです"},
     {.en = "Make a new key and request: `openssl req -new -newkey rsa:2048 -noenc -keyout "
            "server.key -out server.csr`.",
      .ja = "鍵と CSR を作り直してください。例: `openssl req -new -newkey rsa:2048 -noenc -keyout "
            "server.key -out server.csr`"}},
}};

constexpr std::array<OptionInfo, 1> kOptions = {{
    {.name = "form",
     .type = OptionInfo::Type::kBoolean,
     .defaultValue = "false",
     .description = {.en = "The request is for the hosting service's application form, whose rules "
                           "are stricter.",
                     .ja = "ホスティングサービスの申請フォームの、より厳しい決まりで確認します。"}},
}};

bool isIssuedFor(const x509::KeyFacts& key) {
  constexpr int kRsaBits = 2048;
  switch (key.type) {
    case x509::KeyType::kRsa:
      return key.bits >= kRsaBits;
    case x509::KeyType::kEc:
      return key.curve == "P-256" || key.curve == "P-384" || key.curve == "P-521";
    case x509::KeyType::kOther:  // unknown to OpenSSL here: nothing can be said
      return true;
    default:
      return false;
  }
}

void check(Context& ctx) {
  constexpr int kFormBits = 2048;
  const bool form = ctx.boolOption("form");
  for (const x509::Request& request : judgedRequests(ctx)) {
    const text::TextRange place = placeOf(ctx.certificateFile(), request);
    const std::string key = x509::keyText(request.key);
    const bool isFormKey = request.key.type == x509::KeyType::kRsa && request.key.bits == kFormBits;
    if (x509::findKeyWeakness(request.publicKey)) {
      ctx.report(place, key).variant(kKnown);
    } else if (!isIssuedFor(request.key)) {
      ctx.report(place, key);
    } else if (form && !isFormKey) {
      ctx.report(place, key).variant(kForm);
    }
  }
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/"};

}  // namespace

extern constinit const RuleInfo requestKeyUnsuitable{
    .name = "request-key-unsuitable",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The request's (CSR's) key is one for which no certificate is issued.",
                .ja = "CSR の鍵が、証明書を発行してもらえないものです。"},
    .message = {.en = "the key of this request is {0}; public CAs issue for RSA from 2048 bits on "
                      "and for the curves P-256, P-384 and P-521 alone",
                .ja = "この CSR の鍵は {0} です。公的な認証局が発行するのは、2048 ビット以上の RSA "
                      "か、曲線 P-256・P-384・P-521 の鍵だけです"},
    .help = {.en = "Make a new key and request: `openssl req -new -newkey rsa:2048 -noenc -keyout "
                   "server.key -out server.csr`.",
             .ja = "鍵と CSR を作り直してください。例: `openssl req -new -newkey rsa:2048 -noenc "
                   "-keyout server.key -out server.csr`"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The certificate will have the key of the request. CAs check it first, and refuse an application with a
key that is too short, of a kind that browsers do not take, or known to be broken; that costs days.

With the option `form` (profile `alpha-prm`) the key has to be RSA with exactly 2048 bits, as that
service's form wants it.

## Example

```request,bad path=server.csr
cn=www.example.jp
key-type=RSA-1024
```

```request,good path=server.csr
cn=www.example.jp
key-type=rsa
```

## How to fix it

There is no automatic fix: htlint makes no keys.
)md",
             .ja = R"md(
## どうなるか

証明書には、CSR の鍵がそのまま使われます。
認証局は最初に鍵を確認し、短すぎる鍵、ブラウザーが対応していない種類の鍵、破られている鍵の申請は受け付けません。
やり直しには何日もかかります。

オプション `form`（プロファイル `alpha-prm`）を有効にすると、サービスの申請フォームに合わせ、ちょうど 2048 ビットの RSA 鍵だけを認めます。

## 例

```request,bad path=server.csr
cn=www.example.jp
key-type=RSA-1024
```

```request,good path=server.csr
cn=www.example.jp
key-type=rsa
```

## 直し方

htlint は鍵を作らないため、自動では直せません。
)md"},
    .references = kReferences,
    .options = kOptions,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
