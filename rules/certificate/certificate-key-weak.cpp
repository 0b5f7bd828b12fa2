#include <array>

#include "judged_leaf.h"
#include "x509/key_weakness.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t {
  kExponent,
  kSmallFactor,
  kClosePrimes,
  kRoca,
  kShort,
  kExponentUnusual
};

constexpr std::array<Wording, 6> kVariants = {{
    {{.en = "the public exponent of this RSA key is 1 or even: the key protects nothing",
      .ja = "この RSA 鍵の公開指数は 1 か偶数で、鍵として成り立っていません"},
     {.en = "Make a new key on an up-to-date system, have a certificate issued for it, and have "
            "this one revoked. Never use the old key again.",
      .ja = "最新の環境で鍵を作り直し、新しい鍵で証明書を発行してもらい、この証明書は失効させてくだ"
            "さい。古い鍵は二度と使わないでください。"}},
    {{.en = "the modulus of this RSA key has a small factor: anybody can compute the private key",
      .ja = "この RSA 鍵は小さな数で割り切れるため、誰でも秘密鍵を計算できます"},
     {.en = "Make a new key on an up-to-date system, have a certificate issued for it, and have "
            "this one revoked. Never use the old key again.",
      .ja = "最新の環境で鍵を作り直し、新しい鍵で証明書を発行してもらい、この証明書は失効させてくだ"
            "さい。古い鍵は二度と使わないでください。"}},
    {{.en = "the two primes of this RSA key are next to each other: anybody can compute the "
            "private key",
      .ja = "この RSA 鍵の 2 つの素数は近すぎて、誰でも秘密鍵を計算できます"},
     {.en = "Make a new key on an up-to-date system, have a certificate issued for it, and have "
            "this one revoked. Never use the old key again.",
      .ja = "最新の環境で鍵を作り直し、新しい鍵で証明書を発行してもらい、この証明書は失効させてくだ"
            "さい。古い鍵は二度と使わないでください。"}},
    {{.en = "this RSA key was made by a faulty library (ROCA, CVE-2017-15361): its private key can "
            "be computed",
      .ja = "この RSA "
            "鍵は欠陥のあるライブラリーで作られていて（ROCA、CVE-2017-"
            "15361）、秘密鍵を計算されるおそれがあります"},
     {.en = "Make a new key on an up-to-date system, have a certificate issued for it, and have "
            "this one revoked. Never use the old key again.",
      .ja = "最新の環境で鍵を作り直し、新しい鍵で証明書を発行してもらい、この証明書は失効させてくだ"
            "さい。古い鍵は二度と使わないでください。"}},
    {{.en = "the key of this certificate ({0}) has less than 2048 bits; public CAs and strict "
            "clients refuse it",
      .ja = "この証明書の鍵（{0}）は 2048 "
            "ビットに足りません。公的な認証局や厳格なクライアントに拒否されます"},
     {.en = "Make a new key, and have a certificate issued for it: `openssl req -newkey rsa:2048 "
            "-noenc -keyout server.key -out server.csr`.",
      .ja = "鍵を作り直し、新しい鍵で証明書を申請してください。例: `openssl req -newkey rsa:2048 "
            "-noenc -keyout server.key -out server.csr`"}},
    {{.en = "this RSA key has the public exponent {1}; 65537 is usual",
      .ja = "この RSA 鍵の公開指数は {1} です。通常は 65537 を使います"},
     {.en = "It works. Make the next key with current software.",
      .ja = "このままでも使えます。次回は新しいソフトウェアで鍵を作ってください。"}},
}};

struct Weakness {
  x509::KeyWeakness kind;
  std::size_t variant;
};

constexpr std::array<Weakness, 4> kWeaknesses = {{{x509::KeyWeakness::kExponent, kExponent},
                                                  {x509::KeyWeakness::kSmallFactor, kSmallFactor},
                                                  {x509::KeyWeakness::kClosePrimes, kClosePrimes},
                                                  {x509::KeyWeakness::kRoca, kRoca}}};

bool reportKnown(Context& ctx, const x509::FileCertificate& leaf, const std::string& key) {
  const auto weakness = x509::findKeyWeakness(leaf.certificate);
  for (const Weakness& known : kWeaknesses) {
    if (weakness != known.kind) continue;
    ctx.report(placeOf(ctx.certificateFile(), leaf), key).variant(known.variant);
    return true;
  }
  return false;
}

