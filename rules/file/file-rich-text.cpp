#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const text::SourceFile& source = ctx.htaccess().source();
  std::string_view bytes = source.bytes();
  bytes.remove_prefix(text::byteOrderMarkSize(source.byteOrderMark()));
  if (!trimBlanks(bytes.substr(0, 256)).starts_with("{\\rtf")) return;
  ctx.report(source.lineRange(1)).explains({0, source.size()});
}

}  // namespace

extern constinit const RuleInfo fileRichText{
    .name = "file-rich-text",
    .group = Group::kFile,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The file is saved as rich text (RTF) instead of plain text.",
                .ja = "ファイルがリッチテキスト (RTF) で保存されています。"},
    .message = {.en = "the file is saved as rich text (RTF), which httpd cannot read",
                .ja = "ファイルがリッチテキスト (RTF) で保存されています。"
                      "httpd はこの形式を読めません"},
    .help = {.en =
                 "Save it as plain text (in WordPad: \"Text Document\"), or edit it with Notepad.",
             .ja = "「テキスト ドキュメント」として保存し直すか（ワードパッドの場合）、"
                   "メモ帳で編集してください。"},
    .docs = {.en = R"md(
## What happens

WordPad and TextEdit save rich text unless told otherwise: the file begins with `{\rtf1`, and the
directives stand between formatting codes. httpd finds no directive it knows and answers every
request with 500.

## Example

```apache,bad
{\rtf1\ansi\deff0
RewriteEngine on\par
}
```

```apache,good
RewriteEngine on
```

## How to fix it

There is no automatic fix. Open the file in the program that wrote it and save it as plain text, or
copy the directives into a new file in Notepad.
)md",
             .ja = R"md(
## どうなるか

ワードパッドや TextEdit は、指定しないとリッチテキストで保存します。
ファイルは `{\rtf1` で始まり、ディレクティブは書式の記号の間に埋もれます。
httpd は知っているディレクティブを見つけられず、すべてのアクセスに 500 を返します。

## 例

```apache,bad
{\rtf1\ansi\deff0
RewriteEngine on\par
}
```

```apache,good
RewriteEngine on
```

## 直し方

自動では直せません。
保存したソフトで開いて「テキスト ドキュメント」（書式なし）として保存し直すか、ディレクティブをメモ帳の新しいファイルに写してください。
)md"},
    .check = check,
};

}  // namespace htlint::rules
