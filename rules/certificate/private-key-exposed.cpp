#include <algorithm>
#include <array>
#include <optional>

#include "../file/download_guard.h"
#include "judged_leaf.h"
#include "pem/kind.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kBesideCertificate, kEncrypted, kContainer };

constexpr Text kMoveHelp = {
    .en =
        "Move the file out of the web root. If it was online with its password, replace the key "
        "and the certificate.",
    .ja =
        "ファイルをウェブルートの外に移してください。"
        "パスワードと一緒に公開されていた場合は、鍵と証明書を作り直してください。"};

constexpr std::array<Wording, 3> kVariants = {{
    {{.en = "this certificate file also holds a private key, and visitors can download it",
      .ja = "この証明書ファイルには秘密鍵も含まれていて、訪問者がダウンロードできます"},
     {.en =
          "Move the file out of the web root. If it was ever online, have the certificate reissued "
          "for a new key and the old one revoked.",
      .ja = "ファイルをウェブルートの外に移してください。"
            "一度でも公開されていた場合は、新しい鍵で証明書を再発行し、"
            "古い証明書を失効させてください。"}},
    {{.en = "visitors can download this private key; only its password protects it",
      .ja = "この秘密鍵は訪問者がダウンロードできます。守っているのはパスワードだけです"},
     kMoveHelp},
    {{.en = "visitors can download this PKCS#12 file, which holds a private key; only its password "
            "protects it",
      .ja = "秘密鍵を含むこの PKCS#12 ファイルを訪問者がダウンロードできます。"
            "守っているのはパスワードだけです"},
     kMoveHelp},
}};

/// What lies open: the place of the key, and how it is worded.
struct ExposedKey {
  text::TextRange place;
  std::optional<Variant> variant;
};

bool hasContent(const CertificateFile& file, const pem::Block& block) {
  return !trimBlanks(file.source().text(block.body)).empty();
}

std::optional<ExposedKey> findInBlocks(const CertificateFile& file) {
  const auto blocks = file.document->blocks();
  const std::vector<x509::PrivateKeyFacts> keys = x509::loadPrivateKeys(*file.document);
  std::optional<ExposedKey> found;
  for (const x509::PrivateKeyFacts& key : keys) {
    if (!hasContent(file, blocks[key.block])) continue;
    // An open key is worse than one with a password.
    if (found && (key.encrypted || found->variant != kEncrypted)) continue;
    found = {placeOfBlock(file, key.block), std::nullopt};
    if (key.encrypted) {
      found->variant = kEncrypted;
    } else if (!file.bundle->empty()) {
      found->variant = kBesideCertificate;
    }
  }
  return found;
}

std::optional<ExposedKey> findKey(const CertificateFile& file) {
  if (!file.document->blocks().empty()) return findInBlocks(file);
  switch (pem::detectKind(file.source().bytes())) {
    case pem::FileKind::kDerPrivateKey: {
      const auto keys = x509::loadPrivateKeys(*file.document);
      const bool encrypted = !keys.empty() && keys.front().encrypted;
      return ExposedKey{{}, encrypted ? std::optional(kEncrypted) : std::nullopt};
    }
    case pem::FileKind::kDerPkcs12:
      return ExposedKey{{}, kContainer};
    default:
      return std::nullopt;
  }
}

/// A single file that was named says nothing about where visitors get in, unless httpd's own file
/// lies beside it.
bool isWebRootKnown(const Site& site) {
  return site.input().wholeRoot || site.rootHtaccess() != nullptr || site.exists(".htaccess");
}

void check(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  if (file.input.sitePath.empty() || !isWebRootKnown(ctx.site())) return;
  if (!isDownloadable(ctx.site(), file.input.sitePath)) return;
  const std::optional<ExposedKey> key = findKey(file);
  if (!key) return;
  FindingBuilder finding = ctx.report(key->place);
  if (!key->variant) return;
  finding.variant(*key->variant);
  if (*key->variant != kBesideCertificate) finding.severity(Severity::kWarning);
}

}  // namespace

extern constinit const RuleInfo privateKeyExposed{
    .name = "private-key-exposed",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A private key lies where visitors can download it.",
                .ja = "秘密鍵が、訪問者のダウンロードできる場所にあります。"},
    .message = {.en = "visitors can download this private key",
                .ja = "この秘密鍵は訪問者がダウンロードできます"},
    .help = {.en = "Move the file out of the web root. If it was ever online, make a new key, have "
                   "the certificate reissued for it and the old one revoked.",
             .ja = "ファイルをウェブルートの外に移してください。"
                   "一度でも公開されていた場合は、鍵を作り直して証明書を再発行し、"
                   "古い証明書を失効させてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Whoever has the private key can pretend to be the site and read what visitors send. A web server hands
out every file below the web root whose address someone guesses, and names like `server.key` are tried
by machines all day. The key stays on the server that uses it, outside the web root; neither the
hosting form nor the upload needs it.

A file is not reported when a `.htaccess` of the site refuses it, or when its name begins with `.ht`.
Keys with a password and PKCS#12 files are warnings.

## Example

```text
htdocs/index.html
htdocs/server.key      can be downloaded
private/server.key     out of reach
```

```certificate,bad path=server.pem
cn=www.example.jp
key=true
```

```certificate,good path=../private/server.pem
cn=www.example.jp
key=true
```

## How to fix it

There is no automatic fix. Take the file out of the web root. A key that was online must be taken for
known: make a new one, have the certificate reissued, and ask the CA to revoke the old certificate.
)md",
             .ja = R"md(
## どうなるか

秘密鍵を手に入れた人は、サイトになりすまし、訪問者が送る内容を読むことができます。
ウェブサーバーは、ウェブルート以下のファイルを、アドレスさえ合えば誰にでも渡します。
`server.key` のような名前は、機械的に絶えず試されています。
鍵は、それを使うサーバーの、ウェブルートの外に置いておくものです。
ホスティングの設定画面にもアップロードにも必要ありません。

サイトの `.htaccess` がそのファイルを拒否している場合や、名前が `.ht` で始まる場合は報告しません。
パスワードの付いた鍵と PKCS#12 ファイルは警告になります。

## 例

```text
htdocs/index.html
htdocs/server.key      ダウンロードできます
private/server.key     外からは届きません
```

```certificate,bad path=server.pem
cn=www.example.jp
key=true
```

```certificate,good path=../private/server.pem
cn=www.example.jp
key=true
```

## 直し方

自動では直しません。
ファイルをウェブルートの外に移してください。
公開されていた鍵は知られたものとして扱い、鍵を作り直して証明書を再発行し、古い証明書の失効を認証局に依頼してください。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
