#include <array>

#include "htaccess/arguments.h"
#include "lint/ascii.h"
#include "lint/characters.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "a special space ({0}) within an argument: httpd separates no words here",
             .ja = "引数の中に特殊な空白 ({0}) があります。httpd はここで語を区切りません"},
            {.en = "If a blank was meant, type it with the keyboard set to half-width.",
             .ja = "区切りのつもりなら、半角の空白に直してください。"}},
};

std::string codeOf(char32_t character) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string code = "U+";
  for (int shift = 12; shift >= 0; shift -= 4) code.push_back(kDigits[character >> shift & 0xF]);
  return code;
}

/// Texts that visitors read, where such a blank is as good as any other.
bool isProse(const Context& ctx, const MistypedCharacter& c) {
  const htaccess::Document& document = *ctx.htaccess().document;
  const htaccess::Node& node = document.node(c.node);
  if (equalsIgnoringCase(node.name, "AuthName")) return true;
  if (!equalsIgnoringCase(node.name, "ErrorDocument")) return false;
  const auto arguments = htaccess::splitArguments(document.line(node), node.argumentsAt);
  return arguments.size() > 1 && arguments[1].range.start <= c.range.start &&
         !arguments[1].value.starts_with('/') && !arguments[1].value.starts_with("http");
}

// Between Japanese words the blank can be part of a name; beside ASCII it was meant to separate.
bool wasMeantAsBlank(const Context& ctx, const MistypedCharacter& c) {
  const bool ascii = (c.before != 0 && c.before < 0x80) || (c.after != 0 && c.after < 0x80);
  return ascii && !isProse(ctx, c);
}

void reportLine(Context& ctx, const MistypedLine& line) {
  std::vector<text::TextEdit> edits;
  const MistypedCharacter* first = nullptr;
  for (const MistypedCharacter& c : line.characters) {
    if (!line.refused && !wasMeantAsBlank(ctx, c)) continue;
    if (first == nullptr) first = &c;
    edits.push_back({c.range, std::string(c.ascii)});
  }
  if (first == nullptr) return;
  FindingBuilder finding = ctx.report(first->range, codeOf(first->character));
  if (!line.refused) finding.severity(Severity::kWarning).variant(0);
  for (const text::TextRange range : line.explains) finding.explains(range);
  finding.fix(line.refused ? FixSafety::kSafe : FixSafety::kUnsafe,
              {.en = "Write an ordinary blank", .ja = "半角の空白に直します"}, edits);
}

void check(Context& ctx) {
  for (const MistypedLine& line : findMistypedLines(ctx.htaccess(), true, ctx.site().target())) {
    reportLine(ctx, line);
  }
}

}  // namespace

extern constinit const RuleInfo fileFullWidthSpace{
    .name = "file-full-width-space",
    .group = Group::kFile,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A full-width, no-break or invisible space stands between words.",
                .ja = "語の間に、全角スペースなどの httpd が区切りと認めない空白があります。"},
    .message = {.en = "a full-width or other special space ({0}) where httpd needs an ordinary "
                      "blank",
                .ja = "半角の空白が必要なところに、"
                      "全角スペースなどの特殊な空白 ({0}) があります"},
    .help = {.en = "Type the blank with the keyboard set to half-width (direct input).",
             .ja = "日本語入力をオフにして、半角の空白を入力してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

httpd separates words at blanks and tabs only. A full-width space (U+3000, in Shift_JIS `81 40`), a
no-break space copied from a web page or an invisible space is a letter to it: `RewriteEngine` and
`on` become one unknown word, and every request is answered with 500. Some lines are accepted all
the same, with two arguments run together into one.

Comments, quoted arguments and texts for visitors (AuthName, the text of an ErrorDocument) may hold
such spaces and stay as they are.

## Example

```apache,bad
RewriteEngine　on
```

```apache,fixed
RewriteEngine on
```

```apache,good
# 全角　スペース
AuthName "会員　専用"
```

## Fix safety

Each such space of the line becomes an ordinary blank (an invisible one is removed). That is safe
where httpd refuses the line because of them; where it accepts the line, the meaning changes, so the
fix is unsafe.
)md",
             .ja = R"md(
## どうなるか

httpd が語の区切りと認めるのは、半角の空白とタブだけです。
全角スペース（U+3000、Shift_JIS では `81 40`）や、ウェブページから貼り付けたノーブレークスペース、目に見えない空白は、文字として扱われます。
`RewriteEngine` と `on` は 1 つの知らない語になり、すべてのアクセスに 500 が返ります。
2 つの引数がつながったまま受け付けられてしまう行もあります。

コメント、引用符で囲んだ引数、訪問者向けの文章（AuthName や ErrorDocument の文）では問題がないので、そのままにします。

## 例

```apache,bad
RewriteEngine　on
```

```apache,fixed
RewriteEngine on
```

```apache,good
# 全角　スペース
AuthName "会員　専用"
```

## 修正の安全性

その行の該当する空白を、半角の空白に直します（目に見えないものは取り除きます）。
そのために httpd が行を受け付けないのであれば、安全な修正です。
受け付けられている行では意味が変わるため、安全でない修正として扱います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
