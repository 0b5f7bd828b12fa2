#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "form_files.h"
#include "judged_request.h"
#include "x509/key.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kOldRequest };

constexpr std::array<Wording, 1> kVariants = {{
    {{.en = "the request in `{0}` is not the one that this certificate was made from",
      .ja = "`{0}` の CSR は、この証明書の元になったものではありません"},
     {.en = "The site's private key fits the certificate, so nothing breaks. Name the right "
            "request, or none.",
      .ja = "サイトの秘密鍵は証明書に対応しているため、問題は起きません。正しい CSR "
            "を指定するか、指定を外してください。"}},
}};

constexpr Text kRequest = {"the request", "CSR"};

/// Nothing where the site's private key is not named or has a password.
std::optional<x509::KeyFacts> siteKey(const Site& site) {
  const CertificateFile* file = certificateFileAt(site, site.settings().keyPath);
  if (file == nullptr) return std::nullopt;
  for (const x509::PrivateKeyFacts& key : x509::loadPrivateKeys(*file->document)) {
    if (key.key) return key.key;
  }
  return std::nullopt;
}

void check(Context& ctx) {
  if (!isSiteCertificateFile(ctx)) return;
  const x509::FileCertificate* leaf = ctx.certificateFile().leafCertificate();
  const std::string& path = ctx.site().settings().requestPath;
  const CertificateFile* file = certificateFileAt(ctx.site(), path);
  if (leaf == nullptr || file == nullptr || areFilesSwapped(ctx.site())) return;
  const std::vector<x509::Request> requests = x509::loadRequests(*file->document);
  const bool made = std::any_of(requests.begin(), requests.end(), [&](const x509::Request& r) {
    return leaf->certificate.matchesKey(r.key);
  });
  if (requests.empty() || made) return;
  // That the private key does not fit is worse, and certificate-key-mismatch says it.
  const auto key = siteKey(ctx.site());
  if (key && !leaf->certificate.matchesKey(*key)) return;
  FindingBuilder finding = ctx.report(placeOf(ctx.certificateFile(), *leaf), path);
  finding.related(kRequest, {}, path, file->input.source, placeOf(*file, requests.front()));
  if (key) finding.variant(kOldRequest).severity(Severity::kInfo);
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc2986#section-4"};

}  // namespace

extern constinit const RuleInfo certificateRequestMismatch{
    .name = "certificate-request-mismatch",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The certificate was not made from the request (CSR) that is named for it.",
                .ja = "証明書が、指定された CSR から作られたものではありません。"},
    .message = {.en = "this certificate was not made from the request in `{0}`: their keys differ",
                .ja = "この証明書は `{0}` の CSR から作られたものではありません（鍵が異なります）"},
    .help = {.en = "See whether this is the certificate of an earlier application, and put the one "
                   "that came back for this request in its place.",
             .ja = "以前の申請で発行された証明書になっていないか確認し、この CSR "
                   "に対して発行された証明書に置き換えてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A certificate carries the public key of the request that it was made from. If the two differ, the
certificate belongs to another application, an earlier one most likely, and the private key that was
made with this request will not fit.

The request is that of `site.csr` (`--csr`). Where the site's private key is known and fits the
certificate, only the request is out of date, and the finding is a hint.

## Example

```toml,with
[site]
certificate = "server.pem"
csr = "server.csr"
```

```request,with path=server.csr
cn=www.example.jp
of=new
```

```certificate,with path=elsewhere.pem
cn=www.example.jp
name=new
```

```certificate,bad path=server.pem
cn=www.example.jp
```

```certificate,good path=server.pem
cn=www.example.jp
same-key-as=new
```

## How to fix it

There is no automatic fix: the right certificate is in another file.
)md",
             .ja = R"md(
## どうなるか

証明書には、元になった CSR の公開鍵が入っています。
鍵が異なる証明書は別の申請（たいていは以前の申請）で発行されたもので、この CSR と一緒に作った秘密鍵とは組み合わせられません。

比べる CSR は `site.csr`（`--csr`）のものです。
サイトの秘密鍵が分かっていて証明書と対応している場合は、CSR が古いだけなので情報として知らせます。

## 例

```toml,with
[site]
certificate = "server.pem"
csr = "server.csr"
```

```request,with path=server.csr
cn=www.example.jp
of=new
```

```certificate,with path=elsewhere.pem
cn=www.example.jp
name=new
```

```certificate,bad path=server.pem
cn=www.example.jp
```

```certificate,good path=server.pem
cn=www.example.jp
same-key-as=new
```

## 直し方

正しい証明書は別のファイルにあるため、自動では直せません。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
