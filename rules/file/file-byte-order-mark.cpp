#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const text::SourceFile& source = ctx.htaccess().source();
  if (source.byteOrderMark() != text::ByteOrderMark::kUtf8) return;
  const text::TextRange mark{0, text::byteOrderMarkSize(text::ByteOrderMark::kUtf8)};
  ctx.report(mark)
      .explains(ctx.htaccess().document->lines().front().range())
      .fix(FixSafety::kSafe, {.en = "Remove the byte-order mark", .ja = "BOM を取り除きます"},
           std::vector<text::TextEdit>{{mark, ""}});
}

}  // namespace

extern constinit const RuleInfo fileByteOrderMark{
    .name = "file-byte-order-mark",
    .group = Group::kFile,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "The file begins with a UTF-8 byte-order mark, which httpd does not skip.",
                .ja = "ファイルの先頭に BOM があります。httpd は BOM を読み飛ばしません。"},
    .message = {.en = "the file begins with an invisible UTF-8 byte-order mark (BOM)",
                .ja = "ファイルの先頭に、目に見えない UTF-8 の BOM があります"},
    .help = {.en = "Save the file as \"UTF-8\" without BOM (in Notepad: not \"UTF-8 with BOM\").",
             .ja = "BOM なしの UTF-8 で保存してください"
                   "（メモ帳では「UTF-8 (BOM 付き)」ではなく「UTF-8」を選びます）。"},
    .docs = {.en = R"md(
## What happens

Some editors write three invisible bytes, `EF BB BF`, in front of the text. httpd takes them as part
of the first word: it finds no directive of that name and answers every request with 500
(`Invalid command '\xef\xbb\xbfRewriteEngine'`). Even before a comment they do harm, since the line
then no longer begins with `#`. Only builds of httpd for Windows skip them.

## Example

```apache,bad bom
RewriteEngine on
```

```apache,fixed
RewriteEngine on
```

## How to fix it

The three bytes are removed; nothing else changes.
)md",
             .ja = R"md(
## どうなるか

エディターによっては、本文の前に目に見えない 3 バイト `EF BB BF` (BOM) を書き込みます。
httpd はこれを最初の語の一部として読むため、そのようなディレクティブはないと判断し、すべてのアクセスに 500 を返します(`Invalid command '\xef\xbb\xbfRewriteEngine'`)。
1 行目がコメントでも、行が `#` で始まらなくなるので同じです。
BOM を読み飛ばすのは Windows 版の httpd だけです。

## 例

```apache,bad bom
RewriteEngine on
```

```apache,fixed
RewriteEngine on
```

## 直し方

先頭の 3 バイトだけを取り除きます。
ほかの部分は変わりません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
