#include <array>

#include "damage_findings.h"

namespace htlint::rules {
namespace {

using pem::DamageKind;

enum Variant : std::size_t { kIsWideBlank };

constexpr std::array<Wording, 1> kVariants = {{
    {{.en = "a no-break or full-width space stands in this `{0}`",
      .ja = "この `{0}` の中に、改行しない空白か全角の空白があります"},
     {.en = "Take it out.", .ja = "取り除いてください。"}},
}};

constexpr std::array<DamageWording, 2> kKinds = {
    {{DamageKind::kStrayBlanks}, {DamageKind::kWideBlank, kIsWideBlank}}};

void check(Context& ctx) { reportDamage(ctx, kKinds); }

}  // namespace

extern constinit const RuleInfo pemStrayBlanks{
    .name = "pem-stray-blanks",
    .group = Group::kCertificate,
    .severity = Severity::kInfo,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "Blanks stand at the ends of lines of a block, or within them.",
                .ja = "ブロックの行の前後や途中に空白があります。"},
    .message = {.en = "blanks stand around or within the lines of this `{0}`",
                .ja = "この `{0}` の行の前後や途中に空白があります"},
    .help = {.en = "Take the blanks out.", .ja = "空白を取り除いてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

OpenSSL passes over blanks in base64, so this usually does no harm; other programs are stricter. A
no-break or full-width space is harmless at the end of a line alone.

## Example

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
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

OpenSSL は base64 の中の空白を無視するため、ほとんどの場合は無害ですが、もっと厳しいソフトもあります。
改行しない空白や全角の空白が無害なのは、行末にある場合だけです。

## 例

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
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
