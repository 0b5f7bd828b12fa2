#include <array>

#include "htaccess/arguments.h"
#include "lint/ascii.h"
#include "lint/characters.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "`{0}` is an ordinary letter to httpd; was `{1}` meant?",
             .ja = "httpd にとって `{0}` はただの文字です。`{1}` の間違いではありませんか"},
            {.en = "Write `{1}` if it was meant as part of the directive.",
             .ja = "ディレクティブの一部のつもりなら、半角の `{1}` に直してください。"}},
};

bool endsWord(char32_t c) { return c == 0 || c == ' ' || c == '\t'; }

bool isAsciiCharacter(char32_t c) { return c > ' ' && c < 0x7F; }

bool isProse(const Context& ctx, const MistypedCharacter& c) {
  const std::string_view name = ctx.htaccess().document->node(c.node).name;
  return equalsIgnoringCase(name, "AuthName") || equalsIgnoringCase(name, "ErrorDocument");
}

/// Whether the character, on a line that httpd accepts, stands where only the ASCII character makes
/// sense. File names and texts in Japanese may hold all of them.
bool isSurelyMistaken(const MistypedCharacter& c) {
  if (c.ascii == "-") {
    return (endsWord(c.before) || c.before == '!') &&
           (endsWord(c.after) ||
            (isAsciiCharacter(c.after) && isAsciiLetter(static_cast<char>(c.after))));
  }
  if (c.ascii == "\"" || c.ascii == "'") return endsWord(c.before) && isAsciiCharacter(c.after);
  if (c.ascii == "\\") return isAsciiCharacter(c.after) || c.after == ' ';
  if (c.ascii == "%") return c.after == '{' || c.after == 0xFF5B;
  if (c.ascii == ":") return isAsciiCharacter(c.before) && c.after == '/';
  if (c.ascii == "^") return endsWord(c.before);
  if (c.ascii == "$") return endsWord(c.after) && isAsciiCharacter(c.before);
  return false;
}

void reportLine(Context& ctx, const MistypedLine& line) {
  std::vector<text::TextEdit> edits;
  const MistypedCharacter* first = nullptr;
  for (const MistypedCharacter& c : line.characters) {
    const bool partner = first != nullptr && (c.ascii == "\"" || c.ascii == "'");
    if (!line.refused && (isProse(ctx, c) || !(partner || isSurelyMistaken(c)))) continue;
    if (first == nullptr) first = &c;
    edits.push_back({c.range, std::string(c.ascii)});
  }
  if (first == nullptr) return;
  const text::SourceFile& source = ctx.htaccess().source();
  FindingBuilder finding =
      ctx.report(first->range, text::toDisplayUtf8(source.text(first->range), source.encoding()),
                 first->ascii);
  if (!line.refused) finding.severity(Severity::kWarning).variant(0);
  for (const text::TextRange range : line.explains) finding.explains(range);
  finding.fix(line.refused ? FixSafety::kSafe : FixSafety::kUnsafe,
              {.en = "Write the ASCII characters", .ja = "半角の文字に直します"}, edits);
}

void check(Context& ctx) {
  for (const MistypedLine& line : findMistypedLines(ctx.htaccess(), false, ctx.site().target())) {
    reportLine(ctx, line);
  }
}

}  // namespace

extern constinit const RuleInfo fileTypographicCharacters{
    .name = "file-typographic-characters",
    .group = Group::kFile,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A typographic or full-width character stands where ASCII was meant.",
                .ja = "半角の記号や文字を書くところに、全角文字や “ ” – などがあります。"},
    .message = {.en = "`{0}` stands where httpd needs `{1}`",
                .ja = "半角の `{1}` が必要なところに `{0}` があります"},
    .help = {.en = "Type the directive with the keyboard set to half-width, without the automatic "
                   "replacements of a word processor.",
             .ja = "日本語入力をオフにして入力し直してください。"
                   "ワープロソフトの自動変換にも注意してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Word processors and web pages turn `"` into `“ ”` and `-` into `–`; a Japanese keyboard writes `％`,
`［` or whole words in full width, and `¥` for the backslash on some systems. httpd takes all of these
for letters without a meaning. Usually it refuses the file (500 for every request); sometimes it
accepts a line that then does something else.

Comments, quoted arguments and texts for visitors stay as they are.

## Example

```apache,bad
RewriteEngine on
RewriteCond ％{HTTPS} off
RewriteRule “^old$” /new ［R=301,L］
```

```apache,bad
＃ 設定
Options –Indexes
```

```apache,good
# “comment” – ％
AuthName "会員 – 専用"
```

## Fix safety

The characters of the line become the ASCII ones. That is safe where httpd refuses the line because
of them; where it accepts the line, the meaning changes, so the fix is unsafe.
)md",
             .ja = R"md(
## どうなるか

ワープロソフトやウェブページでは `"` が `“ ”` に、`-` が `–` に変わることがあります。
日本語入力のまま打つと `％` や `［`、全角の英字が入り、環境によっては `\` の代わりに `¥` が入ります。
httpd にとって、これらは意味のないただの文字です。
多くの場合はファイルが受け付けられず（すべてのアクセスが 500）、受け付けられても思った働きになりません。

コメント、引用符で囲んだ引数、訪問者向けの文章はそのままにします。

## 例

```apache,bad
RewriteEngine on
RewriteCond ％{HTTPS} off
RewriteRule “^old$” /new ［R=301,L］
```

```apache,bad
＃ 設定
Options –Indexes
```

```apache,good
# “comment” – ％
AuthName "会員 – 専用"
```

## 修正の安全性

その行の該当する文字を半角に直します。
そのために httpd が行を受け付けないのであれば、安全な修正です。
受け付けられている行では意味が変わるため、安全でない修正として扱います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
