#include <algorithm>
#include <array>

#include "form_files.h"
#include "judged_leaf.h"
#include "x509/key.h"

namespace htlint::rules {
namespace {

constexpr Text kServer = {"the server certificate", "サーバー証明書"};
constexpr Text kTitle = {"Exchange the contents of this file and `{0}`",
                         "このファイルと `{0}` の内容を入れ替えます"};

/// A key must not wander into the other file.
bool mayMove(const CertificateFile& file) { return x509::loadPrivateKeys(*file.document).empty(); }

FixEdit wholeFile(const CertificateFile& file, const CertificateFile& from) {
  return {FixEdit::Kind::kReplace,
          file.input.path,
          {0, file.source().size()},
          std::string(from.source().bytes())};
}

void check(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  const SiteSettings& settings = ctx.site().settings();
  if (file.input.path != settings.certificatePath || !areFilesSwapped(ctx.site())) return;
  const CertificateFile& chain = *certificateFileAt(ctx.site(), settings.chainPath);
  const auto& others = chain.bundle->certificates;
  const auto server = std::find_if(others.begin(), others.end(),
                                   [](const auto& entry) { return !entry.certificate.isCa(); });
  FindingBuilder finding =
      ctx.report(placeOf(file, file.bundle->certificates.front()), chain.input.path);
  finding.finding().fatal = true;
  finding.related(kServer, {}, chain.input.path, chain.input.source, placeOf(chain, *server));
  if (!mayMove(file) || !mayMove(chain)) return;
  finding.fix(FixSafety::kSafe, kTitle,
              std::vector<FixEdit>{wholeFile(file, chain), wholeFile(chain, file)});
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslcertificatefile"};

}  // namespace

extern constinit const RuleInfo certificateFilesSwapped{
    .name = "certificate-files-swapped",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en =
                    "The files for the server certificate and for the intermediates are exchanged.",
                .ja = "サーバー証明書のファイルと中間証明書のファイルが入れ替わっています。"},
    .message = {.en = "this file, named as the server certificate's, holds CA certificates alone; "
                      "the server certificate is in `{0}`",
                .ja = "サーバー証明書として指定されたこのファイルには認証局の証明書しかなく、サーバ"
                      "ー証明書は `{0}` にあります"},
    .help = {.en = "Exchange the two: the server certificate belongs into the field for the "
                   "server, the CA certificates into that for the intermediates.",
             .ja = "2 "
                   "つを入れ替えてください。サーバー証明書はサーバー証明書の欄に、認証局の証明書は"
                   "中間証明書の欄に入れます。"},
    .docs = {.en = R"md(
## What happens

Hosting forms and servers ask for two things: the certificate of the site, and the certificates of the
CAs that vouch for it. If they are exchanged, the server does not start because the key does not fit, or
presents a CA's certificate to visitors. The files are those of `site.certificate` (`--cert`) and
`site.chain` (`--chain`).

## Example

```toml,with
[site]
certificate = "server.pem"
chain = "chain.pem"
```

```certificate,with path=chain.pem
cn=www.example.jp
name=site
issuer=Example CA
---
cn=Example CA
ca=true
name=Example CA
```

```certificate,bad path=server.pem
cn=Other CA
ca=true
```

```certificate,good path=server.pem
cn=www.example.jp
```

## How to fix it

The contents of the two files are exchanged, unless one of them holds a private key.
)md",
             .ja = R"md(
## どうなるか

ホスティングの設定画面やサーバーでは、サイトの証明書と、それを保証する認証局の証明書を別々に指定します。
入れ替わっていると、鍵が合わずにサーバーが起動しないか、認証局の証明書が訪問者に渡されます。
調べるのは `site.certificate`（`--cert`）と `site.chain`（`--chain`）のファイルです。

## 例

```toml,with
[site]
certificate = "server.pem"
chain = "chain.pem"
```

```certificate,with path=chain.pem
cn=www.example.jp
name=site
issuer=Example CA
---
cn=Example CA
ca=true
name=Example CA
```

```certificate,bad path=server.pem
cn=Other CA
ca=true
```

```certificate,good path=server.pem
cn=www.example.jp
```

## 直し方

どちらにも秘密鍵がなければ、2 つのファイルの内容を入れ替えます。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
