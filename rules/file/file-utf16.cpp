#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

std::string asUtf8(const text::SourceFile& source) {
  std::string_view bytes = source.bytes();
  bytes.remove_prefix(text::byteOrderMarkSize(source.byteOrderMark()));
  // Line by line: controls become visible pictures in a line's display form, line ends must not.
  std::string result;
  const bool little = source.encoding() == text::Encoding::kUtf16Le;
  const std::size_t low = little ? 0 : 1;
  std::size_t from = 0;
  const auto flush = [&](std::size_t to) {
    result += text::toDisplayUtf8(bytes.substr(from, to - from), source.encoding());
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char unit = bytes[at + low];
    const bool lineEnd = bytes[at + 1 - low] == '\0' && (unit == '\r' || unit == '\n');
    if (!lineEnd) continue;
    flush(at);
    result.push_back(unit);
    from = at + 2;
  }
  flush(bytes.size());
  return result;
}

void check(Context& ctx) {
  const text::SourceFile& source = ctx.htaccess().source();
  const bool utf16 = source.encoding() == text::Encoding::kUtf16Le ||
                     source.encoding() == text::Encoding::kUtf16Be;
  if (!utf16) return;
  const text::TextRange all{0, source.size()};
  FindingBuilder finding = ctx.report(source.lineRange(1)).explains(all);
  const std::string converted = asUtf8(source);
  // U+FFFD: something was not valid UTF-16, so the conversion would lose it.
  if (converted.find("\xEF\xBF\xBD") != std::string::npos) return;
  if (!isAccepted(converted, ctx.site().target())) return;
  // Of big-endian text httpd reads nothing: every line begins with a NUL.
  const bool refused = ctx.htaccess().report->verdict.state == httpd::VerdictState::kRejected;
  finding.fix(refused ? FixSafety::kSafe : FixSafety::kUnsafe,
              {.en = "Convert the file to UTF-8", .ja = "UTF-8 に変換します"},
              std::vector<text::TextEdit>{{all, converted}});
}

}  // namespace

extern constinit const RuleInfo fileUtf16{
    .name = "file-utf16",
    .group = Group::kFile,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "The file is saved as UTF-16, which httpd cannot read.",
                .ja = "ファイルが UTF-16 で保存されています。httpd は UTF-16 を読めません。"},
    .message = {.en = "the file is saved as UTF-16 (\"Unicode\"), which httpd cannot read",
                .ja = "ファイルが UTF-16（メモ帳の「Unicode」）で保存されています。"
                      "httpd は UTF-16 を読めません"},
    .help = {.en = "Save it as \"UTF-8\" or \"ANSI\".",
             .ja = "「UTF-8」または「ANSI」で保存し直してください。"},
    .docs = {.en = R"md(
## What happens

In UTF-16 ("Unicode" in older versions of Notepad) every letter takes two bytes. httpd reads single
bytes, finds no directive it knows, and answers every request with 500. If the high byte comes first,
every line looks empty to it, and the file does nothing.

## Example

```apache,bad encoding=utf-16le bom
RewriteEngine on
```

```apache,fixed
RewriteEngine on
```

## Fix safety

The same text is written as UTF-8 without a byte-order mark, if httpd accepts it
then. That is unsafe where the file does nothing today.
)md",
             .ja = R"md(
## どうなるか

UTF-16（古いメモ帳の「Unicode」）では 1 文字が 2 バイトになります。
httpd は 1 バイトずつ読むため、知っているディレクティブを見つけられず、すべてのアクセスに 500 を返します。
上位バイトが先に来る形式では、すべての行が空に見え、ファイルは何の働きもしません。

## 例

```apache,bad encoding=utf-16le bom
RewriteEngine on
```

```apache,fixed
RewriteEngine on
```

## 修正の安全性

同じ文章を BOM なしの UTF-8 で書き直します。
それを httpd が受け付ける場合に限ります。
今は何の働きもしていないファイルでは、安全でない修正として扱います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
