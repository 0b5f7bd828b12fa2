#include <algorithm>
#include <array>

#include "catalogue/directives.h"
#include "htaccess/document.h"
#include "judged_leaf.h"
#include "pem/kind.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t {
  kNotRead,
  kEmpty,
  kHtml,
  kHtaccess,
  kPrivateKey,
  kRequest,
  kContainer,
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

constexpr std::array<Wording, 7> kVariants = {{
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
    {{.en = "this file holds a private key and no certificate",
      .ja = "このファイルにあるのは秘密鍵で、証明書がありません"},
     {.en = "Name the certificate's own file here, and keep the key out of everything that is "
            "uploaded or sent.",
      .ja = "証明書のファイルを指定してください。"
            "秘密鍵はアップロードや送付の対象に含めないでください。"}},
    {{.en = "this is a certificate request (CSR), not the certificate",
      .ja = "これは証明書の申請（CSR）で、証明書ではありません"},
     {.en = "The request is what is sent to the CA. Use the file that came back from it.",
      .ja = "CSR は認証局に送るものです。認証局から発行されたファイルを使ってください。"}},
    {{.en = "this is a {0} container; web servers read certificates as PEM text",
      .ja = "これは {0} 形式のファイルです。ウェブサーバーが読むのは PEM 形式の証明書です"},
     {.en = "Take the certificate out of it: `openssl pkcs7 -print_certs -in FILE` (with `-inform "
            "DER` "
            "if needed), or `openssl pkcs12 -nokeys -in FILE`.",
      .ja = "`openssl pkcs7 -print_certs -in ファイル`（必要なら `-inform DER` を付ける）か "
            "`openssl pkcs12 -nokeys -in ファイル` で証明書を取り出してください。"}},
}};

bool isNamedBySite(const Context& ctx) {
  const SiteSettings& settings = ctx.site().settings();
  const std::string& path = ctx.certificateFile().input.path;
  return path == settings.certificatePath || path == settings.chainPath;
}

/// Endings that promise a certificate; `.pem` may also hold other things, but none that is unknown.
bool isNamedLikeCertificate(std::string_view path) {
  const std::string name = lowerAscii(path);
  return name.ends_with(".crt") || name.ends_with(".cer") || name.ends_with(".pem") ||
         name.ends_with(".der");
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

/// What a file is that a certificate was promised in.
Variant contentOf(const CertificateFile& file) {
  using pem::FileKind;
  switch (pem::detectKind(file.source().bytes())) {
    case FileKind::kEmpty:
      return kEmpty;
    case FileKind::kPemPrivateKey:
    case FileKind::kDerPrivateKey:
      return kPrivateKey;
    case FileKind::kPemRequest:
    case FileKind::kDerRequest:
      return kRequest;
    case FileKind::kPemPkcs7:
    case FileKind::kDerPkcs7:
    case FileKind::kDerPkcs12:
      return kContainer;
    case FileKind::kUnknown:
      if (isWebPage(file.source())) return kHtml;
      return isHtaccessText(file) ? kHtaccess : kOther;
    default:
      return kOther;
  }
}

/// Keys, requests, containers and parameters have their place; only not where the site names a
/// certificate.
bool mayStand(const CertificateFile& file, Variant content) {
  if (content == kPrivateKey || content == kRequest || content == kContainer) return true;
  const pem::FileKind kind = pem::detectKind(file.source().bytes());
  return kind == pem::FileKind::kPemOther || kind == pem::FileKind::kDerOther;
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
  const Variant content = contentOf(file);
  if (!namedBySite && mayStand(file, content)) return;
  const bool isPkcs12 = pem::detectKind(file.source().bytes()) == pem::FileKind::kDerPkcs12;
  FindingBuilder finding =
      ctx.report(file.source().lineRange(1), isPkcs12 ? "PKCS#12" : "PKCS#7").severity(severity);
  if (content != kOther) finding.variant(content);
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
download, the request, a .htaccess that was saved under the wrong name, or nothing at all.

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
ダウンロードページそのもの、CSR、間違った名前で保存した .htaccess、空のファイルなどです。

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
