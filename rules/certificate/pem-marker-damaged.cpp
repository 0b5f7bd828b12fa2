#include <array>

#include "damage_findings.h"

namespace htlint::rules {
namespace {

using pem::DamageKind;

enum Variant : std::size_t { kIsMarkerSpacing, kIsMarkerCase, kIsMarkerText };

constexpr std::array<Wording, 3> kVariants = {{
    {{.en = "blanks stand before the hyphens of this line or inside its `{0}` marker",
      .ja = "この行には、ハイフンの前か `{0}` のマーカーの中に余分な空白があります"},
     {.en = "Let the line begin with the hyphens, with single spaces between the words only.",
      .ja = "行の先頭からハイフンを書き、空白は単語の間に 1 個だけにしてください。"}},
    {{.en = "BEGIN, END and the label `{0}` must be in capitals",
      .ja = "BEGIN・END とラベル `{0}` は大文字でなければなりません"},
     {.en = "Write the line in capitals.", .ja = "行を大文字で書いてください。"}},
    {{.en = "other text stands in the line of the `{0}` marker, so that it is none",
      .ja = "`{0}` のマーカーと同じ行に別の文字があるため、マーカーとみなされません"},
     {.en = "Give the marker a line of its own.", .ja = "マーカーだけを 1 行に書いてください。"}},
}};

constexpr std::array<DamageWording, 4> kKinds = {{{DamageKind::kMarkerDashes},
                                                  {DamageKind::kMarkerSpacing, kIsMarkerSpacing},
                                                  {DamageKind::kMarkerCase, kIsMarkerCase},
                                                  {DamageKind::kMarkerText, kIsMarkerText}}};

void check(Context& ctx) { reportDamage(ctx, kKinds); }

}  // namespace

extern constinit const RuleInfo pemMarkerDamaged{
    .name = "pem-marker-damaged",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A BEGIN or END line is not written exactly as PEM wants it.",
                .ja = "BEGIN 行か END 行が、PEM の決まりどおりに書かれていません。"},
    .message = {.en = "this line does not have exactly five hyphens on each side of `{0}`",
                .ja = "この行では、`{0}` の前後がハイフン 5 個ちょうどになっていません"},
    .help =
        {.en = "Write five plain hyphens (`-`) before BEGIN or END and five after the label, "
               "nothing else.",
         .ja = "BEGIN・END の前とラベルの後ろに、半角のハイフン（`-`）を 5 個ずつ書いてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

OpenSSL, and with it every web server, takes a line for the beginning or end of a certificate only if it
has exactly five hyphens, one capitalised word, one space, the label, and five hyphens again. Word
processors make dashes of hyphens, Japanese input methods write them full-width, and a hyphen is easily
lost at the edge of a selection.

A block whose BEGIN line is damaged is passed over in silence: the server takes the next certificate of
the file for its own. After a damaged END line reading goes on into the next block.

## Example

```pem,bad path=server.pem
----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=
-----END CERTIFICATE-----
```

```pem,fixed path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=
-----END CERTIFICATE-----
```

## How to fix it

`htlint fix` writes the block as it should be, if what is left is exactly one complete certificate or
request. It does not touch private keys.
)md",
             .ja = R"md(
## どうなるか

ウェブサーバーが使う OpenSSL は、ハイフン 5 個、大文字の BEGIN か END、空白 1 個、ラベル、ハイフン 5 個という行だけを、証明書の始まりや終わりとみなします。
ワープロはハイフンをダッシュに変え、日本語入力では全角になり、選択範囲の端ではハイフンが欠けがちです。

BEGIN 行が壊れたブロックは黙って読み飛ばされ、サーバーはファイルの次の証明書を自分のものとして使います。
END 行が壊れていると、次のブロックまで続けて読まれます。

## 例

```pem,bad path=server.pem
----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=
-----END CERTIFICATE-----
```

```pem,fixed path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=
-----END CERTIFICATE-----
```

## 直し方

残りがちょうど 1 つの証明書か CSR になる場合に、`htlint fix` がブロックを正しい形に書き直します。
秘密鍵のブロックは変更しません。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
