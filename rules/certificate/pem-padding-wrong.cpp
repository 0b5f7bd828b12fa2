#include <array>

#include "damage_findings.h"

namespace htlint::rules {
namespace {

using pem::DamageKind;

constexpr std::array<DamageWording, 1> kKinds = {{{DamageKind::kPadding}}};

void check(Context& ctx) { reportDamage(ctx, kKinds); }

}  // namespace

extern constinit const RuleInfo pemPaddingWrong{
    .name = "pem-padding-wrong",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "The base64 of a block does not end with the right number of `=`.",
                .ja = "ブロックの base64 の終わりの `=` の数が合っていません。"},
    .message =
        {.en = "`=` is missing, stands there too often, or not at the end of the base64 of this "
               "`{0}`",
         .ja =
             "この `{0}` の base64 では、`=` が足りないか、多すぎるか、終わりでない場所にあります"},
    .help = {.en = "Only the end of the base64 may have `=`, and only as many as make its length a "
                   "multiple of four.",
             .ja =
                 "`=` は base64 の終わりにだけ、全体の長さが 4 の倍数になる数だけ書いてください。"},
    .docs = {.en = R"md(
## What happens

`=` fills base64 up to a multiple of four characters. Programs that take it for decoration leave it away,
or copy it into the middle. OpenSSL refuses both (`bad base64 decode`).

## Example

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE
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

`=` は、base64 の長さを 4 の倍数にそろえるためのものです。
飾りとみなして省いたり、途中に入れたりするソフトがありますが、OpenSSL はどちらも受け付けません（`bad base64 decode`）。

## 例

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE
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
