#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "httpd/config_checker.h"
#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kMisspelled, kModuleMissing, kThirdParty, kForeignComment, kNoName };

constexpr std::array kVariants = {
    Wording{{.en = "`{0}` is no directive; did you mean `{1}`?",
             .ja = "`{0}` というディレクティブはありません。`{1}` の間違いではありませんか"},
            {.en = "Correct the spelling. Until then every page in this folder answers 500.",
             .ja = "綴りを直してください。"
                   "直るまで、このフォルダーのページはすべて 500 エラーになります。"}},
    Wording{{.en = "`{0}` belongs to {1}, which this server does not load",
             .ja = "`{0}` は {1} のディレクティブですが、このサーバーでは {1} が使えません"},
            {.en = "Delete the line, or put it inside `<IfModule {1}>` so that servers without the "
                   "module skip it.",
             .ja = "この行を削除するか、`<IfModule {1}>` で囲んでください。"
                   "囲んでおけば、{1} のないサーバーでは読み飛ばされます。"}},
    Wording{{.en = "`{0}` belongs to {1}, a module that is not part of httpd and not loaded here",
             .ja = "`{0}` は httpd 本体に含まれない {1} のディレクティブで、"
                   "このサーバーでは使えません"},
            {.en = "Ask the hosting service what takes its place there (for PHP settings often "
                   "`.user.ini`), or put the line inside `<IfModule {1}>`.",
             .ja = "代わりの設定方法をサーバー会社に確認してください"
                   "（PHP の設定なら `.user.ini` が使えることがあります）。"
                   "`<IfModule {1}>` で囲む方法もあります。"}},
    Wording{{.en = "`{0}` does not begin a comment in .htaccess",
             .ja = "`{0}` で始まる行は .htaccess ではコメントになりません"},
            {.en = "A comment begins with `#`, on a line of its own.",
             .ja = "コメントは行の先頭に `#` を付けて書きます。"}},
    Wording{{.en = "this line is no directive: httpd cannot read `{0}`",
             .ja = "この行はディレクティブではありません。httpd は `{0}` を解釈できません"},
            {.en = "Delete the line, or put `#` in front of it if it is a remark.",
             .ja = "不要なら行を削除し、メモとして残すなら行の先頭に `#` を付けてください。"}},
};

struct Unknown {
  const httpd::ConfigError* error = nullptr;
  std::string name;              // as written, without `<`
  httpd::Suggestion suggestion;  // name without `<`
  std::vector<text::TextEdit> edits;
};

