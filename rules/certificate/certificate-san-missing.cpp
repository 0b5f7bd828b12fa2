#include <array>

#include "judged_leaf.h"

namespace htlint::rules {
namespace {

/// certificate-host-not-covered says it of each host that is known.
bool isSaidAlready(const Context& ctx) {
  const SiteSettings& settings = ctx.site().settings();
  return isSiteCertificateFile(ctx) && (settings.host || !settings.aliases.empty());
}

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr || isSaidAlready(ctx)) return;
  const x509::Certificate& certificate = leaf->certificate;
  if (!certificate.dnsNames().empty() || !certificate.ipAddresses().empty()) return;
  // A certificate for mail or for a person needs no host; that it is no server's is said elsewhere.
  if (!certificate.extensions().allowsServerAuth()) return;
  FindingBuilder finding = ctx.report(placeOf(ctx.certificateFile(), *leaf), titleOf(certificate));
  if (!isNamed(ctx)) finding.severity(Severity::kWarning);
}

constexpr std::array<std::string_view, 2> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc9525#section-6",
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/"};

}  // namespace

extern constinit const RuleInfo certificateSanMissing{
    .name = "certificate-san-missing",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The certificate has no alternative names (SANs) that name a host.",
                .ja = "証明書に、ホスト名を示す代替名（SAN）がありません。"},
    .message = {.en = "the certificate for `{0}` names no host: it has no alternative names "
                      "(SANs), and no browser accepts it",
                .ja = "`{0}` "
                      "の証明書には、ホスト名を示す代替名（SAN）がありません。これを受け付けるブラ"
                      "ウザーはありません"},
    .help =
        {.en = "Have the certificate issued again with the site's names as alternative names. For "
               "a certificate of your own making: `openssl req -addext "
               "subjectAltName=DNS:www.example.jp`.",
         .ja = "サイトの名前を代替名に含めて、証明書を発行し直してもらってください。自分で作る場合"
               "は `openssl req -addext subjectAltName=DNS:www.example.jp` のように指定します。"},
    .docs = {.en = R"md(
## What happens

Browsers compare the host in the address with the alternative names (SANs) of the certificate, and
with nothing else. A certificate without any covers no host at all, whatever its common name says.
Programs that fall back to the common name hide this until a browser comes.

A file that is only met on the way, and that nobody named, is a warning.

## Example

```certificate,bad path=server.pem named
cn=www.example.jp
san=none
```

```certificate,good path=server.pem named
cn=www.example.jp
san=www.example.jp
```

## How to fix it

There is no automatic fix: a certificate cannot be changed. Have it issued again with all names of the
site as SANs.
)md",
             .ja = R"md(
## どうなるか

ブラウザーは、アドレスのホスト名を証明書の代替名（SAN）とだけ照合します。
SAN が 1 つもない証明書は、コモンネームに何が書かれていても、どのホストの証明にもなりません。
コモンネームまで調べるプログラムでは、ブラウザーで開くまで気付けません。

指定されたものではなく、見つかっただけのファイルの場合は警告になります。

## 例

```certificate,bad path=server.pem named
cn=www.example.jp
san=none
```

```certificate,good path=server.pem named
cn=www.example.jp
san=www.example.jp
```

## 直し方

証明書は書き換えられないため、自動では直せません。
サイトのすべての名前を SAN に入れて、発行し直してもらってください。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
