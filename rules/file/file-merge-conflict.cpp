#include <vector>

#include "lint/context.h"

namespace htlint::rules {
namespace {

enum class Mark { kNone, kOpen, kMiddle, kClose };

Mark markOf(std::string_view line) {
  constexpr std::size_t kLength = 7;
  const auto isMark = [&](char c) {
    return line.size() >= kLength && line.find_first_not_of(c) >= kLength &&
           (line.size() == kLength || line[kLength] == ' ');
  };
  if (isMark('<')) return Mark::kOpen;
  if (isMark('>')) return Mark::kClose;
  if (isMark('|')) return Mark::kMiddle;
  return isMark('=') && line.size() == kLength ? Mark::kMiddle : Mark::kNone;
}

/// One conflict: everything from its first marker to its last.
struct Conflict {
  text::TextRange first;
  text::TextRange all;
  bool more = false;  // a second marker was seen
};

std::vector<Conflict> findConflicts(const text::SourceFile& source) {
  std::vector<Conflict> conflicts;
  bool open = false;
  for (std::uint32_t line = 1; line <= source.lineCount(); ++line) {
    const text::TextRange range = source.lineRange(line);
    const Mark mark = markOf(source.text(range));
    if (mark == Mark::kOpen) {
      conflicts.push_back({range, source.fullLineRange(line), false});
      open = true;
    } else if (open && mark != Mark::kNone) {
      conflicts.back().more = true;
      conflicts.back().all.end = source.fullLineRange(line).end;
      open = mark != Mark::kClose;
    }
  }
  std::erase_if(conflicts, [](const Conflict& conflict) { return !conflict.more; });
  return conflicts;
}

void check(Context& ctx) {
  const text::SourceFile& source = ctx.htaccess().source();
  if (source.bytes().find("<<<<<<<") == std::string_view::npos) return;
  for (const Conflict& conflict : findConflicts(source)) {
    ctx.report(conflict.first).explains(conflict.all);
  }
}

}  // namespace

extern constinit const RuleInfo fileMergeConflict{
    .name = "file-merge-conflict",
    .group = Group::kFile,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "Markers of an unresolved merge conflict were left in the file.",
                .ja = "マージの競合を示す行がファイルに残っています。"},
    .message = {.en = "an unresolved merge conflict was left in the file",
                .ja = "解決されていないマージの競合が残っています"},
    .help = {.en =
                 "Keep one of the two versions and delete the lines with `<<<<<<<`, `=======` and "
                 "`>>>>>>>`.",
             .ja =
                 "どちらかの内容を残し、`<<<<<<<`、`=======`、`>>>>>>>` の行を削除してください。"},
    .docs = {.en = R"md(
## What happens

When Git cannot merge two versions of a file it writes both of them, between lines of `<<<<<<<`,
`=======` and `>>>>>>>`. httpd takes the first for a section that is never closed and answers every
request with 500.

## Example

```apache,bad
<<<<<<< HEAD
Redirect 301 /old /new
=======
Redirect 301 /old /newer
>>>>>>> topic
```

```apache,good
# =======
Redirect 301 /old /newer
# =======
```

## How to fix it

There is no automatic fix: only the author knows which version is right.
)md",
             .ja = R"md(
## どうなるか

Git は 2 つの版をマージできないとき、`<<<<<<<`、`=======`、`>>>>>>>` の行で区切って両方を書き込みます。
httpd は最初の行を閉じられていないセクションとして読み、すべてのアクセスに 500 を返します。

## 例

```apache,bad
<<<<<<< HEAD
Redirect 301 /old /new
=======
Redirect 301 /old /newer
>>>>>>> topic
```

```apache,good
# =======
Redirect 301 /old /newer
# =======
```

## 直し方

どちらの版が正しいかは書いた人にしか分からないため、自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
