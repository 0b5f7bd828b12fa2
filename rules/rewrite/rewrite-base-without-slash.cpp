#include <string>

#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

/// A folder's name or path: letters, digits and the usual marks, no `./` or `%{...}`.
bool isPlainWord(std::string_view argument) {
  return isAsciiLetter(argument.front()) || isAsciiDigit(argument.front()) ||
         argument.front() == '_' || argument.front() == '~';
}

void check(Context& ctx) {
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kRewriteBaseNotUrlPath)) {
    const std::string& argument = error->args[0];
    FindingBuilder finding = ctx.report(*error, argument);
    const std::string_view written = ctx.htaccess().source().text(error->range);
    const std::size_t at = written.find(argument);
    if (argument.empty() || at == std::string_view::npos) continue;
    const std::uint32_t start = error->range.start + static_cast<std::uint32_t>(at);
    const std::size_t scheme = argument.find("://");
    if (scheme != std::string::npos) {
      const std::size_t slash = argument.find('/', scheme + 3);
      const std::string path = slash == std::string::npos ? "/" : argument.substr(slash);
      const auto end = start + static_cast<std::uint32_t>(argument.size());
      finding.fix(FixSafety::kUnsafe, {.en = "Keep only the path", .ja = "パスだけを残します"},
                  std::vector<text::TextEdit>{{{start, end}, path}});
    } else if (isPlainWord(argument)) {
      finding.fix(FixSafety::kSafe, {.en = "Write `/{0}`", .ja = "`/{0}` に直します"},
                  std::vector<text::TextEdit>{{{start, start}, "/"}});
    }
  }
}

}  // namespace

extern constinit const RuleInfo rewriteBaseWithoutSlash{
    .name = "rewrite-base-without-slash",
    .group = Group::kRewrite,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "RewriteBase does not begin with a slash.",
                .ja = "RewriteBase が `/` で始まっていません。"},
    .message = {.en = "RewriteBase takes a URL path; `{0}` does not begin with `/`",
                .ja = "RewriteBase には URL パスを書きます。`{0}` は `/` で始まっていません"},
    .help =
        {.en = "Write the path of this folder as in the address, from the first `/` after the host "
               "name on.",
         .ja = "このフォルダーの URL のうち、ホスト名の後の `/` から始まる部分を書いてください。"},
    .docs = {.en = R"md(
## What happens

RewriteBase names the folder as visitors see it: `/` for the web root, `/shop/` for a folder in it. Anything
that does not begin with a slash makes httpd answer every request with 500.

## Example

```apache,bad
RewriteEngine on
RewriteBase shop/
```

```apache,fixed
RewriteEngine on
RewriteBase /shop/
```

```apache,bad
RewriteEngine on
RewriteBase https://www.example.com/shop/
```

## Fix safety

The missing slash is added. Of a full URL the path is kept; that is unsafe, because the path may belong to
another site.
)md",
             .ja = R"md(
## どうなるか

RewriteBase には、訪問者から見たフォルダーの場所を書きます。
ウェブルートなら `/`、その中のフォルダーなら `/shop/` のようになります。
`/` で始まらないと、httpd はすべてのアクセスに 500 を返します。

## 例

```apache,bad
RewriteEngine on
RewriteBase shop/
```

```apache,fixed
RewriteEngine on
RewriteBase /shop/
```

```apache,bad
RewriteEngine on
RewriteBase https://www.example.com/shop/
```

## 修正の安全性

先頭の `/` を補います。
URL 全体が書かれている場合はパスだけを残します。
別のサイトのパスかもしれないので、これは安全でない修正として扱います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
