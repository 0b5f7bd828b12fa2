#include <array>
#include <optional>

#include "form_files.h"
#include "judged_leaf.h"
#include "x509/key.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kOtherFile, kOtherFirst };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "the private key in `{0}` does not belong to this certificate, but to `{2}` in `{1}`; "
            "the server will not start",
      .ja = "`{0}` の秘密鍵はこの証明書ではなく、`{1}` にある `{2}` "
            "の証明書のものです。このままではサーバーが起動しません"},
     {.en = "If `{1}` is the certificate to be used, put it in place of this one. If not, use the "
            "key with which the request for this certificate was made.",
      .ja = "使うべき証明書が `{1}` "
            "であれば、この証明書と置き換えてください。そうでなければ、この証明書の申請に使った秘密"
            "鍵を指定してください。"}},
    {{.en = "the server presents this certificate (`{1}`) first, but the private key in `{0}` "
            "belongs to another one of this file; the server will not start",
      .ja = "サーバーが最初に使うのはこの証明書（`{1}`）ですが、`{0}` "
            "の秘密鍵はこのファイルの別の証明書のものです。このままではサーバーが起動しません"},
     {.en = "Leave only the certificate that the key belongs to (`{2}`) and its intermediates in "
            "this file.",
      .ja = "このファイルには、鍵に対応する証明書（`{2}`）とその中間証明書だけを残してください。"}},
}};

constexpr Text kKeyPlace = {"the private key", "秘密鍵"};
constexpr Text kFitting = {"the certificate that the key belongs to", "この鍵に対応する証明書"};

/// The first private key that can be read, and where it is.
struct SiteKey {
  const CertificateFile* file = nullptr;
  x509::KeyFacts facts;
  text::TextRange range;
};

std::optional<SiteKey> firstKeyOf(const CertificateFile* file) {
  if (file == nullptr) return std::nullopt;
  for (const x509::PrivateKeyFacts& key : x509::loadPrivateKeys(*file->document)) {
    if (!key.key) continue;
    const text::TextRange range =
        key.block == pem::kNone ? text::TextRange{} : placeOfBlock(*file, key.block);
    return SiteKey{file, *key.key, range};
  }
  return std::nullopt;
}

/// mod_ssl looks for the key in the certificate's file where SSLCertificateKeyFile is missing.
std::optional<SiteKey> siteKey(const Context& ctx) {
  const std::string& path = ctx.site().settings().keyPath;
  return firstKeyOf(path.empty() ? &ctx.certificateFile() : certificateFileAt(ctx.site(), path));
}

/// Where in the site a server certificate for the key is.
struct Fitting {
  const CertificateFile* file = nullptr;
  const x509::FileCertificate* certificate = nullptr;
};

Fitting findFitting(const Site& site, const x509::KeyFacts& key) {
  for (const CertificateFile& file : site.certificateFiles()) {
    for (const x509::FileCertificate& entry : file.bundle->certificates) {
      if (entry.certificate.matchesKey(key)) return {&file, &entry};
    }
  }
  return {};
}

/// The certificate that the server presents, where it is another server's than the key's: a chain
/// in the wrong order is reported as such.
const x509::FileCertificate* presentedInstead(const CertificateFile& file,
                                              const x509::FileCertificate& leaf) {
  const x509::ServerLoad load = x509::loadAsServer(*file.document);
  if (!load.server || load.server->isCa() || *load.server == leaf.certificate) return nullptr;
  for (const x509::FileCertificate& entry : file.bundle->certificates) {
    if (entry.certificate == *load.server) return &entry;
  }
  return nullptr;
}

