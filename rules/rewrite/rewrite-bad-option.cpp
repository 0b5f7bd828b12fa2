#include <array>
#include <string>

#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "RewriteOptions has no option `{0}`; did you mean `{1}`?",
             .ja = "RewriteOptions に `{0}` というオプションはありません。`{1}` "
                   "の間違いではありませんか"},
            {.en = "Correct the spelling.", .ja = "綴りを直してください。"}},
};

/// The options of httpd 2.4.71 mod_rewrite cmd_rewriteoptions.
constexpr std::array<std::string_view, 10> kOptions = {
    "Inherit",           "InheritBefore",     "InheritDown",
    "InheritDownBefore", "IgnoreInherit",     "AllowNoSlash",
    "MergeBase",         "IgnoreContextInfo", "LegacyPrefixDocRoot",
    "UnsafePrefixStat"};

std::string_view meantBy(std::string_view option) {
  std::string_view found;
  for (const std::string_view known : kOptions) {
    if (editDistance(lowerAscii(option), lowerAscii(known), 1) != 1) continue;
    if (!found.empty()) return {};
    found = known;
  }
  return found;
}

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kRewriteBadOption)) {
    const std::string_view meant = meantBy(error->args[0]);
    FindingBuilder finding = ctx.report(*error, error->args[0], meant);
    if (meant.empty()) continue;
    finding.variant(0);
    const std::string_view written = ctx.htaccess().source().text(error->range);
    const std::size_t at = written.find(error->args[0]);
    if (at == std::string_view::npos) continue;
    const std::uint32_t start = error->range.start + static_cast<std::uint32_t>(at);
    const auto end = start + static_cast<std::uint32_t>(error->args[0].size());
    finding.fix(FixSafety::kSafe, {.en = "Write `{1}`", .ja = "`{1}` に直します"},
                std::vector<text::TextEdit>{{{start, end}, std::string(meant)}});
  }
}

}  // namespace

extern constinit const RuleInfo rewriteBadOption{
    .name = "rewrite-bad-option",
    .group = Group::kRewrite,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "RewriteOptions has an option that does not exist.",
                .ja = "RewriteOptions に、存在しないオプションがあります。"},
    .message = {.en = "RewriteOptions has no option `{0}`",
                .ja = "RewriteOptions に `{0}` というオプションはありません"},
    .help = {.en = "Correct or delete it.", .ja = "直すか、削除してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

An option that mod_rewrite does not know makes httpd answer every request with 500. In `.htaccess` there are
Inherit, InheritBefore, InheritDown, InheritDownBefore, IgnoreInherit, AllowNoSlash, MergeBase,
IgnoreContextInfo, LegacyPrefixDocRoot and UnsafePrefixStat.

## Example

```apache,bad
RewriteOptions Inherits
```

```apache,fixed
RewriteOptions Inherit
```

## How to fix it

A name that is one letter away from exactly one option is corrected.
)md",
             .ja = R"md(
## どうなるか

mod_rewrite が知らないオプションがあると、httpd はすべてのアクセスに 500 を返します。
`.htaccess` で使えるのは Inherit、InheritBefore、InheritDown、InheritDownBefore、IgnoreInherit、AllowNoSlash、MergeBase、IgnoreContextInfo、LegacyPrefixDocRoot、UnsafePrefixStat です。

## 例

```apache,bad
RewriteOptions Inherits
```

```apache,fixed
RewriteOptions Inherit
```

## 直し方

1 文字違いのオプションが 1 つだけある場合は、その綴りに直します。
)md"},
    .check = check,
};

}  // namespace htlint::rules
