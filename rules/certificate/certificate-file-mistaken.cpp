#include <algorithm>
#include <array>
#include <optional>

#include "judged_leaf.h"
#include "pem/kind.h"
#include "promised_file.h"

namespace htlint::rules {
namespace {

using pem::BlockKind;
using pem::FileKind;

enum Variant : std::size_t {
  kForeignKey,
  kRequest,
  kPublicKey,
  kRevocationList,
  kParameters,
  kPrivateKey,  // the rule's own message
};

constexpr std::array<Wording, 5> kVariants = {{
    {{.en = "this is a private key in {0}'s own format, no certificate",
      .ja = "これは {0} 独自の形式の秘密鍵で、証明書ではありません"},
     {.en = "Put the certificate from the CA here, and keep the key where it is used. A web server "
            "needs its key as PEM, made for its certificate.",
      .ja = "ここには認証局から受け取った証明書を置き、鍵は使う場所に置いたままにしてください。"
            "ウェブサーバーの鍵は PEM 形式で、証明書と組になっている必要があります。"}},
    {{.en = "this is a certificate request (CSR), not the certificate",
      .ja = "これは証明書の申請（CSR）で、証明書ではありません"},
     {.en = "The request is what is sent to the CA. Use the file that came back from it.",
      .ja = "CSR は認証局に送るものです。認証局から発行されたファイルを使ってください。"}},
    {{.en = "this is a public key, not the certificate",
      .ja = "これは公開鍵で、証明書ではありません"},
     {.en = "A certificate is the public key and what the CA vouches for. Put the certificate file "
            "from the CA in its place.",
      .ja = "証明書は、公開鍵に認証局の保証が付いたものです。"
            "認証局から受け取った証明書ファイルに置き換えてください。"}},
    {{.en = "this is a certificate revocation list (CRL), not the certificate",
      .ja = "これは証明書失効リスト（CRL）で、証明書ではありません"},
     {.en = "Put the certificate file from the CA in its place; servers need no revocation list "
            "for their own certificate.",
      .ja = "認証局から受け取った証明書ファイルに置き換えてください。"
            "サーバー自身の証明書に失効リストは必要ありません。"}},
    {{.en = "this file holds parameters (`{0}`) and no certificate",
      .ja = "このファイルにあるのはパラメーター（`{0}`）で、証明書がありません"},
     {.en = "Put the certificate in front of them, or name the certificate's own file.",
      .ja = "その前に証明書を置くか、証明書のファイルを指定してください。"}},
}};

/// What lies in the place of a certificate, and the name for it in the texts.
struct Content {
  Variant variant = kPrivateKey;
  std::string name;
};

std::optional<Content> contentOfBlocks(const CertificateFile& file) {
  const auto blocks = file.document->blocks();
  const auto find = [blocks](auto&& test) {
    return std::find_if(blocks.begin(), blocks.end(),
                        [&test](const pem::Block& block) { return test(block.kind); });
  };
  const auto key = find([](BlockKind kind) { return pem::isPrivateKey(kind); });
  if (key != blocks.end()) {
    if (key->label.starts_with("OPENSSH")) return Content{kForeignKey, "OpenSSH"};
    if (key->label.starts_with("PGP")) return Content{kForeignKey, "PGP"};
    return Content{kPrivateKey, key->label};
  }
  const std::pair<BlockKind, Variant> kinds[] = {{BlockKind::kRequest, kRequest},
                                                 {BlockKind::kPublicKey, kPublicKey},
                                                 {BlockKind::kRevocationList, kRevocationList},
                                                 {BlockKind::kParameters, kParameters}};
  for (const auto& [kind, variant] : kinds) {
    const auto block = find([wanted = kind](BlockKind one) { return one == wanted; });
    if (block != blocks.end()) return Content{variant, block->label};
  }
  return std::nullopt;
}

std::optional<Content> contentOf(const CertificateFile& file) {
  if (!file.document->blocks().empty()) return contentOfBlocks(file);
  const std::string_view bytes = file.source().bytes();
  switch (pem::detectKind(bytes)) {
    case FileKind::kDerPrivateKey:
      return Content{kPrivateKey, {}};
    case FileKind::kPuttyKey:
      return Content{kForeignKey, "PuTTY"};
    case FileKind::kDerRequest:
      return Content{kRequest, {}};
    case FileKind::kDerPublicKey:
      return Content{kPublicKey, {}};
    case FileKind::kDerRevocationList:
      return Content{kRevocationList, {}};
    default:
      return isSshPublicKey(bytes) ? std::optional(Content{kPublicKey, {}}) : std::nullopt;
  }
}

void check(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  const bool promised = isNamedBySite(ctx) || hasEnding(file.input.path, {".crt", ".cer"});
  if (!promised || !file.input.unreadable.empty() || !file.bundle->empty()) return;
  if (!file.bundle->unreadableBlocks.empty() || !file.bundle->containers.empty()) return;
  const std::optional<Content> content = contentOf(file);
  if (!content) return;
  FindingBuilder finding = ctx.report(text::TextRange{}, content->name);
  finding.severity(isNamedBySite(ctx) ? Severity::kError : Severity::kWarning);
  if (content->variant != kPrivateKey) finding.variant(content->variant);
}

}  // namespace

extern constinit const RuleInfo certificateFileMistaken{
    .name = "certificate-file-mistaken",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A file that should hold a certificate holds a key, a request or the like.",
                .ja = "証明書のはずのファイルに、鍵や CSR など別のものが入っています。"},
    .message = {.en = "this file holds a private key and no certificate",
                .ja = "このファイルにあるのは秘密鍵で、証明書がありません"},
    .help = {.en = "Name the certificate's own file here, and keep the key out of everything that "
                   "is uploaded or sent.",
             .ja = "証明書のファイルを指定してください。"
                   "秘密鍵はアップロードや送付の対象に含めないでください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Certificates, requests, keys and parameters look alike: lines of base64 between two markers. The
markers' labels say what it is, and the file's bytes where there are no markers. A server that is given
one in the place of another refuses to start; a form refuses it, or takes it and fails later.

The file that `[site]` or `--cert` and `--chain` name must hold certificates. Other files are looked at
when they are called `*.crt` or `*.cer`; then the finding is a warning.

## Example

```request,bad path=server.crt
cn=www.example.jp
```

```certificate,good path=server.crt
cn=www.example.jp
```

## How to fix it

There is no automatic fix: the certificate is not in the file. Use the file that the CA sent back. If
it was the private key that had been uploaded or pasted into a form, make a new key and have the
certificate reissued for it.
)md",
             .ja = R"md(
## どうなるか

証明書も CSR も鍵もパラメーターも、2 本のマーカーに挟まれた base64 の行で、見た目はよく似ています。
何であるかはマーカーの文字が示し、マーカーがなければファイルのバイト列で分かります。
取り違えたものを渡されたサーバーは起動しません。設定画面では拒否されるか、後の段階で失敗します。

`[site]` や `--cert`、`--chain` で指定したファイルには、証明書が入っていなければなりません。
それ以外のファイルは、名前が `*.crt` か `*.cer` の場合に調べます。その場合は警告になります。

## 例

```request,bad path=server.crt
cn=www.example.jp
```

```certificate,good path=server.crt
cn=www.example.jp
```

## 直し方

ファイルの中に証明書がないため、自動では直せません。
認証局から発行されたファイルを使ってください。
秘密鍵のほうをアップロードしたり設定画面に貼り付けたりしていた場合は、鍵を作り直し、その鍵で証明書を再発行してもらってください。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
