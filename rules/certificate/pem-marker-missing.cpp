#include <array>

#include "damage_findings.h"

namespace htlint::rules {
namespace {

using pem::DamageKind;

enum Variant : std::size_t { kIsEndMissing, kIsMarkersMissing, kIsMarkerStray };

constexpr std::array<Wording, 3> kVariants = {{
    {{.en = "the line `-----END {0}-----` is missing after this one",
      .ja = "この行の後に `-----END {0}-----` の行がありません"},
     {.en = "Copy the block with its first and its last line.",
      .ja = "最初の行と最後の行まで含めて、ブロックをコピーしてください。"}},
    {{.en = "a `{0}` stands here without its BEGIN and END lines",
      .ja = "BEGIN 行と END 行のない `{0}` があります"},
     {.en = "Put `-----BEGIN {0}-----` before it and `-----END {0}-----` after it.",
      .ja = "前に `-----BEGIN {0}-----`、後に `-----END {0}-----` の行を書いてください。"}},
    {{.en = "this `{0}` marker belongs to no block",
      .ja = "この `{0}` のマーカーに対応するブロックがありません"},
     {.en = "Remove the line if it stands there twice; else the lines of the block were lost, and "
            "it has to be copied again.",
      .ja = "同じ行が 2 "
            "回ある場合は消してください。それ以外は中身が失われているため、コピーし直してください"
            "。"}},
}};

constexpr std::array<DamageWording, 4> kKinds = {{{DamageKind::kBeginMissing},
                                                  {DamageKind::kEndMissing, kIsEndMissing},
                                                  {DamageKind::kMarkersMissing, kIsMarkersMissing},
                                                  {DamageKind::kMarkerStray, kIsMarkerStray}}};

void check(Context& ctx) { reportDamage(ctx, kKinds); }

}  // namespace

extern constinit const RuleInfo pemMarkerMissing{
    .name = "pem-marker-missing",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "The BEGIN or END line of a block is missing.",
                .ja = "ブロックの BEGIN 行か END 行がありません。"},
    .message = {.en = "the line `-----BEGIN {0}-----` is missing before this one",
                .ja = "この行の前に `-----BEGIN {0}-----` の行がありません"},
    .help = {.en = "Copy the block with its first and its last line.",
             .ja = "最初の行と最後の行まで含めて、ブロックをコピーしてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

When a certificate is marked with the mouse, its first or last line is easily left out. Without BEGIN,
OpenSSL does not see the certificate at all, and the server presents the next one of the file. Without
END, it takes the next block for a part of this one: the chain vanishes, and nothing is said about it.

## Example

```pem,bad path=server.pem
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

証明書をマウスで選択すると、最初や最後の行が漏れがちです。
BEGIN がないと OpenSSL には証明書が見えず、サーバーはファイルの次の証明書を提示します。
END がないと次のブロックまで一続きに読まれ、中間証明書が黙って失われます。

## 例

```pem,bad path=server.pem
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
