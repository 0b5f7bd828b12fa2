#include <array>

#include "judged_leaf.h"
#include "pem/base64.h"
#include "pem/kind.h"
#include "promised_file.h"

namespace htlint::rules {
namespace {

using x509::ContainerKind;
using x509::UnpackError;

enum Variant : std::size_t {
  kBinary,
  kOpenKeys,
  kLocked,
  kWrongPassword,
  kDamaged,
  kTooCostly,
  kUnsupported,
  kEmpty,
  kKeyStore,
  kSerialized,
};

constexpr Text kKeyHelp = {
    .en =
        "`htlint fix -o server.pem FILE` writes the certificates to a file of their own. For the "
        "private key: `openssl pkcs12 -in FILE -nocerts -noenc -out server.key`.",
    .ja =
        "`htlint fix -o server.pem ファイル` で、証明書だけを別のファイルに書き出せます。"
        "秘密鍵は `openssl pkcs12 -in ファイル -nocerts -noenc -out server.key` で取り出せます。"};

constexpr Text kExportHelp = {
    .en = "Export the certificate again, as PEM if the program offers it.",
    .ja = "証明書を書き出し直してください。PEM 形式を選べるなら、そうしてください。"};

constexpr std::array<Wording, 10> kVariants = {{
    {{.en = "this certificate is in binary form (DER); web servers read PEM text",
      .ja = "この証明書はバイナリ形式（DER）です。ウェブサーバーが読むのは PEM 形式のテキストです"},
     {.en = "Let `htlint fix` write it as PEM, or ask the CA for the PEM form. It is the same "
            "certificate.",
      .ja = "`htlint fix` で PEM に直すか、認証局から PEM 形式のものを受け取ってください。"
            "証明書の内容は同じです。"}},
    {{.en = "this is a {0} container with certificates ({1}) and private keys; web servers read "
            "both as PEM text",
      .ja = "これは証明書（{1} 枚）と秘密鍵が入った {0} 形式のファイルです。"
            "ウェブサーバーが読むのは PEM 形式のテキストです"},
     kKeyHelp},
    {{.en = "this is a {0} container, protected by a password; web servers read PEM text",
      .ja = "これはパスワードで保護された {0} 形式のファイルです。"
            "ウェブサーバーが読むのは PEM 形式のテキストです"},
     {.en = "Write the password to a file and name it with `--password-file`: then htlint judges "
            "what is in the container, and `htlint fix -o server.pem FILE` writes the certificates "
            "as PEM.",
      .ja = "パスワードを書いたファイルを `--password-file` で指定すると、中の証明書も調べます。"
            "`htlint fix -o server.pem ファイル` で PEM に書き出せます。"}},
    {{.en = "the password does not open this {0} container",
      .ja = "このパスワードでは {0} 形式のファイルを開けません"},
     {.en = "Give the password that was set when the container was exported.",
      .ja = "書き出したときに決めたパスワードを指定してください。"}},
    {{.en = "this {0} container is damaged", .ja = "この {0} 形式のファイルは壊れています"},
     kExportHelp},
    {{.en = "this {0} container is not opened: its password is protected by more rounds of "
            "computation than any honest file has",
      .ja = "この {0} "
            "形式のファイルは、パスワードの計算回数が異常に多く設定されているため開きません"},
     kExportHelp},
    {{.en = "this {0} container is encrypted in a way that OpenSSL does not know",
      .ja = "この {0} 形式のファイルは、OpenSSL の対応していない方式で暗号化されています"},
     kExportHelp},
    {{.en = "this is a {0} container without any certificate",
      .ja = "これは {0} 形式のファイルですが、証明書が入っていません"},
     {.en = "Put the certificate file from the CA in its place: text from `-----BEGIN "
            "CERTIFICATE-----` to `-----END CERTIFICATE-----`.",
      .ja = "認証局から受け取った証明書ファイルに置き換えてください。"
            "`-----BEGIN CERTIFICATE-----` から `-----END CERTIFICATE-----` までのテキストです。"}},
    {{.en = "this is a Java key store, which only Java programs read",
      .ja = "これは Java のキーストアです。Java のプログラムしか読めません"},
     {.en = "Make a PKCS#12 file of it with `keytool -importkeystore -srckeystore FILE "
            "-destkeystore server.p12 -deststoretype PKCS12`; `htlint fix -o` takes the "
            "certificates out of that.",
      .ja = "`keytool -importkeystore -srckeystore ファイル -destkeystore server.p12 "
            "-deststoretype PKCS12` で PKCS#12 に変換してください。"
            "その中の証明書は `htlint fix -o` で取り出せます。"}},
    {{.en = "this is a serialized certificate store of Windows (.sst), which web servers do not "
            "read",
      .ja = "これは Windows のシリアル化された証明書ストア (.sst) です。"
            "ウェブサーバーはこれを読めません"},
     {.en = "Open it in Windows and export the certificates as Base-64 encoded X.509 (.CER).",
      .ja = "Windows で開き、証明書を「Base-64 encoded X.509 (.CER)」として"
            "エクスポートしてください。"}},
}};

constexpr Text kFixTitle = {.en = "write its certificates as PEM text",
                            .ja = "中の証明書を PEM 形式で書く"};

/// How much it matters that a file is no PEM, and whether it is htlint's to change.
struct Standing {
  Severity severity = Severity::kInfo;
  bool fatal = false;
  bool mayChange = false;
};

Standing standingOf(const Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  const bool refused = ctx.site().isForServer(file) && !file.load->accepted;
  if (isNamedForCertificates(ctx)) return {Severity::kError, refused, true};
  // Other names say themselves that the file is a container, and CAs publish their own
  // certificates as DER.
  const bool promisesPem = hasEnding(file.input.path, {".crt", ".cer", ".pem"});
  return promisesPem && file.leaf ? Standing{Severity::kWarning, false, true} : Standing{};
}

std::string_view lineEndOf(const CertificateFile& file) {
  const std::string_view bytes = file.source().bytes();
  const std::size_t end = bytes.find('\n');
  const bool crlf = end != std::string_view::npos && end > 0 && bytes[end - 1] == '\r';
  return crlf && !file.document->blocks().empty() ? "\r\n" : "\n";
}

/// The certificates that share a place: the server's first, the others as they are.
std::string textOf(const CertificateFile& file, const std::vector<std::size_t>& indices) {
  const std::string_view lineEnd = lineEndOf(file);
  std::string text;
  for (const bool leafFirst : {true, false}) {
    for (const std::size_t index : indices) {
      if ((file.leaf == index) != leafFirst) continue;
      text += pem::encodeBlock("CERTIFICATE", file.bundle->certificates[index].certificate.der(),
                               lineEnd);
    }
  }
  return text;
}

void finish(const Context& ctx, FindingBuilder& finding, text::TextRange range,
            const std::vector<std::size_t>& indices) {
  const CertificateFile& file = ctx.certificateFile();
  const Standing standing = standingOf(ctx);
  finding.severity(standing.severity);
  finding.finding().fatal = standing.fatal;
  if (!standing.mayChange || indices.empty()) return;
  finding.fix(FixSafety::kSafe, kFixTitle, {{range, textOf(file, indices)}});
}

std::optional<Variant> variantOf(const x509::FileContainer& container, std::size_t certificates) {
  switch (container.error) {
    case UnpackError::kNone:
      break;
    case UnpackError::kPasswordNeeded:
      return kLocked;
    case UnpackError::kWrongPassword:
      return kWrongPassword;
    case UnpackError::kMalformed:
      return kDamaged;
    case UnpackError::kTooCostly:
      return kTooCostly;
    case UnpackError::kUnsupported:
      return kUnsupported;
  }
  if (certificates == 0) return kEmpty;
  return container.kind == ContainerKind::kPkcs12 ? std::optional(kOpenKeys) : std::nullopt;
}

void reportContainer(Context& ctx, std::size_t index) {
  const CertificateFile& file = ctx.certificateFile();
  const x509::FileContainer& container = file.bundle->containers[index];
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < file.bundle->certificates.size(); ++i) {
    if (file.bundle->certificates[i].container == index) indices.push_back(i);
  }
  const bool isPkcs12 = container.kind == ContainerKind::kPkcs12;
  const text::TextRange place =
      container.block == pem::kNone ? text::TextRange{} : placeOfBlock(file, container.block);
  FindingBuilder finding =
      ctx.report(place, isPkcs12 ? "PKCS#12" : "PKCS#7", std::to_string(indices.size()));
  if (const auto variant = variantOf(container, indices.size())) finding.variant(*variant);
  // A file with a key in it is converted on request only; half a container is never converted.
  const bool convertible =
      container.error == UnpackError::kNone && (!isPkcs12 || isNamedForCertificates(ctx));
  finish(ctx, finding, container.range, convertible ? indices : std::vector<std::size_t>());
}

void reportBinary(Context& ctx, std::size_t index) {
  FindingBuilder finding = ctx.report(text::TextRange{});
  finding.variant(kBinary);
  finish(ctx, finding, ctx.certificateFile().bundle->certificates[index].range, {index});
}

void reportStores(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  if (!file.document->blocks().empty() || !file.input.unreadable.empty()) return;
  const pem::FileKind kind = pem::detectKind(file.source().bytes());
  const bool isJava = kind == pem::FileKind::kJavaKeyStore;
  if (!isJava && kind != pem::FileKind::kSerializedStore) return;
  FindingBuilder finding = ctx.report(text::TextRange{});
  finding.variant(isJava ? kKeyStore : kSerialized);
  finish(ctx, finding, {}, {});
}

void check(Context& ctx) {
  const x509::Bundle& bundle = *ctx.certificateFile().bundle;
  for (std::size_t i = 0; i < bundle.containers.size(); ++i) reportContainer(ctx, i);
  for (std::size_t i = 0; i < bundle.certificates.size(); ++i) {
    const x509::FileCertificate& one = bundle.certificates[i];
    if (one.block == pem::kNone && !one.isInContainer()) reportBinary(ctx, i);
  }
  reportStores(ctx);
}

}  // namespace

