#include <array>

#include "damage_findings.h"

namespace htlint::rules {
namespace {

using pem::DamageKind;

constexpr std::array<DamageWording, 1> kKinds = {{{DamageKind::kQuotedPrintable}}};

void check(Context& ctx) { reportDamage(ctx, kKinds); }

}  // namespace

extern constinit const RuleInfo pemQuotedPrintable{
    .name = "pem-quoted-printable",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A block is still in the encoding of mail (quoted-printable).",
                .ja = "ブロックがメールの符号化（quoted-printable）のままです。"},
    .message =
        {.en = "this `{0}` is in quoted-printable, with `=3D` for `=` or `=` at the ends of lines",
         .ja = "この `{0}` は quoted-printable のままです（`=` が `=3D` になっているか、行末に `=` "
               "が付いています）"},
    .help = {.en = "Copy the certificate from the mail as the mail program shows it, not from its "
                   "source.",
             .ja = "メールのソースではなく、メールソフトに表示された証明書をコピーしてください。"},
    .docs = {.en = R"md(
## What happens

Mails travel in an encoding that writes `=` as `=3D` and breaks long lines with a `=` at their end. OpenSSL
takes such a `=` for the end of the base64 and refuses the file.

## Example

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=3D
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

メールは、`=` を `=3D` と書き、長い行の終わりに `=` を付けて折り返す形式で送られます。
OpenSSL はその `=` を base64 の終わりとみなし、ファイルを受け付けません。

## 例

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=3D
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
