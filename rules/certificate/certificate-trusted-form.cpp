#include <algorithm>
#include <array>

#include "judged_leaf.h"
#include "pem/base64.h"
#include "promised_file.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kSkipped };

constexpr std::array<Wording, 1> kVariants = {{
    {{.en = "a TLS server passes over this block: in the place of an intermediate it reads "
            "`CERTIFICATE` only, not `TRUSTED CERTIFICATE`",
      .ja = "TLS サーバーはこのブロックを読み飛ばします。中間証明書として読むのは "
            "`CERTIFICATE` だけで、`TRUSTED CERTIFICATE` は読みません"},
     {.en = "Write it as a plain `CERTIFICATE`. Until then visitors do not get this intermediate.",
      .ja = "通常の `CERTIFICATE` に直してください。"
            "今のままでは、この中間証明書は訪問者に送られません。"}},
}};

constexpr Text kFixTitle = {.en = "write it as a plain CERTIFICATE, without the trust settings",
                            .ja = "信頼設定を除いた通常の CERTIFICATE にする"};

/// In a collection of CA certificates the form has its use: it is where trust settings belong.
bool isForServer(const Context& ctx) {
  return ctx.certificateFile().leaf.has_value() || isNamedBySite(ctx);
}

bool isSkipped(const Context& ctx, std::size_t block) {
  const x509::ServerLoad& load = *ctx.certificateFile().load;
  return load.accepted && load.serverBlock != block;
}

void check(Context& ctx) {
  if (!isForServer(ctx)) return;
  const CertificateFile& file = ctx.certificateFile();
  for (const x509::FileCertificate& one : file.bundle->certificates) {
    if (one.block == pem::kNone || one.isInContainer()) continue;
    const pem::Block& block = file.document->blocks()[one.block];
    if (block.kind != pem::BlockKind::kTrustedCertificate) continue;
    FindingBuilder finding = ctx.report(placeOf(file, one));
    if (isSkipped(ctx, one.block)) finding.variant(kSkipped).severity(Severity::kWarning);
    // A damaged block is repaired before it is rewritten.
    if (!block.isComplete() || file.document->readOf(block) == nullptr) continue;
    const auto markers = file.document->markers();
    const text::TextRange whole{markers[block.begin].range.start, markers[block.end].range.end};
    const std::string_view text = file.source().text(whole);
    const std::string lineEnd = text.find("\r\n") != std::string_view::npos ? "\r\n" : "\n";
    finding.fix(FixSafety::kSafe, kFixTitle,
                {{whole, "-----BEGIN CERTIFICATE-----" + lineEnd +
                             pem::encodeBase64Lines(one.certificate.der(), lineEnd) +
                             "-----END CERTIFICATE-----"}});
  }
}

}  // namespace

extern constinit const RuleInfo certificateTrustedForm{
    .name = "certificate-trusted-form",
    .group = Group::kCertificate,
    .severity = Severity::kInfo,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A certificate is in OpenSSL's own form, TRUSTED CERTIFICATE.",
                .ja = "証明書が OpenSSL 独自の形式 TRUSTED CERTIFICATE になっています。"},
    .message = {.en = "this is OpenSSL's own form, `TRUSTED CERTIFICATE`, which other programs and "
                      "forms do not read",
                .ja = "これは OpenSSL 独自の形式 `TRUSTED CERTIFICATE` です。"
                      "ほかのソフトや設定画面では読めません"},
    .help = {.en = "Write it as a plain `CERTIFICATE`; a server has no use for the trust settings.",
             .ja = "通常の `CERTIFICATE` に直してください。"
                   "信頼設定はサーバーでは使われません。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

`openssl x509 -trustout` writes `-----BEGIN TRUSTED CERTIFICATE-----`: the certificate and, behind it,
what it is trusted for. Apache httpd takes this form for the first certificate of
`SSLCertificateFile`. Any later one it passes over without a word, and the chain that visitors get
lacks an intermediate: that is a warning. Other programs, and the forms of hosting services, know the
plain form only.

Collections of CA certificates, where the form has its use, are left alone.

## Example

```certificate,bad path=server.pem form=trusted
cn=www.example.jp
```

```certificate,good path=server.pem
cn=www.example.jp
```

## How to fix it

`htlint fix` writes the plain form; the certificate stays the same, the trust settings go.
)md",
             .ja = R"md(
## どうなるか

`openssl x509 -trustout` は `-----BEGIN TRUSTED CERTIFICATE-----` という形式で書き出します。
証明書の後ろに、何のために信頼するかという設定が付いています。
Apache httpd は `SSLCertificateFile` の 1 枚目ならこの形式も読みます。
2 枚目以降は何も言わずに読み飛ばすため、訪問者に送られる証明書チェーンが欠けます。この場合は警告になります。
ほかのソフトやホスティングの設定画面が読めるのは、通常の形式だけです。

この形式に意味がある、認証局の証明書を集めたファイルは報告しません。

## 例

```certificate,bad path=server.pem form=trusted
cn=www.example.jp
```

```certificate,good path=server.pem
cn=www.example.jp
```

## 直し方

`htlint fix` は通常の形式に書き直します。
証明書そのものは変わらず、信頼設定だけがなくなります。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
