#include <array>

#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kCertificate, kPrivateKey };

constexpr std::array kVariants = {
    Wording{
        {.en = "this is a certificate file, no .htaccess file",
         .ja = "これは証明書ファイルで、.htaccess ファイルではありません"},
        {.en = "Certificates are not uploaded to the web root. Put the right file in its place.",
         .ja = "証明書はウェブルートに置くものではありません。"
               "正しいファイルに置き換えてください。"}},
    Wording{{.en = "this file holds a private key", .ja = "このファイルには秘密鍵が含まれています"},
            {.en = "Take it away from the web server at once. If it was ever public, replace the "
                   "key and the certificate.",
             .ja = "すぐにウェブサーバーから取り除いてください。"
                   "公開されていた場合は、鍵と証明書を作り直す必要があります。"}},
};

void check(Context& ctx) {
  const text::SourceFile& source = ctx.htaccess().source();
  const std::string_view bytes = source.bytes();
  const text::TextRange all{0, source.size()};
  if (trimBlanks(bytes).starts_with("-----BEGIN ")) {
    const bool key = bytes.find("PRIVATE KEY-----") != std::string_view::npos;
    const auto start = static_cast<std::uint32_t>(bytes.find("-----BEGIN "));
    const text::TextRange line = source.lineRange(source.lineAt(start));
    ctx.report(line).variant(key ? kPrivateKey : kCertificate).explains(all);
    return;
  }
  const bool utf16 = source.encoding() == text::Encoding::kUtf16Le ||
                     source.encoding() == text::Encoding::kUtf16Be;
  const std::size_t nul = bytes.find('\0');
  if (utf16 || nul == std::string_view::npos) return;
  const auto at = static_cast<std::uint32_t>(nul);
  ctx.report(text::TextRange{at, at + 1}).explains(all);
}

}  // namespace

extern constinit const RuleInfo fileNotHtaccess{
    .name = "file-not-htaccess",
    .group = Group::kFile,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The file holds something else: a certificate, a key or binary data.",
                .ja = "ファイルの中身が、証明書や鍵、バイナリーデータです。"},
    .message = {.en = "the file is not text: it holds NUL bytes",
                .ja = "ファイルがテキストではありません（NUL バイトが含まれています）"},
    .help = {.en =
                 "Another file was probably saved under this name, or the file is damaged. Put the "
                 "right one in its place.",
             .ja = "別のファイルをこの名前で保存したか、ファイルが壊れている可能性があります。"
                   "正しいファイルに置き換えてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A certificate, an archive or a damaged file under the name `.htaccess` makes httpd answer every
request with 500. In a line with a NUL byte httpd does not see what follows it. A private key in such a
place is worse: it belongs neither into the web root nor into an upload.

## Example

```apache,bad
-----BEGIN CERTIFICATE-----
MIIB
-----END CERTIFICATE-----
```

```apache,good
# -----BEGIN CERTIFICATE-----
RewriteEngine on
```

## How to fix it

There is no automatic fix. Upload the right file.
)md",
             .ja = R"md(
## どうなるか

証明書や圧縮ファイル、壊れたファイルが `.htaccess` という名前になっていると、httpd はすべてのアクセスに 500 を返します。
NUL バイトのある行では、それより後を httpd は読みません。
秘密鍵の場合はさらに深刻です。
秘密鍵はウェブルートに置くものでも、アップロードするものでもありません。

## 例

```apache,bad
-----BEGIN CERTIFICATE-----
MIIB
-----END CERTIFICATE-----
```

```apache,good
# -----BEGIN CERTIFICATE-----
RewriteEngine on
```

## 直し方

自動では直せません。
正しいファイルをアップロードしてください。
)md"},
    .check = check,
};

}  // namespace htlint::rules