void check(Context& ctx) {
  if (!isSiteCertificateFile(ctx)) return;
  const CertificateFile& file = ctx.certificateFile();
  const x509::FileCertificate* leaf = file.leafCertificate();
  const auto key = siteKey(ctx);
  if (leaf == nullptr || !key || areFilesSwapped(ctx.site())) return;
  const std::string& keyPath = key->file->input.path;
  if (leaf->certificate.matchesKey(key->facts)) {
    const x509::FileCertificate* first = presentedInstead(file, *leaf);
    if (first == nullptr) return;
    FindingBuilder finding = ctx.report(placeOf(file, *first), keyPath, titleOf(first->certificate),
                                        titleOf(leaf->certificate));
    finding.variant(kOtherFirst).related(kFitting, placeOf(file, *leaf));
    finding.finding().fatal = true;
    return;
  }
  const Fitting fitting = findFitting(ctx.site(), key->facts);
  FindingBuilder finding = ctx.report(
      placeOf(file, *leaf), keyPath,
      fitting.file == nullptr ? std::string() : fitting.file->input.path,
      fitting.file == nullptr ? std::string() : titleOf(fitting.certificate->certificate));
  finding.related(kKeyPlace, {}, keyPath, key->file->input.source, key->range);
  if (fitting.file == nullptr) return;
  finding.variant(kOtherFile)
      .related(kFitting, {}, fitting.file->input.path, fitting.file->input.source,
               placeOf(*fitting.file, *fitting.certificate));
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslcertificatekeyfile"};

}  // namespace

extern constinit const RuleInfo certificateKeyMismatch{
    .name = "certificate-key-mismatch",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The site's private key does not belong to its server certificate.",
                .ja = "サイトの秘密鍵とサーバー証明書が対応していません。"},
    .message =
        {.en = "the private key in `{0}` does not belong to this certificate; the server will not "
               "start",
         .ja =
             "`{0}` の秘密鍵はこの証明書のものではありません。このままではサーバーが起動しません"},
    .help = {.en = "Use the private key with which the request for this certificate was made. If "
                   "it is lost, make a new key and have the certificate reissued for it.",
             .ja = "この証明書の申請に使った秘密鍵を指定してください。見つからない場合は、鍵を作り"
                   "直して証明書を再発行してもらってください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A server certificate is of use only together with the private key that its request was made with. With
another key Apache httpd and nginx refuse to start ("key values mismatch"), and all sites of the server
go down with it. It happens when a renewed certificate meets the old key, or the other way round.

htlint compares the public halves. The key is that of `site.key` (`--key`), else the one in the
certificate's own file. A key with a password is not compared.

## Example

```toml,with
[site]
certificate = "server.pem"
key = "../private/server.key"
```

```certificate,with path=old.pem
cn=www.example.jp
name=old
not-before=2025-01-01
not-after=2026-02-01
```

```key,with path=../private/server.key
of=old
```

```certificate,bad path=server.pem
cn=www.example.jp
```

```certificate,good path=server.pem
cn=www.example.jp
same-key-as=old
```

## How to fix it

There is no automatic fix: which of the two files is the right one, only you know. The help names the
certificate that the key belongs to, if it is among the site's files.
)md",
             .ja = R"md(
## どうなるか

サーバー証明書は、申請に使った秘密鍵と組み合わせて初めて使えます。
別の鍵と組み合わせると、Apache httpd や nginx は起動を拒み（key values mismatch）、そのサーバーのすべてのサイトが止まります。
更新後の証明書と更新前の鍵、またはその逆の組み合わせで起こります。

htlint は公開鍵の部分を比べます。
比べる鍵は `site.key`（`--key`）のもので、指定がなければ証明書と同じファイルにあるものです。
パスワードの付いた鍵は比べません。

## 例

```toml,with
[site]
certificate = "server.pem"
key = "../private/server.key"
```

```certificate,with path=old.pem
cn=www.example.jp
name=old
not-before=2025-01-01
not-after=2026-02-01
```

```key,with path=../private/server.key
of=old
```

```certificate,bad path=server.pem
cn=www.example.jp
```

```certificate,good path=server.pem
cn=www.example.jp
same-key-as=old
```

## 直し方

どちらのファイルが正しいかは htlint には分からないため、自動では直せません。
鍵に対応する証明書がサイトのファイルの中にあれば、それを示します。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
