#include <array>

#include "judged_leaf.h"
#include "x509/key.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kChain, kForm };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "this file of intermediate certificates holds a private key",
      .ja = "この中間証明書のファイルに秘密鍵が入っています"},
     {.en = "Take the key out of this file. If the file was sent to anybody or uploaded, make a "
            "new key and have the certificate reissued.",
      .ja = "このファイルから秘密鍵を取り除いてください。誰かに送ったりアップロードしたりした場合は"
            "、鍵を作り直して証明書を再発行してもらってください。"}},
    {{.en = "this file is pasted into the form, and it holds a private key",
      .ja = "フォームに貼り付けるこのファイルに秘密鍵が入っています"},
     {.en = "Leave the key out: the form's field for it stays empty, and the key never leaves the "
            "server. If it was pasted or sent, make a new one and have the certificate reissued.",
      .ja = "秘密鍵を取り除いてください。フォームの秘密鍵の欄は空のままにし、鍵はサーバーの外に出し"
            "ません。すでに貼り付けたり送ったりした場合は、鍵を作り直して証明書を再発行してもらって"
            "ください。"}},
}};

constexpr std::array<OptionInfo, 1> kOptions = {{
    {.name = "form",
     .type = OptionInfo::Type::kBoolean,
     .defaultValue = "false",
     .description =
         {.en = "The files are pasted into a form: a private key in them is an error.",
          .ja = "ファイルをフォームに貼り付けるものとみなし、秘密鍵があればエラーにします。"}},
}};

void check(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  const SiteSettings& settings = ctx.site().settings();
  const bool isChain = file.input.path == settings.chainPath;
  if (file.input.path.empty() || file.input.path == settings.keyPath) return;
  if (!isChain && file.input.path != settings.certificatePath) return;
  // What lies in the web root is worse off, and reported as that.
  if (!file.input.sitePath.empty() && !ctx.boolOption("form")) return;
  for (const x509::PrivateKeyFacts& key : x509::loadPrivateKeys(*file.document)) {
    const text::TextRange place =
        key.block == pem::kNone ? text::TextRange{} : placeOfBlock(file, key.block);
    FindingBuilder finding = ctx.report(place);
    if (ctx.boolOption("form")) {
      finding.variant(kForm).severity(Severity::kError);
    } else if (isChain) {
      finding.variant(kChain).severity(Severity::kWarning);
    }
    return;
  }
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://httpd.apache.org/docs/2.4/mod/mod_ssl.html#sslcertificatefile"};

}  // namespace

extern constinit const RuleInfo privateKeyMisplaced{
    .name = "private-key-misplaced",
    .group = Group::kCertificate,
    .severity = Severity::kInfo,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A private key is in a file that is meant for certificates.",
                .ja = "証明書用のファイルに秘密鍵が入っています。"},
    .message = {.en = "this certificate file also holds a private key",
                .ja = "この証明書ファイルには秘密鍵も入っています"},
    .help = {.en = "Keep the key in a file of its own that only root can read "
                   "(SSLCertificateKeyFile), and send or upload the certificate without it.",
             .ja = "秘密鍵は root "
                   "だけが読める別のファイルに分け（SSLCertificateKeyFile）、証明書だけを送付・アッ"
                   "プロードしてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Certificates are public: they are sent by mail, pasted into forms and uploaded. A private key in the same
file goes along, and whoever gets it can pretend to be the site. Apache httpd accepts a key in
SSLCertificateFile, but its manual advises against it; in the file for the intermediates it has no
business at all.

With the option `form`, the file is what is pasted into the form of a hosting service: a key there is an
error.

## Example

```toml,with
[site]
certificate = "../tls/server.pem"
```

```certificate,bad path=../tls/server.pem
cn=www.example.jp
key=true
```

```certificate,good path=../tls/server.pem
cn=www.example.jp
```

## How to fix it

There is no automatic fix: it might remove the only copy of the key.
)md",
             .ja = R"md(
## どうなるか

証明書は公開されるもので、メールで送ったり、フォームに貼り付けたり、アップロードしたりします。
同じファイルに秘密鍵が入っていると一緒に渡ってしまい、受け取った人はサイトになりすますことができます。
Apache httpd は SSLCertificateFile の中の鍵も受け付けますが、マニュアルでは推奨されていません。
中間証明書のファイルに鍵が入る理由はありません。

オプション `form` を有効にすると、ホスティングサービスのフォームに貼り付けるファイルとみなし、鍵があればエラーにします。

## 例

```toml,with
[site]
certificate = "../tls/server.pem"
```

```certificate,bad path=../tls/server.pem
cn=www.example.jp
key=true
```

```certificate,good path=../tls/server.pem
cn=www.example.jp
```

## 直し方

唯一の鍵を消してしまうおそれがあるため、自動では直しません。
)md"},
    .references = kReferences,
    .options = kOptions,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
