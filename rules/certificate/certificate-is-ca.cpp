#include "form_files.h"
#include "judged_leaf.h"

namespace htlint::rules {
namespace {

/// What a server would take from the file for its own certificate; null where all is well.
const x509::FileCertificate* authorityInstead(const Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  if (const x509::FileCertificate* leaf = judgedLeaf(ctx)) {
    const bool authority = leaf->certificate.isCa() && !leaf->certificate.isSelfSigned();
    return authority ? leaf : nullptr;
  }
  const bool named = file.input.path == ctx.site().settings().certificatePath;
  if (!named || file.leafCertificate() != nullptr || file.bundle->empty()) return nullptr;
  return &file.bundle->certificates.front();
}

void check(Context& ctx) {
  const x509::FileCertificate* authority = authorityInstead(ctx);
  if (authority == nullptr || areFilesSwapped(ctx.site())) return;
  const bool fatal = ctx.certificateFile().leafCertificate() == nullptr;
  ctx.report(placeOf(ctx.certificateFile(), *authority), titleOf(authority->certificate))
      .finding()
      .fatal = fatal;
}

}  // namespace

extern constinit const RuleInfo certificateIsCa{
    .name = "certificate-is-ca",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The file that should hold the server certificate offers a CA certificate.",
                .ja = "サーバー証明書のはずのファイルで、認証局の証明書が使われます。"},
    .message = {.en = "the server certificate here is a CA certificate (`{0}`); no site can be "
                      "published under it",
                .ja = "サーバー証明書のはずの場所に、認証局の証明書（`{0}`"
                      "）があります。これでサイトを公開することはできません"},
    .help = {.en = "Put the certificate that was issued for the site's host in its place; "
                   "intermediate certificates come after it, or into the file for them.",
             .ja = "サイトのホスト名で発行された証明書に置き換えてください。中間証明書は、その後か"
                   "中間証明書用のファイルに入れます。"},
    .docs = {.en = R"md(
## What happens

An intermediate certificate names a CA, not a host. A server that is given one as its own does not
start, because the key does not fit, or shows visitors a certificate that no browser accepts for the
site. Firefox refuses CA certificates as server certificates even where name and key fit.

## Example

```toml,with
[site]
certificate = "server.pem"
```

```certificate,bad path=server.pem
cn=Example CA G4
ca=true
```

```certificate,good path=server.pem
cn=www.example.jp
```

## How to fix it

There is no automatic fix: the right certificate is in another file. The CA's download page offers the
server certificate and the intermediate certificates separately.
)md",
             .ja = R"md(
## どうなるか

中間証明書に書かれているのは認証局の名前で、ホスト名ではありません。
これをサーバー証明書として指定すると、鍵が合わずにサーバーが起動しないか、どのブラウザーも受け付けない証明書が訪問者に渡されます。
名前と鍵が合っていても、Firefox は認証局の証明書をサーバー証明書として受け付けません。

## 例

```toml,with
[site]
certificate = "server.pem"
```

```certificate,bad path=server.pem
cn=Example CA G4
ca=true
```

```certificate,good path=server.pem
cn=www.example.jp
```

## 直し方

正しい証明書は別のファイルにあるため、自動では直せません。
認証局のダウンロードページには、サーバー証明書と中間証明書が別々に用意されています。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