extern constinit const RuleInfo certificateInContainer{
    .name = "certificate-in-container",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A certificate is in a form that web servers do not read: DER, PKCS#7, "
                      "PKCS#12, a key store.",
                .ja = "証明書が、ウェブサーバーの読めない形式（DER、PKCS#7、PKCS#12、"
                      "キーストア）になっています。"},
    .message = {.en = "this is a {0} container with certificates ({1}); web servers read PEM text",
                .ja = "これは証明書（{1} 枚）が入った {0} 形式のファイルです。"
                      "ウェブサーバーが読むのは PEM 形式のテキストです"},
    .help = {.en = "Let `htlint fix` write the certificates as PEM, the server's first.",
             .ja = "`htlint fix` で、サーバー証明書を先頭にした PEM に直せます。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

`SSLCertificateFile` and the forms of hosting services take PEM: text between `-----BEGIN
CERTIFICATE-----` and `-----END CERTIFICATE-----`. The same certificates also travel as DER (the bare
bytes), as PKCS#7 (`.p7b`, certificates in a bag without order), as PKCS#12 (`.p12`, `.pfx`, with the
private key) and in the key stores of other programs. Apache httpd refuses all of these, whatever the
file is called.

htlint recognises the form by the content, looks into it, and judges the certificates like any others.
A PKCS#12 file with a password needs `--password-file FILE`; at a terminal htlint asks for it.