bool looksLikeName(std::string_view name) {
  return !name.empty() && isAsciiLetter(name.front()) &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

std::string_view foreignCommentMark(std::string_view text) {
  for (const std::string_view mark : {"//", ";", "/*"}) {
    if (text.starts_with(mark)) return mark;
  }
  return {};
}

text::TextRange closingName(const htaccess::Document& document, const htaccess::Node& node) {
  const htaccess::LogicalLine& line = document.lines()[node.closeLine];
  constexpr std::uint32_t kBracketAndSlash = 2;
  return line.sourceRange(kBracketAndSlash,
                          kBracketAndSlash + static_cast<std::uint32_t>(node.name.size()));
}

/// Looks up suggestions once for each name: a file of garbage repeats itself.
class Reader {
 public:
  explicit Reader(const Context& ctx) : ctx_(ctx) {}

  std::vector<Unknown> run() {
    std::vector<Unknown> result;
    for (const httpd::ConfigError* error :
         ctx_.configErrors(httpd::ConfigCode::kUnknownDirective)) {
      result.push_back(read(*error));
    }
    return result;
  }

 private:
  Unknown read(const httpd::ConfigError& error) {
    const htaccess::Document& document = *ctx_.htaccess().document;
    const htaccess::Node& node = document.node(error.node);
    Unknown unknown;
    unknown.error = &error;
    unknown.name = std::string(node.name);
    const bool section = node.kind == htaccess::NodeKind::kSection;
    unknown.suggestion = suggest((section ? "<" : "") + unknown.name);
    if (section && unknown.suggestion.name.starts_with('<')) {
      unknown.suggestion.name.remove_prefix(1);
    }
    if (unknown.suggestion.unique && unknown.suggestion.distance == 1) {
      unknown.edits.push_back({node.nameRange, std::string(unknown.suggestion.name)});
      if (node.closeLine != htaccess::kNoNode) {
        unknown.edits.push_back(
            {closingName(document, node), std::string(unknown.suggestion.name)});
      }
    }
    return unknown;
  }

  httpd::Suggestion suggest(const std::string& name) {
    const auto known = suggestions_.find(name);
    if (known != suggestions_.end()) return known->second;
    const httpd::Suggestion suggestion = looksLikeName(name.substr(name.starts_with('<') ? 1 : 0))
                                             ? httpd::suggestDirective(name, ctx_.site().target())
                                             : httpd::Suggestion{};
    return suggestions_.emplace(name, suggestion).first->second;
  }

  const Context& ctx_;
  std::map<std::string, httpd::Suggestion> suggestions_;
};

ErrorPlaces placesAfterAll(const Context& ctx, const std::vector<Unknown>& unknowns) {
  std::vector<text::TextEdit> edits;
  for (const Unknown& unknown : unknowns) {
    edits.insert(edits.end(), unknown.edits.begin(), unknown.edits.end());
  }
  if (edits.empty()) return {};
  std::sort(edits.begin(), edits.end(),
            [](const auto& a, const auto& b) { return a.range < b.range; });
  return errorPlacesAfter(ctx.htaccess(), edits, ctx.site().target());
}

void reportMisspelled(Context& ctx, const Unknown& unknown, const ErrorPlaces& after) {
  const htaccess::Document& document = *ctx.htaccess().document;
  const htaccess::LogicalLine& line = document.line(document.node(unknown.error->node));
  FindingBuilder finding =
      ctx.report(*unknown.error, unknown.name, unknown.suggestion.name).variant(kMisspelled);
  if (unknown.edits.empty()) return;
  const bool accepted = !isRefusedOn(after, line.firstLine(), line.lastLine());
  finding.fix(accepted ? FixSafety::kSafe : FixSafety::kUnsafe,
              {.en = "Write `{1}`", .ja = "`{1}` に直します"}, unknown.edits);
}

// What protects must not be skipped on a server without its module: better an error than an open
// folder.
bool protects(std::string_view module) {
  return module.starts_with("mod_auth") || module.starts_with("mod_access");
}

std::vector<text::TextEdit> wrapInIfModule(const Context& ctx, htaccess::NodeId id,
                                           std::string_view module) {
  const text::SourceFile& source = ctx.htaccess().source();
  const text::TextRange range = ctx.htaccess().document->fullRange(id);
  const std::string end(source.lineEndNear(range.start));
  const bool lastLineOpen = !source.text(range).ends_with('\n');
  return {{{range.start, range.start}, "<IfModule " + std::string(module) + ">" + end},
          {{range.end, range.end},
           (lastLineOpen ? end : std::string()) + "</IfModule>" +
               (lastLineOpen ? std::string() : end)}};
}

void reportMissingModule(Context& ctx, const Unknown& unknown,
                         const catalogue::Directive& directive) {
  FindingBuilder finding = ctx.report(*unknown.error, unknown.name, directive.module)
                               .variant(directive.thirdParty ? kThirdParty : kModuleMissing);
  if (protects(directive.module)) return;
  finding.fix(FixSafety::kUnsafe,
              {.en = "Put it inside `<IfModule {1}>`", .ja = "`<IfModule {1}>` で囲みます"},
              wrapInIfModule(ctx, unknown.error->node, directive.module));
}

void reportNoName(Context& ctx, const Unknown& unknown) {
  const htaccess::Document& document = *ctx.htaccess().document;
  const htaccess::LogicalLine& line = document.line(document.node(unknown.error->node));
  const std::string_view mark = foreignCommentMark(line.text());
  if (mark.empty()) {
    ctx.report(*unknown.error,
               text::toDisplayUtf8(unknown.name, ctx.htaccess().source().encoding()))
        .variant(kNoName);
    return;
  }
  FindingBuilder finding = ctx.report(*unknown.error, mark).variant(kForeignComment);
  const text::TextRange start = line.sourceRange(0, static_cast<std::uint32_t>(mark.size()));
  if (mark != "/*" || line.text().ends_with("*/")) {
    finding.fix(FixSafety::kSafe, {.en = "Begin the comment with `#`", .ja = "`#` に直します"},
                std::vector<text::TextEdit>{{start, "#"}});
  }
}

void check(Context& ctx) {
  const std::vector<Unknown> unknowns = Reader(ctx).run();
  const ErrorPlaces after = placesAfterAll(ctx, unknowns);
  for (const Unknown& unknown : unknowns) {
    const bool section =
        ctx.htaccess().document->node(unknown.error->node).kind == htaccess::NodeKind::kSection;
    const catalogue::Directive* elsewhere =
        httpd::findDirective((section ? "<" : "") + unknown.name);
    if (elsewhere != nullptr) {
      reportMissingModule(ctx, unknown, *elsewhere);
    } else if (!looksLikeName(unknown.name)) {
      reportNoName(ctx, unknown);
    } else if (unknown.suggestion.unique) {
      reportMisspelled(ctx, unknown, after);
    } else {
      ctx.report(*unknown.error, unknown.name);
    }
  }
}

}  // namespace

