#include <optional>

#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

/// Whether a CR stands at `at` that no LF follows.
bool isLoneCr(std::string_view bytes, std::size_t at) {
  return bytes[at] == '\r' && (at + 1 == bytes.size() || bytes[at + 1] != '\n');
}

/// The first CR that swallows something: behind it, on the same logical line, stands text that was
/// meant as a line of its own and is no comment within a comment.
std::optional<std::uint32_t> firstHarmfulCr(const htaccess::Document& document) {
  const std::string_view bytes = document.file().bytes();
  for (const htaccess::LogicalLine& line : document.lines()) {
    const text::TextRange range = line.trimmedRange();
    const bool comment = line.text().starts_with('#');
    for (std::uint32_t at = range.start; at < range.end; ++at) {
      if (!isLoneCr(bytes, at)) continue;
      const std::string_view rest = trimBlanks(bytes.substr(at, range.end - at));
      if (!comment || (!rest.empty() && !rest.starts_with('#'))) return at;
    }
  }
  return std::nullopt;
}

std::vector<text::TextEdit> replaceLoneCrs(const text::SourceFile& source) {
  const std::string_view bytes = source.bytes();
  const bool crLf = bytes.find("\r\n") != std::string_view::npos;
  std::vector<text::TextEdit> edits;
  for (std::uint32_t at = 0; at < bytes.size(); ++at) {
    if (isLoneCr(bytes, at)) edits.push_back({{at, at + 1}, crLf ? "\r\n" : "\n"});
  }
  return edits;
}

void check(Context& ctx) {
  const text::SourceFile& source = ctx.htaccess().source();
  if (source.lineEnding() != text::LineEnding::kCr &&
      source.lineEnding() != text::LineEnding::kMixed) {
    return;
  }
  const auto at = firstHarmfulCr(*ctx.htaccess().document);
  if (!at) return;
  const std::vector<text::TextEdit> edits = replaceLoneCrs(source);
  const bool refusedNow = ctx.htaccess().report->verdict.state == httpd::VerdictState::kRejected;
  const bool accepted = isAcceptedAfter(ctx.htaccess(), edits, ctx.site().target());
  FindingBuilder finding = ctx.report(text::TextRange{*at, *at + 1});
  if (!accepted) return;
  if (refusedNow) finding.explains({0, source.size()});
  finding.fix(refusedNow ? FixSafety::kSafe : FixSafety::kUnsafe,
              {.en = "End the lines with a line feed", .ja = "改行コードを LF に直します"}, edits);
}

}  // namespace

extern constinit const RuleInfo fileLoneCr{
    .name = "file-lone-cr",
    .group = Group::kFile,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "Lines end with CR alone, so httpd reads them as one line.",
                .ja = "行末が CR だけなので、httpd は複数の行を 1 行として読みます。"},
    .message = {.en = "a line ends with CR alone; httpd reads the next line as part of it",
                .ja = "行末が CR だけです。httpd は次の行もこの行の続きとして読みます"},
    .help = {.en = "Save the file with the line ends of Windows (CR LF) or Unix (LF).",
             .ja = "改行コードを Windows (CR LF) または Unix (LF) にして保存してください。"},
    .docs = {.en = R"md(
## What happens

For httpd only a line feed (LF, or CR LF) ends a line. In a file whose lines end with CR alone, as
old Mac programs and some file transfers write them, everything after the first directive is its
argument. Often httpd accepts that in silence, and none of the other lines does anything.

## Example

```apache,bad escapes
RewriteEngine on\rRewriteRule ^old$ /new [R=301,L]\r
```

## Fix safety

Each such CR is replaced by the line end that the rest of the file uses. That is safe where httpd
refuses the file now and accepts it afterwards; otherwise lines that did nothing come to life, so it
is unsafe. Nothing is offered if httpd would refuse the result.
)md",
             .ja = R"md(
## どうなるか

httpd では、行の終わりは LF（または CR LF）だけです。
古い Mac のソフトや一部の転送で作られる、行末が CR だけのファイルでは、最初のディレクティブより後がすべてその引数になります。
多くの場合 httpd はそのまま受け付けてしまい、ほかの行は何の働きもしません。

## 例

```apache,bad escapes
RewriteEngine on\rRewriteRule ^old$ /new [R=301,L]\r
```

## 修正の安全性

CR を、ファイルのほかの部分と同じ改行コードに置き換えます。
今は httpd に受け付けられず、直すと受け付けられる場合は安全な修正です。
それ以外では、働いていなかった行が働き始めるため、安全でない修正として扱います。
直しても受け付けられない場合は、何も提案しません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
