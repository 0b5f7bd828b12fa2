#include <array>

#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "`<!-- -->` is no comment in .htaccess",
             .ja = "`<!-- -->` は .htaccess ではコメントになりません"},
            {.en = "A comment begins with `#`, on a line of its own.",
             .ja = "コメントは行の先頭に `#` を付けて書きます。"}},
};

bool beginsLikeAPage(std::string_view bytes) {
  const std::string_view start = trimBlanks(bytes.substr(0, 512));
  for (const std::string_view mark :
       {"<!doctype", "<html", "<head", "<body", "<meta", "<title", "<?xml"}) {
    if (startsWithIgnoringCase(start, mark)) return true;
  }
  return false;
}

bool refusedAt(const Context& ctx, text::TextRange range) {
  for (const httpd::ConfigError& error : ctx.htaccess().report->errors) {
    if (range.contains(error.range.start)) return true;
  }
  return false;
}

/// `<!-- ... -->` on one line; a longer one may hold directives, which only its author can sort
/// out.
void reportComments(Context& ctx) {
  constexpr std::string_view kOpen = "<!--";
  constexpr std::string_view kClose = "-->";
  for (const htaccess::LogicalLine& line : ctx.htaccess().document->lines()) {
    const std::string_view text = line.text();
    if (!text.starts_with(kOpen) || !refusedAt(ctx, line.range())) continue;
    const text::TextRange range = line.trimmedRange();
    FindingBuilder finding = ctx.report(range).variant(0).explains(line.range());
    const bool whole = text.size() >= kOpen.size() + kClose.size() &&
                       text.find(kClose) == text.size() - kClose.size() &&
                       line.firstLine() == line.lastLine();
    if (!whole) continue;
    const std::string_view inner =
        trimBlanks(text.substr(kOpen.size(), text.size() - kOpen.size() - kClose.size()));
    finding.fix(FixSafety::kSafe,
                {.en = "Make it a comment with `#`", .ja = "`#` のコメントに直します"},
                std::vector<text::TextEdit>{{range, std::string("# ").append(inner)}});
  }
}

void check(Context& ctx) {
  const text::SourceFile& source = ctx.htaccess().source();
  std::string_view bytes = source.bytes();
  bytes.remove_prefix(text::byteOrderMarkSize(source.byteOrderMark()));
  if (beginsLikeAPage(bytes)) {
    ctx.report(source.lineRange(1)).explains({0, source.size()});
  } else {
    reportComments(ctx);
  }
}

}  // namespace

extern constinit const RuleInfo fileHtml{
    .name = "file-html",
    .group = Group::kFile,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "The file is a web page, or holds an HTML comment.",
                .ja = "ファイルがウェブページか、HTML のコメントを含んでいます。"},
    .message = {.en = "the file is saved as a web page (HTML), which httpd cannot read as "
                      "configuration",
                .ja = "ファイルがウェブページ (HTML) として保存されています。"
                      "httpd は設定として読めません"},
    .help = {.en = "Save it as plain text; only the directives may be in it.",
             .ja = "テキスト形式で保存し、ディレクティブだけを残してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A page saved from a browser or exported by a word processor begins with `<!DOCTYPE` or `<html`. httpd
reads `<...>` as the beginning of a section, does not know it, and answers every request with 500. The
same happens with a single HTML comment.

## Example

```apache,bad
<!-- redirects -->
RewriteEngine on
```

```apache,fixed
# redirects
RewriteEngine on
```

## How to fix it

An HTML comment that stands on one line becomes a comment with `#`. A whole page cannot be converted:
copy the directives into a new file in Notepad.
)md",
             .ja = R"md(
## どうなるか

ブラウザーで保存したページやワープロソフトから書き出したファイルは、`<!DOCTYPE` や `<html` で始まります。
httpd は `<...>` をセクションの始まりとして読みますが、その名前を知らないため、すべてのアクセスに 500 を返します。
HTML のコメントが 1 つあるだけでも同じです。

## 例

```apache,bad
<!-- redirects -->
RewriteEngine on
```

```apache,fixed
# redirects
RewriteEngine on
```

## 直し方

1 行に収まっている HTML のコメントは、`#` のコメントに直します。
ページ全体は変換できないので、ディレクティブをメモ帳の新しいファイルに写してください。
)md"},
    .check = check,
};

}  // namespace htlint::rules