extern constinit const RuleInfo unknownDirective{
    .name = "unknown-directive",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A line begins with a word that is no directive of this server.",
                .ja = "行の最初の語が、このサーバーのディレクティブではありません。"},
    .message = {.en = "httpd knows no directive `{0}`",
                .ja = "httpd に `{0}` というディレクティブはありません"},
    .help = {.en = "Check the spelling, or delete the line. A remark needs `#` in front of it.",
             .ja = "綴りを確認するか、行を削除してください。"
                   "メモなら行の先頭に `#` を付けます。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The first word of each line is the name of a directive. If no module of the server knows that name,
httpd does not skip the line: it answers every request for this folder and everything below it with
500 (Internal Server Error).

The usual causes are a typing mistake, text that was meant as a remark, and a directive of a module
that this server does not have. By default htlint takes every module of httpd and the common ones
beside it as present; `--modules` or `target.modules` names those that your server really loads.

## Example

```apache,bad
RewriteEngin on
```

```apache,fixed
RewriteEngine on
```

## Fix safety

The spelling is corrected when exactly one directive is one letter away and httpd accepts the
corrected line. `//`, `;` and `/* ... */` in front of a remark become `#`. A directive of a module
that is not loaded can be put inside `<IfModule>`; that is offered as an unsafe fix, because the
directive then does nothing. Directives that protect a folder are never switched off in this way.
)md",
             .ja = R"md(
## どうなるか

各行の最初の語はディレクティブの名前です。
サーバーのどのモジュールも知らない名前があると、httpd はその行を読み飛ばさず、このフォルダー以下へのすべてのアクセスに 500 (Internal Server Error) を返します。

よくある原因は、綴りの間違い、メモのつもりで書いた文、サーバーにないモジュールのディレクティブの 3 つです。
htlint は、httpd のすべてのモジュールと、よく使われる外部モジュールがあるものとして調べます。
実際に使えるモジュールは `--modules` または `target.modules` で指定できます。

## 例

```apache,bad
RewriteEngin on
```

```apache,fixed
RewriteEngine on
```

## 修正の安全性

1 文字違いのディレクティブが 1 つだけあり、直した行を httpd が受け付けるときは、綴りを直します。
`//`、`;`、`/* ... */` で書かれたメモは `#` に直します。
サーバーにないモジュールのディレクティブは`<IfModule>` で囲めますが、そのディレクティブは働かなくなるため、安全でない修正として扱います。
フォルダーを保護するディレクティブを、この方法で無効にすることはありません。
)md"},
    .references = {},
    .check = check,
};

}  // namespace htlint::rules
