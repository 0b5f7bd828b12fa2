#include <vector>

#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/trial.h"

namespace htlint::rules {
namespace {

/// Quotes around everything between the section's name and its closing bracket.
std::vector<text::TextEdit> quoteAll(const Context& ctx, const httpd::ConfigError& error) {
  const htaccess::Document& document = *ctx.htaccess().document;
  const htaccess::Node& node = document.node(error.node);
  const htaccess::LogicalLine& line = document.line(node);
  const bool takesOne = startsWithIgnoringCase(node.name, "Files") ||
                        equalsIgnoringCase(node.name, "If") ||
                        equalsIgnoringCase(node.name, "ElseIf");
  const std::size_t bracket = line.text().rfind('>');
  if (!takesOne || bracket == std::string_view::npos || bracket <= node.argumentsAt) return {};
  const std::string_view all =
      trimBlanks(line.text().substr(node.argumentsAt, bracket - node.argumentsAt));
  if (all.empty() || all.find_first_of("\"'~") != std::string_view::npos) return {};
  const auto at = static_cast<std::uint32_t>(all.data() - line.text().data());
  const std::uint32_t start = line.sourceOffset(at);
  const std::uint32_t end = line.sourceOffset(at + static_cast<std::uint32_t>(all.size()));
  return {{{start, start}, "\""}, {{end, end}, "\""}};
}

void check(Context& ctx) {
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kSectionExtraArgument)) {
    FindingBuilder finding = ctx.report(*error, error->args[0]);
    const std::vector<text::TextEdit> edits = quoteAll(ctx, *error);
    if (edits.empty() || !isAcceptedAfter(ctx.htaccess(), edits, ctx.site().target())) continue;
    finding.fix(FixSafety::kSafe,
                {.en = "Put the argument in quotes", .ja = "引数を引用符で囲みます"}, edits);
  }
}

}  // namespace

extern constinit const RuleInfo sectionExtraArgument{
    .name = "section-extra-argument",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "The opening line of a section has an argument too many.",
                .ja = "セクションの開始の行に、余分な引数があります。"},
    .message = {.en = "`<{0}>` does not take all of its arguments",
                .ja = "`<{0}>` の開始の行に、余分な引数があります"},
    .help = {.en = "Put an argument that holds blanks in quotes, or delete what is too much.",
             .ja = "空白を含む引数は引用符で囲み、余分なものは削除してください。"},
    .docs = {.en = R"md(
## What happens

`<Files>` and `<If>` take one argument, `<Else>` and `<RequireAny>` none. An argument with a blank in it
counts as two unless it is quoted. httpd then answers every request with 500.

## Example

```apache,bad
<Files my file.html>
Require all denied
</Files>
```

```apache,fixed
<Files "my file.html">
Require all denied
</Files>
```

## How to fix it

The arguments of `<Files>`, `<FilesMatch>` and `<If>` are put in quotes together if they hold none and httpd
accepts the file then.
)md",
             .ja = R"md(
## どうなるか

`<Files>` や `<If>` の引数は 1 つで、`<Else>` や `<RequireAny>` には引数がありません。
空白を含む引数は、引用符で囲まないと 2 つとして数えられます。
その場合、httpd はすべてのアクセスに 500 を返します。

## 例

```apache,bad
<Files my file.html>
Require all denied
</Files>
```

```apache,fixed
<Files "my file.html">
Require all denied
</Files>
```

## 直し方

`<Files>`、`<FilesMatch>`、`<If>` では、引用符が含まれていなければ、引数をまとめて引用符で囲みます。
結果を httpd が受け付ける場合に限ります。
)md"},
    .check = check,
};

}  // namespace htlint::rules
