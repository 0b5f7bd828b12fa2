#include <array>

#include "judged_leaf.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr || !leaf->certificate.subject().attributes.empty()) return;
  const bool named = leaf->certificate.hasSubjectAltName();
  if (!named || leaf->certificate.extensions().altNameCritical) return;
  ctx.report(placeOf(ctx.certificateFile(), *leaf));
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6"};

}  // namespace

extern constinit const RuleInfo certificateSanNotCritical{
    .name = "certificate-san-not-critical",
    .group = Group::kCertificate,
    .severity = Severity::kInfo,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The certificate has no subject, and its alternative names (SANs) are not "
                      "marked critical.",
                .ja = "証明書の件名（Subject）が空で、代替名（SAN）に critical の印がありません。"},
    .message =
        {.en = "the subject of this certificate is empty and its alternative names (SANs) are not "
               "critical",
         .ja = "この証明書は件名（Subject）が空なのに、代替名（SAN）に critical の印がありません"},
    .help = {.en = "Browsers accept it, strict validators do not. Have the next certificate issued "
                   "with critical alternative names, or with a common name.",
             .ja = "ブラウザーでは使えますが、厳格な検証では拒否されます。次回は SAN に critical "
                   "を付けるか、コモンネームを入れて発行してもらってください。"},
    .docs = {.en = R"md(
## What happens

Where the subject is empty, only the alternative names say whom the certificate is for, and so they have
to be marked critical (RFC 5280 4.2.1.6). Browsers do not insist on it; OpenSSL does in its strict mode.

## Example

```certificate,bad path=server.pem
san=www.example.jp
```

```certificate,good path=server.pem
san=www.example.jp
san-critical=true
```

## How to fix it

There is no automatic fix: a certificate cannot be changed.
)md",
             .ja = R"md(
## どうなるか

件名が空の証明書では、代替名だけが誰の証明書かを示すため、critical の印を付けることになっています（RFC 5280 4.2.1.6）。
ブラウザーは問題にしませんが、OpenSSL の厳格モードでは拒否されます。

## 例

```certificate,bad path=server.pem
san=www.example.jp
```

```certificate,good path=server.pem
san=www.example.jp
san-critical=true
```

## 直し方

証明書は書き換えられないため、自動では直せません。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
