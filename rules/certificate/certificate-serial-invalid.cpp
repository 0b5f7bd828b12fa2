#include <array>

#include "judged_leaf.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kZero, kLong };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "the serial number of this certificate is 0",
      .ja = "この証明書のシリアル番号は 0 です"},
     {.en = "It works. Let the next certificate have a number of its own: several with the same "
            "one confuse browsers.",
      .ja = "このままでも使えますが、同じ番号の証明書が複数あるとブラウザーが混乱します。次回は固有"
            "の番号にしてください。"}},
    {{.en = "the serial number of this certificate has {0} octets; clients written in Go refuse "
            "more than 20",
      .ja = "この証明書のシリアル番号は {0} オクテットです。Go で書かれたクライアントは 20 "
            "オクテットを超えると拒否します"},
     {.en = "Have the certificate issued again with a positive serial number of at most 20 octets.",
      .ja =
          "20 オクテット以内の正の値をシリアル番号にして、証明書を発行し直してもらってください。"}},
}};

/// In the encoding a number whose first bit is set needs one octet more.
std::size_t octets(std::string_view hexadecimal) {
  const bool needsMore = !hexadecimal.empty() && hexadecimal.front() >= '8';
  return hexadecimal.size() / 2 + (needsMore ? 1 : 0);
}

void check(Context& ctx) {
  constexpr std::size_t kMostOctets = 20;
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr) return;
  const std::string& serial = leaf->certificate.serial();
  const text::TextRange place = placeOf(ctx.certificateFile(), *leaf);
  if (serial.starts_with('-')) {
    ctx.report(place, serial);
  } else if (serial.find_first_not_of('0') == std::string::npos) {
    ctx.report(place, serial).variant(kZero).severity(Severity::kInfo);
  } else if (octets(serial) > kMostOctets) {
    ctx.report(place, std::to_string(octets(serial))).variant(kLong);
  }
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.2"};

}  // namespace

extern constinit const RuleInfo certificateSerialInvalid{
    .name = "certificate-serial-invalid",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The certificate's serial number is not one that a certificate may have.",
                .ja = "証明書のシリアル番号が、使ってはならない値です。"},
    .message =
        {.en = "the serial number of this certificate is negative; clients written in Go refuse it",
         .ja = "この証明書のシリアル番号は負の値です。Go で書かれたクライアントに拒否されます"},
    .help =
        {.en = "Have the certificate issued again with a positive serial number of at most 20 "
               "octets.",
         .ja =
             "20 "
             "オクテット以内の正の値をシリアル番号にして、証明書を発行し直してもらってください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A serial number is positive and at most 20 octets long (RFC 5280 4.1.2.2). Public CAs keep to it; a
certificate of one's own making may not. OpenSSL does not mind, but clients built on Go refuse negative
and overlong numbers, and lists of revoked certificates cannot name such a certificate.

## Example

```certificate,bad path=server.pem
cn=www.example.jp
serial=-05
```

```certificate,good path=server.pem
cn=www.example.jp
serial=65BD8E70E751DD5A715F6898FCF9A26A842895C4
```

## How to fix it

There is no automatic fix: a certificate cannot be changed. `openssl` chooses a fitting number by itself
when none is given.
)md",
             .ja = R"md(
## どうなるか

シリアル番号は正の値で、20 オクテット以内と決められています（RFC 5280 4.1.2.2）。
公的な認証局は必ず守っていますが、自分で作った証明書では外れることがあります。
OpenSSL では問題になりませんが、Go で書かれたクライアントは負の値や長すぎる値を拒否し、失効リストにも正しく載せられません。

## 例

```certificate,bad path=server.pem
cn=www.example.jp
serial=-05
```

```certificate,good path=server.pem
cn=www.example.jp
serial=65BD8E70E751DD5A715F6898FCF9A26A842895C4
```

## 直し方

証明書は書き換えられないため、自動では直せません。
番号を指定しなければ、`openssl` が適切な値を選びます。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
