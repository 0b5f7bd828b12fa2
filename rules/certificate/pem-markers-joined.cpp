#include <array>

#include "damage_findings.h"

namespace htlint::rules {
namespace {

using pem::DamageKind;

constexpr std::array<DamageWording, 1> kKinds = {{{DamageKind::kMarkersJoined}}};

void check(Context& ctx) { reportDamage(ctx, kKinds); }

}  // namespace

extern constinit const RuleInfo pemMarkersJoined{
    .name = "pem-markers-joined",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "END and BEGIN of two blocks stand in one line.",
                .ja = "2 つのブロックの END と BEGIN が 1 行につながっています。"},
    .message = {.en = "`BEGIN {0}` stands in the same line as the END before it",
                .ja = "`BEGIN {0}` が、前のブロックの END と同じ行にあります"},
    .help = {.en = "Begin a new line after the five hyphens of END.",
             .ja = "END の後ろのハイフン 5 個の直後で改行してください。"},
    .docs = {.en = R"md(
## What happens

This is what comes out when two files are concatenated of which the first does not end with a line end,
the commonest of all accidents with certificates. OpenSSL says `bad end line` and refuses the whole file.

## Example

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=
-----END CERTIFICATE----------BEGIN CERTIFICATE-----
MIH+MIGxoAMCAQICFF7LnTVoEZreAGWb+RfDjGOqeCf+MAUGAytlcDAVMRMwEQYD
VQQDDApFeGFtcGxlIENBMB4XDTI1MDEwMTAwMDAwMFoXDTM1MDEwMTAwMDAwMFow
FTETMBEGA1UEAwwKRXhhbXBsZSBDQTAqMAUGAytlcAMhAMvd7pqoMbQYJ3WeQ618
7p/Eh7nfK8bw/44JLyuTRiaJoxMwETAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANB
AJAIH+duDn89uDfsGJLFzsQSDS/1V5mYW0lthbVzGK2co+3E64cJ/+EthwisBKzJ
iBAAUp7Vs9pVLyo8dBm59gs=
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
-----BEGIN CERTIFICATE-----
MIH+MIGxoAMCAQICFF7LnTVoEZreAGWb+RfDjGOqeCf+MAUGAytlcDAVMRMwEQYD
VQQDDApFeGFtcGxlIENBMB4XDTI1MDEwMTAwMDAwMFoXDTM1MDEwMTAwMDAwMFow
FTETMBEGA1UEAwwKRXhhbXBsZSBDQTAqMAUGAytlcAMhAMvd7pqoMbQYJ3WeQ618
7p/Eh7nfK8bw/44JLyuTRiaJoxMwETAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANB
AJAIH+duDn89uDfsGJLFzsQSDS/1V5mYW0lthbVzGK2co+3E64cJ/+EthwisBKzJ
iBAAUp7Vs9pVLyo8dBm59gs=
-----END CERTIFICATE-----
```

## How to fix it

`htlint fix` writes the block as it should be, if what is left is exactly one complete certificate or
request. It does not touch private keys.
)md",
             .ja = R"md(
## どうなるか

改行で終わっていないファイルの後ろに別のファイルをつなぐと、こうなります。
証明書の事故で最も多いものです。
OpenSSL は `bad end line` と言って、ファイル全体を受け付けません。

## 例

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
cGxlLmpwggpleGFtcGxlLmpwMAUGAytlcANBAOihfQ0p4ymK6joOgdChUnpSJ95W
7BDXFtU8UQ+ScnkmEHuolre3NvYd6pOG8N+qpftZ8przTsvPix67IAMhoAE=
-----END CERTIFICATE----------BEGIN CERTIFICATE-----
MIH+MIGxoAMCAQICFF7LnTVoEZreAGWb+RfDjGOqeCf+MAUGAytlcDAVMRMwEQYD
VQQDDApFeGFtcGxlIENBMB4XDTI1MDEwMTAwMDAwMFoXDTM1MDEwMTAwMDAwMFow
FTETMBEGA1UEAwwKRXhhbXBsZSBDQTAqMAUGAytlcAMhAMvd7pqoMbQYJ3WeQ618
7p/Eh7nfK8bw/44JLyuTRiaJoxMwETAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANB
AJAIH+duDn89uDfsGJLFzsQSDS/1V5mYW0lthbVzGK2co+3E64cJ/+EthwisBKzJ
iBAAUp7Vs9pVLyo8dBm59gs=
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
-----BEGIN CERTIFICATE-----
MIH+MIGxoAMCAQICFF7LnTVoEZreAGWb+RfDjGOqeCf+MAUGAytlcDAVMRMwEQYD
VQQDDApFeGFtcGxlIENBMB4XDTI1MDEwMTAwMDAwMFoXDTM1MDEwMTAwMDAwMFow
FTETMBEGA1UEAwwKRXhhbXBsZSBDQTAqMAUGAytlcAMhAMvd7pqoMbQYJ3WeQ618
7p/Eh7nfK8bw/44JLyuTRiaJoxMwETAPBgNVHRMBAf8EBTADAQH/MAUGAytlcANB
AJAIH+duDn89uDfsGJLFzsQSDS/1V5mYW0lthbVzGK2co+3E64cJ/+EthwisBKzJ
iBAAUp7Vs9pVLyo8dBm59gs=
-----END CERTIFICATE-----
```

## 直し方

残りがちょうど 1 つの証明書か CSR になる場合に、`htlint fix` がブロックを正しい形に書き直します。
秘密鍵のブロックは変更しません。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
