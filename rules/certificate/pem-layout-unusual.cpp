#include <algorithm>
#include <array>
#include <optional>

#include "judged_leaf.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kText, kWindowsLines, kNoLastLineEnd, kOldLabel };

constexpr std::array<Wording, 4> kVariants = {{
    {{.en = "text stands outside of the blocks", .ja = "ブロックの外にテキストがあります"},
     {.en = "Servers pass over it. A form that asks for a certificate may not: paste from "
            "`-----BEGIN` to `-----END ...-----` only.",
      .ja = "サーバーは読み飛ばします。証明書の入力フォームでは受け付けられないことがあるため、"
            "`-----BEGIN` から `-----END ...-----` までだけを貼り付けてください。"}},
    {{.en = "the lines end with CR LF, as Windows writes them",
      .ja = "行末が Windows の形式（CR LF）です"},
     {.en = "Servers read it. Nothing has to be done.",
      .ja = "サーバーで問題なく読めます。何もする必要はありません。"}},
    {{.en = "the last line has no line end", .ja = "最後の行に改行がありません"},
     {.en = "Servers read it, but whatever is appended to the file lands on this line: end it.",
      .ja = "サーバーで読めますが、ファイルの後ろに何かをつなげると、この行にくっつきます。"
            "改行を入れてください。"}},
    {{.en = "`{0}` is an old name for `CERTIFICATE`",
      .ja = "`{0}` は `CERTIFICATE` の古い名前です"},
     {.en = "OpenSSL reads it, other programs do not: write `CERTIFICATE` in both markers.",
      .ja = "OpenSSL では読めますが、ほかのプログラムでは読めません。"
            "両方の行を `CERTIFICATE` にしてください。"}},
}};

constexpr std::size_t kUsualLength = 64;  // RFC 7468 2

/// The first line of a block's base64 that is neither of the usual length nor the last.
std::optional<text::TextRange> unusualLine(const CertificateFile& file, const pem::Block& block) {
  const text::SourceFile& source = file.source();
  const std::uint32_t last = source.lineAt(block.body.end > 0 ? block.body.end - 1 : 0);
  for (std::uint32_t line = source.lineAt(block.body.start); line <= last; ++line) {
    const text::TextRange range = source.lineRange(line);
    const std::size_t length = trimBlanks(source.text(range)).size();
    const bool usual = line == last ? length <= kUsualLength : length == kUsualLength;
    if (!usual) return range;
  }
  return std::nullopt;
}

/// How a damaged block looks is the least of its problems.
bool isCertificateAsRead(const CertificateFile& file, const pem::Block& block) {
  const auto& damages = file.damage->damages;
  const bool damaged = std::any_of(damages.begin(), damages.end(), [&](const pem::Damage& damage) {
    return damage.block != pem::kNone && &file.document->blocks()[damage.block] == &block;
  });
  return !damaged && block.kind == pem::BlockKind::kCertificate &&
         file.document->readOf(block) != nullptr;
}

void checkLineLengths(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  for (const pem::Block& block : file.document->blocks()) {
    if (!isCertificateAsRead(file, block)) continue;
    const auto line = unusualLine(file, block);
    if (!line) continue;
    ctx.report(*line, std::to_string(trimBlanks(file.source().text(*line)).size()));
    return;
  }
}

void checkLabels(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  for (const pem::Block& block : file.document->blocks()) {
    if (!isCertificateAsRead(file, block) || block.label == "CERTIFICATE") continue;
    const pem::Marker& begin = file.document->markers()[block.begin];
    const pem::Marker& end = file.document->markers()[block.end];
    ctx.report(begin.range, block.label)
        .variant(kOldLabel)
        .fix(FixSafety::kSafe, {.en = "Write `CERTIFICATE`", .ja = "`CERTIFICATE` に書き換える"},
             std::vector<text::TextEdit>{{begin.labelRange, "CERTIFICATE"},
                                         {end.labelRange, "CERTIFICATE"}});
  }
}

bool isWordCharacter(char c) { return isAsciiLetter(c) || (c >= '0' && c <= '9'); }

void checkText(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  for (const pem::Part& part : file.document->parts()) {
    if (part.block != pem::kNone) continue;
    const std::string_view text = file.source().text(part.range);
    const auto word = std::find_if(text.begin(), text.end(), isWordCharacter);
    if (word == text.end()) continue;
    const auto at = part.range.start + static_cast<std::uint32_t>(word - text.begin());
    ctx.report(file.source().lineRange(file.source().lineAt(at))).variant(kText);
    return;
  }
}

void checkLineEnds(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  const text::SourceFile& source = file.source();
  if (source.bytes().find("\r\n") != std::string_view::npos) {
    ctx.report(source.lineRange(1)).variant(kWindowsLines);
  }
  const bool ended = source.bytes().back() == '\n' || source.bytes().back() == '\r';
  if (ended || !file.damage->damages.empty()) return;
  const pem::Block& last = file.document->blocks().back();
  if (last.range.end != source.size()) return;
  const bool windows = source.bytes().find("\r\n") != std::string_view::npos;
  ctx.report(source.lineRange(source.lineAt(source.size() - 1)))
      .variant(kNoLastLineEnd)
      .fix(FixSafety::kSafe, {.en = "End the line", .ja = "改行を入れる"},
           std::vector<text::TextEdit>{{{source.size(), source.size()}, windows ? "\r\n" : "\n"}});
}

void check(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  if (file.document->blocks().empty() || file.bundle->empty()) return;
  checkText(ctx);
  checkLineLengths(ctx);
  checkLabels(ctx);
  checkLineEnds(ctx);
}

}  // namespace

extern constinit const RuleInfo pemLayoutUnusual{
    .name = "pem-layout-unusual",
    .group = Group::kCertificate,
    .severity = Severity::kInfo,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A certificate file is laid out in another way than programs write it.",
                .ja = "証明書ファイルの書き方が、一般的なものと違います。"},
    .message = {.en = "lines of this block have {0} characters; 64 is usual",
                .ja = "このブロックの行は {0} 文字です。通常は 64 文字です"},
    .help = {.en = "OpenSSL reads lines of any length. Other programs, and forms, may ask for 64.",
             .ja = "OpenSSL ではどの長さでも読めます。"
                   "ほかのプログラムや入力フォームでは 64 文字が必要なことがあります。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A server reads such a file. Each of these is a sign that the file went through other hands, and something
else that reads it may be stricter: lines of base64 that are not 64 characters long (RFC 7468 2), text
before or between the blocks, line ends of Windows, a last line without its end, the old label
`X509 CERTIFICATE`. Each is told once for a file, as information; damaged blocks are left to the rules
about them.

## Example

```pem,bad path=server.pem
subject=CN = www.example.jp
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

`htlint fix` writes the label `CERTIFICATE` and ends the last line. The rest is harmless and stays.
)md",
             .ja = R"md(
## どうなるか

サーバーはこのようなファイルを読めます。
ただし、ファイルがどこかで加工された形跡であり、ほかのプログラムでは読めないことがあります。
64 文字でない base64 の行（RFC 7468 2）、ブロックの前や間のテキスト、Windows の改行、
改行のない最後の行、古いラベル `X509 CERTIFICATE` が対象です。
それぞれファイルごとに 1 回、情報として報告します。
壊れたブロックは、それぞれの規則が報告します。

## 例

```pem,bad path=server.pem
subject=CN = www.example.jp
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

`htlint fix` は、ラベルを `CERTIFICATE` にし、最後の行に改行を入れます。
それ以外は害がないため、そのままにします。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
