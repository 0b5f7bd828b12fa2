#include <array>

#include "damage_findings.h"

namespace htlint::rules {
namespace {

using pem::DamageKind;

enum Variant : std::size_t { kIsByteOrderMark, kIsControl };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "a byte-order mark (BOM) stands here", .ja = "ここに BOM があります"},
     {.en = "Save the file as UTF-8 without BOM.", .ja = "BOM なしの UTF-8 で保存してください。"}},
    {{.en = "a control character stands here", .ja = "ここに制御文字があります"},
     {.en = "Remove it; it is left over from an old program or a broken transfer.",
      .ja = "取り除いてください。古いソフトや失敗した転送の名残です。"}},
}};

constexpr std::array<DamageWording, 3> kKinds = {{{DamageKind::kInvisible},
                                                  {DamageKind::kByteOrderMark, kIsByteOrderMark},
                                                  {DamageKind::kControl, kIsControl}}};

void check(Context& ctx) { reportDamage(ctx, kKinds); }

}  // namespace

extern constinit const RuleInfo pemInvisibleCharacter{
    .name = "pem-invisible-character",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "Invisible characters stand in a certificate file.",
                .ja = "証明書ファイルに見えない文字が入っています。"},
    .message =
        {.en = "an invisible character (a zero-width space, a soft hyphen or the like) stands in "
               "this `{0}`",
         .ja = "この `{0}` に、見えない文字（幅のない空白やソフトハイフンなど）が入っています"},
    .help =
        {.en = "Paste the block again as plain text, or let `htlint fix` take the characters out.",
         .ja = "書式なしテキストとして貼り付け直すか、`htlint fix` で取り除いてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Web pages and word processors put characters into long words that show nothing: zero-width spaces, soft
hyphens, marks of direction. Nobody sees them, but OpenSSL says `bad base64 decode` or does not find the
BEGIN line. A byte-order mark at the beginning does no harm; before a later block it hides it where text
stands in between.

## Example

```pem,bad path=server.pem escapes
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKms\xE2\x80\x8BvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
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

ウェブページやワープロは、長い語の中に、幅のない空白やソフトハイフン、書字方向の記号などの見えない文字を入れることがあります。
人には見えませんが、OpenSSL は `bad base64 decode` と言うか、BEGIN 行を見つけられません。
ファイルの先頭の BOM は無害ですが、後のブロックの前に文章があってその後に BOM があると、ブロックが見つからなくなります。

## 例

```pem,bad path=server.pem escapes
-----BEGIN CERTIFICATE-----
MIIBGDCBy6ADAgECAhRQugiiborjGMk/ni3nfllwr3JgozAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA3MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKms\xE2\x80\x8BvApuUntqBkEEhn9v+DcfmjKTAnMCUGA1UdEQQeMByCDnd3dy5leGFt
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
