#include <algorithm>
#include <array>
#include <string>

#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "`{0}` needs On or Off", .ja = "`{0}` には On か Off が必要です"},
            {.en = "Write On or Off behind it.", .ja = "後に On か Off を書いてください。"}},
};

/// `On` or `Off`, or empty where neither is certain.
std::string_view meantBy(std::string_view argument) {
  static constexpr std::array<std::string_view, 6> kOn = {"on", "yes",    "true",
                                                          "1",  "enable", "enabled"};
  static constexpr std::array<std::string_view, 6> kOff = {"off", "no",      "false",
                                                           "0",   "disable", "disabled"};
  const std::size_t end = argument.find_last_not_of(";,.") + 1;
  const std::string word = lowerAscii(argument.substr(0, end));
  if (std::find(kOn.begin(), kOn.end(), word) != kOn.end()) return "On";
  if (std::find(kOff.begin(), kOff.end(), word) != kOff.end()) return "Off";
  return {};
}

void check(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kBadFlagArgument)) {
    FindingBuilder finding = ctx.report(*error, error->args[0], error->args[1]);
    if (error->args[1].empty()) finding.variant(0);
    const std::string_view meant = meantBy(error->args[1]);
    const bool exact = ctx.htaccess().source().text(error->range) == error->args[1];
    if (meant.empty() || !exact) continue;
    finding.fix(FixSafety::kSafe, {.en = "Write On or Off", .ja = "On か Off に直します"},
                std::vector<text::TextEdit>{{error->range, std::string(meant)}});
  }
}

}  // namespace

extern constinit const RuleInfo badFlagArgument{
    .name = "bad-flag-argument",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A switch is set to something other than On or Off.",
                .ja = "On か Off を書くところに別の語があります。"},
    .message = {.en = "`{0}` takes On or Off, not `{1}`",
                .ja = "`{0}` に書けるのは On か Off で、`{1}` は使えません"},
    .help = {.en = "Write On or Off, in any case, with nothing attached.",
             .ja = "On か Off だけを書いてください（大文字・小文字は問いません）。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A switch such as RewriteEngine accepts `On` and `Off` only, in upper or lower case. `yes`, `1` or `On;`
make httpd answer every request with 500.

## Example

```apache,bad
RewriteEngine On;
```

```apache,fixed
RewriteEngine On
```

## How to fix it

Words that can only mean one of the two (`yes`, `true`, `1`, `enabled`; `no`, `false`, `0`, `disabled`) and
`On` or `Off` with punctuation attached are corrected.
)md",
             .ja = R"md(
## どうなるか

RewriteEngine のようなスイッチに書けるのは `On` と `Off` だけです（大文字・小文字は問いません）。
`yes`、`1`、`On;` などでは、httpd はすべてのアクセスに 500 を返します。

## 例

```apache,bad
RewriteEngine On;
```

```apache,fixed
RewriteEngine On
```

## 直し方

どちらの意味か明らかな語（`yes`、`true`、`1`、`enabled` と `no`、`false`、`0`、`disabled`）や、`On`、`Off` に記号が付いたものを直します。
)md"},
    .check = check,
};

}  // namespace htlint::rules