The finding is an error in a file that `[site]` or the command line names, a warning in one with a
server certificate that is called `*.pem`, `*.crt` or `*.cer`, and info everywhere else: names such as
`*.p7b` say themselves that the file is a container, and CAs publish their own certificates as DER.

## Example

```certificate,bad path=server.cer form=pkcs7
cn=www.example.jp
```

```certificate,good path=server.cer
cn=www.example.jp
```

## How to fix it

`htlint fix` writes the certificates as PEM: the server's first, the others in the order of the
container. It does so in files that are named, and in those that the finding is a warning for.

A PKCS#12 file holds the private key too, and is never changed: `htlint fix -o server.pem server.p12`
writes its certificates to another file. The key is not written; `openssl pkcs12 -in server.p12
-nocerts -noenc -out server.key` does that.
)md",
             .ja = R"md(
## どうなるか

`SSLCertificateFile` やホスティングの設定画面が受け付けるのは PEM です。
`-----BEGIN CERTIFICATE-----` から `-----END CERTIFICATE-----` までのテキストです。
同じ証明書が、DER（バイト列そのもの）、PKCS#7（`.p7b`。証明書を順不同で入れたもの）、PKCS#12（`.p12`、`.pfx`。秘密鍵も入ったもの）や、ほかのソフトのキーストアで渡されることもあります。
Apache httpd は、ファイル名がどうであれ、これらを一切受け付けません。

htlint は中身を見て形式を判断し、入っている証明書もほかの証明書と同じように調べます。
パスワードの付いた PKCS#12 には `--password-file FILE` が必要です。端末で使っているときは入力を求めます。

`[site]` やコマンドラインで指定したファイルではエラー、サーバー証明書が入っていて名前が `*.pem`、`*.crt`、`*.cer` のファイルでは警告になります。
それ以外では情報です。`*.p7b` などは名前から形式が分かり、認証局が自分の証明書を DER で公開するのは普通のことだからです。

## 例

```certificate,bad path=server.cer form=pkcs7
cn=www.example.jp
```

```certificate,good path=server.cer
cn=www.example.jp
```

## 直し方

`htlint fix` は証明書を PEM で書き直します。
サーバー証明書が先頭で、残りは入っていた順です。
対象は、指定されたファイルと、警告になるファイルです。

PKCS#12 には秘密鍵も入っているため、元のファイルは変更しません。
`htlint fix -o server.pem server.p12` で、証明書だけを別のファイルに書き出します。
秘密鍵は書き出しません。`openssl pkcs12 -in server.p12 -nocerts -noenc -out server.key` を使ってください。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
