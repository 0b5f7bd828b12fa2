#include <array>

#include "damage_findings.h"

namespace htlint::rules {
namespace {

using pem::DamageKind;

constexpr std::array<DamageWording, 1> kKinds = {{{DamageKind::kUrlSafe}}};

void check(Context& ctx) { reportDamage(ctx, kKinds); }

}  // namespace

extern constinit const RuleInfo pemUrlSafeBase64{
    .name = "pem-url-safe-base64",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A block is written in the base64 of URLs.",
                .ja = "ブロックが URL 用の base64 で書かれています。"},
    .message =
        {.en = "this `{0}` is in the base64 of URLs, with `-` and `_` for `+` and `/`",
         .ja = "この `{0}` は URL 用の base64 です（`+` と `/` が `-` と `_` になっています）"},
    .help = {.en = "Replace `-` by `+` and `_` by `/` between BEGIN and END.",
             .ja = "BEGIN と END の間の `-` を `+` に、`_` を `/` に置き換えてください。"},
    .docs = {.en = R"md(
## What happens

Web interfaces (ACME, JSON web keys) write base64 with `-` and `_`. OpenSSL stops at the first `-`, and
refuses `_`.

## Example

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk_ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I-WuurvKmsvApuUntqBkEEhn9v-DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ-ScnkmEHuolre3NvYd6pOG8N-qpftZ8przTsvPix67IAMhoAE=
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

ACME や JSON Web Key などでは、base64 の `+` と `/` の代わりに `-` と `_` を使います。
OpenSSL は最初の `-` で読むのをやめ、`_` があるとエラーになります。

## 例

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk_ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I-WuurvKmsvApuUntqBkEEhn9v-DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ-ScnkmEHuolre3NvYd6pOG8N-qpftZ8przTsvPix67IAMhoAE=
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
