#include <array>

#include "damage_findings.h"

namespace htlint::rules {
namespace {

using pem::DamageKind;

constexpr std::array<DamageWording, 1> kKinds = {{{DamageKind::kCommentedOut}}};

void check(Context& ctx) { reportDamage(ctx, kKinds); }

}  // namespace

extern constinit const RuleInfo pemBlockCommentedOut{
    .name = "pem-block-commented-out",
    .group = Group::kCertificate,
    .severity = Severity::kInfo,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A block is commented out.", .ja = "ブロックがコメントになっています。"},
    .message = {.en = "every line of this `{0}` is a comment, so no server reads it",
                .ja = "この `{0}` はすべての行がコメントなので、サーバーは読みません"},
    .help =
        {.en = "If it was switched off on purpose, it can stay; else take the comment signs away.",
         .ja = "意図したものなら、このままで構いません。そうでなければコメント記号を外してください"
               "。"},
    .docs = {.en = R"md(
## What happens

PEM has no comments, but a line that begins with `#` is no BEGIN line, so a block whose lines all do is
passed over. That is a way to keep an old certificate in the file. If it is the one that is needed, the
server presents another.

## Example

```pem,bad path=server.pem
# -----BEGIN CERTIFICATE-----
# MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
# A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
# MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
# I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
# cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
# 7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=
# -----END CERTIFICATE-----
-----BEGIN CERTIFICATE-----
MIH+MIGxoAMCAQICFF7LnTVoEZreAGWb+RfDjGOqeCf+MAUGAytlcDAVMRMwEQYD
VQQDDApFeGFtcGxlIENBMB4XDTI1MDEwMTAwMDAwMFoXDTM1MDEwMTAwMDAwMFow
FTETMBEGA1UEAwwKRXhhbXBsZSBDQTAqMAUGAytlcAMhAMvd7pqoMbQYJ3WeQ618
7p/Eh7nfK8bw/44JLyuTRiaJoxMwETAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANB
AJAIH+duDn89uDfsGJLFzsQSDS/1V5mYW0lthbVzGK2co+3E64cJ/+EthwisBKzJ
iBAAUp7Vs9pVLyo8dBm59gs=
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

There is no automatic fix: it may be meant.
)md",
             .ja = R"md(
## どうなるか

PEM にコメントの記法はありませんが、`#` で始まる行は BEGIN 行とみなされないため、すべての行に `#` を付けたブロックは読み飛ばされます。
古い証明書をファイルに残しておく方法として使われます。
必要な証明書がコメントになっていると、サーバーは別の証明書を提示します。

## 例

```pem,bad path=server.pem
# -----BEGIN CERTIFICATE-----
# MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
# A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
# MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
# I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
# cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
# 7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=
# -----END CERTIFICATE-----
-----BEGIN CERTIFICATE-----
MIH+MIGxoAMCAQICFF7LnTVoEZreAGWb+RfDjGOqeCf+MAUGAytlcDAVMRMwEQYD
VQQDDApFeGFtcGxlIENBMB4XDTI1MDEwMTAwMDAwMFoXDTM1MDEwMTAwMDAwMFow
FTETMBEGA1UEAwwKRXhhbXBsZSBDQTAqMAUGAytlcAMhAMvd7pqoMbQYJ3WeQ618
7p/Eh7nfK8bw/44JLyuTRiaJoxMwETAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANB
AJAIH+duDn89uDfsGJLFzsQSDS/1V5mYW0lthbVzGK2co+3E64cJ/+EthwisBKzJ
iBAAUp7Vs9pVLyo8dBm59gs=
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

意図したものかもしれないため、自動では直しません。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