void check(Context& ctx) {
  // Security level 2 of OpenSSL, the default of Debian and Ubuntu.
  constexpr int kLevelBits = 112;
  constexpr int kRsaBits = 2048;
  constexpr std::uint64_t kUsualExponent = 65537;
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr) return;
  const x509::KeyFacts& key = leaf->certificate.key();
  const std::string text = x509::keyText(key);
  if (key.type == x509::KeyType::kOther || reportKnown(ctx, *leaf, text)) return;
  const text::TextRange place = placeOf(ctx.certificateFile(), *leaf);
  const auto exponent = x509::rsaExponent(leaf->certificate);
  if (key.securityBits < kLevelBits) {
    ctx.report(place, text);
  } else if (exponent && key.bits < kRsaBits) {
    ctx.report(place, text).variant(kShort).severity(Severity::kWarning);
  } else if (exponent && *exponent < kUsualExponent) {
    ctx.report(place, text, std::to_string(*exponent))
        .variant(kExponentUnusual)
        .severity(Severity::kInfo);
  }
}

constexpr std::array<std::string_view, 3> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc8017#section-3.1", "https://roca.crocs.fi.muni.cz/",
    "https://fermatattack.secvuln.info/"};

}  // namespace

extern constinit const RuleInfo certificateKeyWeak{
    .name = "certificate-key-weak",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en =
                    "The certificate's key is too short, or anybody can compute its private half.",
                .ja = "証明書の鍵が短すぎるか、秘密鍵を誰でも計算できます。"},
    .message = {.en = "the key of this certificate ({0}) is too weak; servers with current "
                      "settings do not even load it",
                .ja = "この証明書の鍵（{0}"
                      "）は弱すぎます。現在の標準的な設定のサーバーでは、読み込むこともできません"},
    .help = {.en = "Make a new key, and have a certificate issued for it: `openssl req -newkey "
                   "rsa:2048 -noenc -keyout server.key -out server.csr`.",
             .ja = "鍵を作り直し、新しい鍵で証明書を申請してください。例: `openssl req -newkey "
                   "rsa:2048 -noenc -keyout server.key -out server.csr`"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Whoever can compute the private key from the certificate can pretend to be the site. OpenSSL, in the
settings of Debian and Ubuntu (security level 2), does not load RSA keys of 1024 bits or elliptic ones
below 224; browsers refuse them, and public CAs have issued none below RSA 2048 since 2014.

Some keys are long enough and still known. htlint finds, in the key itself, RSA keys with a small
factor, with two primes next to each other (CVE-2022-26320), with an exponent that is none, and those
made by a faulty chip library (ROCA, CVE-2017-15361). Keys that only a list would give away, such as
Debian's of 2006 to 2008, are not found.

## Example

```certificate,bad path=server.pem
cn=www.example.jp
key-type=RSA-1024
```

```certificate,good path=server.pem
cn=www.example.jp
key-type=rsa
```

## How to fix it

There is no automatic fix. Make a new key where the server runs, send a new request (CSR) to the CA, and
install key and certificate together.
)md",
             .ja = R"md(
## どうなるか

証明書から秘密鍵を計算できてしまうと、誰でもサイトになりすますことができます。
Debian や Ubuntu の標準設定（セキュリティレベル 2）の OpenSSL は、1024 ビットの RSA 鍵や 224 ビット未満の楕円曲線の鍵を読み込みません。
ブラウザーも拒否し、公的な認証局は 2014 年以降、2048 ビット未満の RSA 鍵に発行していません。

十分な長さがあっても、破られている鍵があります。
htlint は、小さな因数を持つ RSA 鍵、2 つの素数が近すぎる RSA 鍵（CVE-2022-26320）、指数が成り立たない鍵、欠陥のあるチップのライブラリーで作られた鍵（ROCA、CVE-2017-15361）を、鍵そのものから見つけます。
2006～2008 年の Debian の鍵のように、一覧がなければ分からないものは見つけられません。

## 例

```certificate,bad path=server.pem
cn=www.example.jp
key-type=RSA-1024
```

```certificate,good path=server.pem
cn=www.example.jp
key-type=rsa
```

## 直し方

自動では直せません。
サーバーを動かしている環境で鍵を作り直し、新しい CSR を認証局に送り、鍵と証明書を一緒に入れ替えてください。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
