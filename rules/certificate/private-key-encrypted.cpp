#include <array>

#include "judged_leaf.h"
#include "x509/key.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  const SiteSettings& settings = ctx.site().settings();
  const bool isSites = file.input.path == settings.keyPath ||
                       (settings.keyPath.empty() && file.input.path == settings.certificatePath);
  if (!isSites || file.input.path.empty()) return;
  for (const x509::PrivateKeyFacts& key : x509::loadPrivateKeys(*file.document)) {
    if (!key.encrypted) continue;
    ctx.report(key.block == pem::kNone ? text::TextRange{} : placeOfBlock(file, key.block));
    return;
  }
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslpassphrasedialog"};

}  // namespace

extern constinit const RuleInfo privateKeyEncrypted{
    .name = "private-key-encrypted",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary =
        {.en = "The site's private key has a password, which the server asks for at every start.",
         .ja = "サイトの秘密鍵にパスワードが付いていて、サーバーが起動のたびに入力を求めます。"},
    .message = {.en = "this private key has a password: the server asks for it at every start, and "
                      "does not start by itself",
                .ja = "この秘密鍵にはパスワードが付いています。サーバーは起動のたびに入力を求め、自"
                      "動では起動しません"},
    .help = {.en = "On the server, write the key without its password: `openssl pkey -in "
                   "server.key -out new.key`, readable by root only. Or give the server the "
                   "password (SSLPassPhraseDialog).",
             .ja = "サーバー上で `openssl pkey -in server.key -out new.key` "
                   "を実行してパスワードを外し、root "
                   "だけが読めるようにしてください。または、サーバーにパスワードを渡す設定（SSLPass"
                   "PhraseDialog）をしてください。"},
    .docs = {.en = R"md(
## What happens

A server reads its private key when it starts. If the key has a password, somebody has to type it: after
a reboot at night, or a restart by a log rotation, the site stays down until then. On hosting services
nobody is there to type it at all.

## Example

```toml,with
[site]
key = "../private/server.key"
```

```key,bad path=../private/server.key
form=encrypted
```

```key,good path=../private/server.key
form=pkcs8
```

## How to fix it

There is no automatic fix: htlint neither asks for the password nor writes private keys.
)md",
             .ja = R"md(
## どうなるか

サーバーは起動時に秘密鍵を読み込みます。
パスワードが付いていると誰かが入力しなければならず、夜間の再起動やログの切り替えに伴う再起動のあと、サイトは止まったままになります。
ホスティングサービスでは、入力する人がいません。

## 例

```toml,with
[site]
key = "../private/server.key"
```

```key,bad path=../private/server.key
form=encrypted
```

```key,good path=../private/server.key
form=pkcs8
```

## 直し方

htlint はパスワードを尋ねず、秘密鍵も書き出さないため、自動では直せません。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
