#include <algorithm>
#include <array>

#include "httpd/config_checker.h"
#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "this line belongs to the comment above it, which ends with a backslash",
             .ja = "前の行のコメントが `\\` で終わっているため、この行もコメントになります"},
            {.en = "Remove the backslash at the end of the comment if `{0}` is to work.",
             .ja = "`{0}` を働かせたい場合は、コメントの行末の `\\` を取り除いてください。"}},
};

/// A line that ends with a backslash and blanks behind it.
struct Broken {
  const htaccess::LogicalLine* line = nullptr;
  std::uint32_t nextLastLine = 0;  // last physical line of what was meant to continue it
  text::TextRange next;
  text::TextRange blanks;
};

std::vector<Broken> findBroken(const HtaccessFile& file) {
  std::vector<Broken> result;
  const auto lines = file.document->lines();
  const std::string_view bytes = file.source().bytes();
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::string_view text = lines[i].text();
    if (!text.ends_with('\\') || text.starts_with('#')) continue;
    const std::uint32_t start = lines[i].trimmedRange().end;
    std::uint32_t end = lines[i].range().end;
    while (end > start && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) --end;
    if (end == start) continue;
    result.push_back({&lines[i], lines[i + 1].lastLine(), lines[i + 1].range(), {start, end}});
  }
  return result;
}

void reportBroken(Context& ctx) {
  const std::vector<Broken> candidates = findBroken(ctx.htaccess());
  if (candidates.empty()) return;
  std::vector<text::TextEdit> edits;
  for (const Broken& broken : candidates) edits.push_back({broken.blanks, ""});
  const ErrorPlaces before = errorPlaces(ctx.htaccess());
  const ErrorPlaces after = errorPlacesAfter(ctx.htaccess(), edits, ctx.site().target());
  for (const Broken& broken : candidates) {
    const std::uint32_t first = broken.line->firstLine();
    if (!isRefusedOn(before, first, broken.nextLastLine)) continue;
    const bool repaired = !isRefusedOn(after, first, broken.nextLastLine);
    const std::pair nextUnknown{broken.line->lastLine() + 1, httpd::ConfigCode::kUnknownDirective};
    if (!repaired && !before.contains(nextUnknown)) continue;
    FindingBuilder finding =
        ctx.report(text::TextRange{broken.blanks.start - 1, broken.blanks.end});
    finding.explains(broken.next);
    if (!repaired) continue;
    finding.explains(broken.line->range());
    finding.fix(
        FixSafety::kSafe,
        {.en = "Remove the blanks behind the backslash", .ja = "`\\` の後の空白を取り除きます"},
        std::vector<text::TextEdit>{{broken.blanks, ""}});
  }
}

std::string_view firstWord(std::string_view text) {
  const auto end = std::find_if(text.begin(), text.end(), isBlank);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

/// Physical `line` of a comment: a directive that the comment swallowed?
void checkSwallowed(Context& ctx, std::uint32_t line) {
  const text::SourceFile& source = ctx.htaccess().source();
  const std::string_view content = trimBlanks(source.text(source.lineRange(line)));
  const std::string_view word = firstWord(content);
  if (word.empty() || httpd::findDirective(word, ctx.site().target()) == nullptr) return;
  const auto start = static_cast<std::uint32_t>(content.data() - source.bytes().data());
  const auto wordSize = static_cast<std::uint32_t>(word.size());
  FindingBuilder finding = ctx.report(text::TextRange{start, start + wordSize}, word);
  finding.variant(0).severity(Severity::kWarning);

  const text::TextRange previous = source.lineRange(line - 1);
  const std::string_view comment = source.text(previous);
  const std::size_t keep = comment.find_last_not_of('\\') + 1;
  const text::TextRange backslashes{previous.start + static_cast<std::uint32_t>(keep),
                                    previous.end};
  finding.fix(FixSafety::kUnsafe,
              {.en = "Remove the backslash, so that `{0}` works",
               .ja = "`\\` を取り除いて `{0}` を働かせます"},
              std::vector<text::TextEdit>{{backslashes, ""}});
}

void reportSwallowed(Context& ctx) {
  const htaccess::Document& document = *ctx.htaccess().document;
  for (const htaccess::Node& node : document.nodes()) {
    if (node.kind != htaccess::NodeKind::kComment) continue;
    const htaccess::LogicalLine& line = document.line(node);
    for (std::uint32_t i = line.firstLine() + 1; i <= line.lastLine(); ++i) checkSwallowed(ctx, i);
  }
}

void check(Context& ctx) {
  reportBroken(ctx);
  reportSwallowed(ctx);
}

}  // namespace

extern constinit const RuleInfo fileBrokenContinuation{
    .name = "file-broken-continuation",
    .group = Group::kFile,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A backslash does not continue the line, or continues a comment.",
                .ja = "行末の `\\` が次の行につながっていないか、コメントを次の行に続けています。"},
    .message = {.en = "blanks follow the backslash, so the line does not continue",
                .ja = "`\\` の後に空白があるため、次の行につながりません"},
    .help = {.en = "The backslash must be the very last character of the line.",
             .ja = "`\\` は行の最後の文字でなければなりません。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A backslash at the very end of a line joins it with the next one. With a blank behind the backslash
it does not: httpd reads the second half as a directive of its own and refuses the file (500 for
every request). And because lines are joined before comments are recognised, a comment that ends
with a backslash swallows the line below it.

## Example

```apache,bad escapes
RewriteEngine on
RewriteRule ^old$ \\\x20
  /new [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteRule ^old$ \
  /new [R=301,L]
```

```apache,bad
# pages that moved \
Redirect 301 /old /new
```

## Fix safety

The blanks behind the backslash are removed if httpd accepts the line then. The backslash of a
comment is removed only as an unsafe fix, since it brings a directive to life.
)md",
             .ja = R"md(
## どうなるか

行の最後の `\` は、その行を次の行につなげます。
`\` の後に空白があるとつながらず、httpd は続きの行を別のディレクティブとして読み、ファイルを受け付けません（すべてのアクセスが 500）。
また、行はコメントかどうかを調べる前につなげられるため、`\` で終わるコメントは次の行までコメントにしてしまいます。

## 例

```apache,bad escapes
RewriteEngine on
RewriteRule ^old$ \\\x20
  /new [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteRule ^old$ \
  /new [R=301,L]
```

```apache,bad
# pages that moved \
Redirect 301 /old /new
```

## 修正の安全性

`\` の後の空白を取り除きます。
それで httpd が行を受け付ける場合に限ります。
コメントの行末の `\` を取り除くと、働いていなかったディレクティブが働き始めるため、安全でない修正として扱います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
