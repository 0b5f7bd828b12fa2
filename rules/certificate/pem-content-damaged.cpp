#include <array>

#include "damage_findings.h"

namespace htlint::rules {
namespace {

using pem::DamageKind;

enum Variant : std::size_t { kIsIrregularLine, kIsMissingBytes, kIsUnreadable, kIsNoData };

constexpr std::array<Wording, 4> kVariants = {{
    {{.en = "this line of a `{0}` has {2} characters too few or too many: something was lost or "
            "added here",
      .ja = "`{0}` のこの行の長さが、ほかの行と {2} "
            "文字違います。ここで文字が失われたか、加わっています"},
     {.en = "Compare this line with the original, or paste the whole block again.",
      .ja = "この行を元の証明書と見比べるか、ブロック全体を貼り付け直してください。"}},
    {{.en = "{2} bytes of this `{0}` are missing; they were lost between line {1} and line {3}",
      .ja = "この `{0}` はデータが {2} バイト足りません。{1} 行目から {3} "
            "行目までのどこかで失われています"},
     {.en = "Lines were lost. Paste the whole block again from the CA's mail or download page.",
      .ja = "行が失われています。認証局のメールやダウンロードページから、ブロック全体を貼り付け直し"
            "てください。"}},
    {{.en = "OpenSSL cannot read this `{0}`", .ja = "OpenSSL はこの `{0}` を読み込めません"},
     {.en = "Its content is damaged, or something is in it that does not belong there. Paste the "
            "whole block again.",
      .ja =
          "内容が壊れているか、余計なものが入っています。ブロック全体を貼り付け直してください。"}},
    {{.en = "between BEGIN and END of this `{0}` there is nothing",
      .ja = "この `{0}` の BEGIN と END の間に何もありません"},
     {.en = "Paste the whole block again, or remove it.",
      .ja = "ブロック全体を貼り付け直すか、消してください。"}},
}};

constexpr std::array<DamageWording, 5> kKinds = {{{DamageKind::kIrregularLine, kIsIrregularLine},
                                                  {DamageKind::kMissingBytes, kIsMissingBytes},
                                                  {DamageKind::kNotDer},
                                                  {DamageKind::kUnreadable, kIsUnreadable},
                                                  {DamageKind::kNoData, kIsNoData}}};

void check(Context& ctx) { reportDamage(ctx, kKinds); }

}  // namespace

extern constinit const RuleInfo pemContentDamaged{
    .name = "pem-content-damaged",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "What stands between BEGIN and END is incomplete or damaged.",
                .ja = "BEGIN と END の間の内容が欠けているか、壊れています。"},
    .message = {.en = "this `{0}` is damaged between line {1} and line {3}: what is there is none",
                .ja =
                    "この `{0}` は {1} 行目から {3} 行目までのどこかが壊れていて、読み取れません"},
    .help = {.en = "Paste the whole block again from the CA's mail or download page.",
             .ja =
                 "認証局のメールやダウンロードページから、ブロック全体を貼り付け直してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Characters or lines were lost when the block was copied. A certificate says how long it is, and the lines
of a block are of equal length, so the place can often be told; what stood there can't.

A server that meets such a block refuses the whole file.

## Example

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3y5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=
-----END CERTIFICATE-----
```

```pem,good path=server.pem
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

There is no automatic fix: what is missing would have to be guessed. Paste the block again from the CA's
mail or download page.
)md",
             .ja = R"md(
## どうなるか

コピーするときに、文字や行が失われています。
証明書には全体の長さが書かれていて、ブロックの行の長さもそろっているため、多くの場合は場所が分かりますが、失われた内容は分かりません。

このようなブロックがあると、サーバーはファイル全体を受け付けません。

## 例

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3y5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=
-----END CERTIFICATE-----
```

```pem,good path=server.pem
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

欠けているものは推測できないため、自動では直せません。
認証局のメールやダウンロードページから、ブロック全体を貼り付け直してください。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
