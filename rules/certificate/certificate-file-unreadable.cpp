#include <array>
#include <optional>

#include "catalogue/directives.h"
#include "htaccess/document.h"
#include "judged_leaf.h"
#include "pem/kind.h"
#include "promised_file.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t {
  kNotRead,
  kEmpty,
  kHtml,
  kHtaccess,
  kOther,  // the rule's own message
};

constexpr Text kReplaceHelp = {
    .en =
        "Put the certificate file from the CA in its place: text from `-----BEGIN "
        "CERTIFICATE-----` "
        "to `-----END CERTIFICATE-----`.",
    .ja =
        "認証局から受け取った証明書ファイルに置き換えてください。"
        "`-----BEGIN CERTIFICATE-----` から `-----END CERTIFICATE-----` までのテキストです。"};

constexpr std::array<Wording, 4> kVariants = {{
    {{.en = "the certificate file cannot be read: {0}",
      .ja = "証明書ファイルを読み込めません: {0}"},
     {.en = "Check the file's permissions and the path in `[site]` or `--cert`.",
      .ja = "ファイルのパーミッションと、`[site]` や `--cert` で指定したパスを確認してください。"}},
    {{.en = "the certificate file is empty", .ja = "証明書ファイルが空です"},
     {.en = "The download or the upload probably broke off. Fetch the certificate again.",
      .ja = "ダウンロードかアップロードが途中で終わった可能性があります。"
            "証明書をもう一度取得してください。"}},
    {{.en = "this is a web page, no certificate",
      .ja = "これはウェブページで、証明書ではありません"},
     {.en =
          "The page that offers the certificate was saved in place of the certificate itself. Use "
          "the page's download link, or copy the text from `-----BEGIN CERTIFICATE-----` to "
          "`-----END CERTIFICATE-----`.",
      .ja = "証明書そのものではなく、証明書を配布しているページが保存されています。"
            "ページのダウンロード用リンクを使うか、`-----BEGIN CERTIFICATE-----` から "
            "`-----END CERTIFICATE-----` までをコピーしてください。"}},
    {{.en = "this is a .htaccess text, no certificate",
      .ja = "これは .htaccess の内容で、証明書ではありません"},
     {.en =
          "Two files were probably exchanged. Put the certificate here, and see what the .htaccess "
          "of the site contains.",
      .ja = "ファイルを取り違えている可能性があります。ここには証明書を置き、"
            "サイトの .htaccess の内容も確認してください。"}},
}};

/// Endings that promise a certificate; `.pem` may also hold other things, but none that is unknown.
bool isNamedLikeCertificate(std::string_view path) {
  return hasEnding(path, {".crt", ".cer", ".pem", ".der"});
}

bool isWebPage(const text::SourceFile& source) {
  constexpr std::size_t kHead = 1024;
  const std::string head = lowerAscii(source.bytes().substr(0, kHead));
  for (const std::string_view sign : {"<!doctype", "<html", "<head", "<body"}) {
    if (head.find(sign) != std::string::npos) return true;
  }
  return false;
}

/// Whether the first line that is no comment is a directive that httpd knows.
bool isHtaccessText(const CertificateFile& file) {
  const htaccess::Document document(file.input.source);
  for (const htaccess::Node& node : document.nodes()) {
    if (node.kind == htaccess::NodeKind::kBlank || node.kind == htaccess::NodeKind::kComment) {
      continue;
    }
    std::string name(node.kind == htaccess::NodeKind::kSection ? "<" : "");
    name.append(node.name);
    return !catalogue::findDirectives(name).empty();
  }
  return false;
}

/// What a file is that a certificate was promised in; nothing for what other rules name: keys,
/// requests, containers. They have their place, and so has DER that htlint does not know, where the
/// site does not name the file as its certificate.
std::optional<Variant> contentOf(const CertificateFile& file, bool namedBySite) {
  using pem::FileKind;
  switch (pem::detectKind(file.source().bytes())) {
    case FileKind::kEmpty:
      return kEmpty;
    case FileKind::kUnknown:
      if (isSshPublicKey(file.source().bytes())) return std::nullopt;
      if (isWebPage(file.source())) return kHtml;
      return isHtaccessText(file) ? kHtaccess : kOther;
    case FileKind::kPemOther:
      return namedBySite && !hasKnownContent(file) ? std::optional(kOther) : std::nullopt;
    case FileKind::kDerOther:
      return namedBySite ? std::optional(kOther) : std::nullopt;
    case FileKind::kPemCertificate:
    case FileKind::kDerCertificate:
      return kOther;
    default:
      return std::nullopt;
  }
}

void check(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  const bool namedBySite = isNamedBySite(ctx);
  const bool promised = namedBySite || isNamedLikeCertificate(file.input.path);
  const Severity severity = namedBySite ? Severity::kError : Severity::kWarning;
  if (!file.input.unreadable.empty()) {
    if (promised) {
      ctx.report(text::TextRange{}, file.input.unreadable).variant(kNotRead).severity(severity);
    }
    return;
  }
  if (!promised || !file.bundle->empty() || !file.bundle->unreadableBlocks.empty()) return;
  const std::optional<Variant> content = contentOf(file, namedBySite);
  if (!content) return;
  FindingBuilder finding = ctx.report(file.source().lineRange(1)).severity(severity);
  if (*content != kOther) finding.variant(*content);
}

}  // namespace

extern constinit const RuleInfo certificateFileUnreadable{
    .name = "certificate-file-unreadable",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A file that should hold a certificate holds none that can be read.",
                .ja = "証明書のはずのファイルから、証明書を読み取れません。"},
    .message = {.en = "no certificate can be read from this file",
                .ja = "このファイルからは証明書を読み取れません"},
    .help = kReplaceHelp,
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A server that is given such a file as its certificate refuses to start, or goes on with the old
certificate until that one ends. Often the file is something else: the web page that offered the
download, a .htaccess that was saved under the wrong name, or nothing at all.

The file that `[site]` or `--cert` names must hold a certificate. Other files are looked at when they
are called `*.crt`, `*.cer`, `*.pem` or `*.der`; then the finding is a warning, and keys, requests and
containers are left alone.

## Example

```pem,bad path=server.crt
<!DOCTYPE html>
<html><body><a href="server.crt">Your certificate</a></body></html>
```

```certificate,good path=server.crt
cn=www.example.jp
```

## How to fix it

There is no automatic fix: the certificate is not in the file. Fetch it again from the CA.
)md",
             .ja = R"md(
## どうなるか

このようなファイルを証明書として渡されたサーバーは起動しないか、期限が切れるまで古い証明書を使い続けます。
中身が別のものになっていることがよくあります。
ダウンロードページそのもの、間違った名前で保存した .htaccess、空のファイルなどです。

`[site]` や `--cert` で指定したファイルには、証明書が入っていなければなりません。
それ以外のファイルは、名前が `*.crt`、`*.cer`、`*.pem`、`*.der` の場合に調べます。
その場合は警告になり、鍵や CSR などは報告しません。

## 例

```pem,bad path=server.crt
<!DOCTYPE html>
<html><body><a href="server.crt">Your certificate</a></body></html>
```

```certificate,good path=server.crt
cn=www.example.jp
```

## 直し方

ファイルの中に証明書がないため、自動では直せません。
認証局からもう一度取得してください。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
