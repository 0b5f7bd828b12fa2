#include <array>

#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/https_analysis.h"
#include "lint/trial.h"
#include "placeholders.h"
#include "redirect_lines.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kExplicit };

constexpr std::array<Wording, 1> kVariants = {{
    {.message = {.en = "the redirect to https is a temporary one ({0})",
                 .ja = "https への転送が一時的な転送({0})になっています"},
     .help = {.en = "Once everything works, change it to 301: browsers and search engines then go "
                    "to https:// straight away.",
              .ja = "動作を確認できたら 301 に変更してください。"
                    "ブラウザーや検索エンジンが、はじめから https:// を開くようになります。"}},
}};

constexpr Text kTitle = {"Make it permanent: 301", "恒久的な転送(301)にします"};

/// The flag that redirects, as written; empty when the target alone makes it a redirect.
struct StatusFlag {
  text::TextRange range;
  bool hasValue = false;
};

/// Where the flag stands in the file; false if it cannot be told.
bool findStatusFlag(const text::SourceFile& source, const htaccess::Argument& flags,
                    StatusFlag& found) {
  const std::string_view bytes = source.text(flags.range);
  std::size_t at = bytes.find('[');
  if (at == std::string_view::npos) return false;
  while (++at < bytes.size()) {
    const std::size_t end = std::min(bytes.find_first_of(",]", at), bytes.size());
    const std::string_view flag = trimBlanks(bytes.substr(at, end - at));
    const std::string_view name = flag.substr(0, flag.find('='));
    if (equalsIgnoringCase(name, "R") || equalsIgnoringCase(name, "redirect")) {
      const auto start = static_cast<std::uint32_t>(flag.data() - bytes.data());
      found.range = {flags.range.start + start,
                     flags.range.start + start + static_cast<std::uint32_t>(flag.size())};
      found.hasValue = flag.find('=') != std::string_view::npos;
      return true;
    }
    at = end;
  }
  return false;
}

void judgeRule(Context& ctx, const HttpsRedirect& redirect) {
  const httpd::RewriteRule& rule = *redirect.rule;
  const HtaccessFile& file = ctx.htaccess();
  const text::TextRange line = placeOf(file, redirect.node);
  const bool canEdit = !isManaged(file, redirect.node);
  std::vector<text::TextEdit> edits;
  StatusFlag flag;
  const bool written =
      rule.flagsArgument && findStatusFlag(file.source(), *rule.flagsArgument, flag);
  const text::TextRange place = written              ? flag.range
                                : rule.flagsArgument ? rule.flagsArgument->range
                                                     : rule.substitution.range;
  if (written) {
    edits = {{flag.range, "R=301"}};
  } else if (rule.flagsArgument) {
    const std::size_t bracket = file.source().text(rule.flagsArgument->range).find('[');
    const auto at = rule.flagsArgument->range.start + static_cast<std::uint32_t>(bracket) + 1;
    edits = {{{at, at}, "R=301,"}};
  } else {
    edits = {{{line.end, line.end}, " [R=301]"}};
  }
  FindingBuilder builder = ctx.report(place, std::to_string(redirect.status));
  if (flag.hasValue) builder.variant(kExplicit).severity(Severity::kInfo);
  if (canEdit && isAcceptedAfter(file, edits, ctx.site().target())) {
    builder.fix(FixSafety::kUnsafe, kTitle, std::move(edits));
  }
}

void judgeAlias(Context& ctx, const HttpsRedirect& redirect) {
  const HtaccessFile& file = ctx.htaccess();
  const htaccess::Node& node = file.document->node(redirect.node);
  const auto words = htaccess::splitArguments(file.document->line(node), node.argumentsAt);
  const bool byName = equalsIgnoringCase(node.name, "RedirectTemp");
  const bool byWord = !byName && words.size() > 1 &&
                      (words[0].value == "temp" || words[0].value == "seeother" ||
                       isAsciiDigit(words[0].value.empty() ? ' ' : words[0].value[0]));
  FindingBuilder builder =
      ctx.report(byWord ? words[0].range : node.nameRange, std::to_string(redirect.status));
  if (byName || byWord) builder.variant(kExplicit).severity(Severity::kInfo);
  std::vector<text::TextEdit> edits;
  if (byName) {
    edits = {{node.nameRange, "RedirectPermanent"}};
  } else if (byWord) {
    edits = {{words[0].range, "301"}};
  } else if (!words.empty()) {
    const std::uint32_t at = words[0].range.start;
    edits = {{{at, at}, "301 "}};
  }
  const bool accepted = !edits.empty() && isAcceptedAfter(file, edits, ctx.site().target());
  if (accepted && !isManaged(file, redirect.node)) {
    builder.fix(FixSafety::kUnsafe, kTitle, std::move(edits));
  }
}

void check(Context& ctx) {
  for (const HttpsRedirect& redirect : ctx.https().redirects) {
    const bool temporary =
        redirect.status == 302 || redirect.status == 303 || redirect.status == 307;
    if (!redirect.general || !redirect.hasSchemeCondition || !temporary) continue;
    // A permanent redirect to a wrong host is worse than a temporary one.
    if (holdsPlaceholder(ctx.htaccess(), redirect.node)) continue;
    if (redirect.rule != nullptr) {
      judgeRule(ctx, redirect);
    } else {
      judgeAlias(ctx, redirect);
    }
  }
}

}  // namespace

extern constinit const RuleInfo httpsRedirectTemporary{
    .name = "https-redirect-temporary",
    .group = Group::kHttps,
    .severity = Severity::kWarning,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "The redirect to https is temporary (302) instead of permanent (301).",
                .ja = "https への転送が、恒久的な転送(301)ではなく一時的な転送(302)です。"},
    .message = {.en = "without a status, the redirect to https is a temporary one ({0})",
                .ja = "ステータスの指定がないため、https への転送が一時的な転送({0})になります"},
    .help = {.en = "Write `R=301` (or `Redirect 301`), if http:// shall lead to https:// for good.",
             .ja = "http:// をずっと https:// に転送するのであれば、`R=301`(Redirect なら "
                   "`Redirect 301`)と書いてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

`[R]` alone, `Redirect` without a status and an `https://` target without `[R]` all mean 302: "for now,
look over there". Browsers ask over http again every time, search engines keep the http address, and
every visit is logged twice. A 301 says that the move is for good.

A temporary status that is written out (302, 303, 307) was probably chosen on purpose, for example
while the change is being tried: then this is advice only.

## Example

```apache,bad
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R,L]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## Fix safety

The status becomes 301. The fix is not safe, because browsers remember a 301: should the redirect be
wrong, visitors keep following it after it has been corrected. Try the site over https first.
)md",
             .ja = R"md(
## どうなるか

`[R]` だけのもの、ステータスのない `Redirect`、`[R]` がなく行き先が `https://` のものは、どれも 302(一時的な転送)になります。
ブラウザーは毎回 http でアクセスし直し、検索エンジンには http のアドレスが残り、アクセスログには 2 回ずつ記録されます。
301 は恒久的に移ったことを示します。

302、303、307 が明記されている場合は、試験中などの理由で選んだものと考え、助言にとどめます。

## 例

```apache,bad
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R,L]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## 修正の安全性

ステータスを 301 にします。
ブラウザーは 301 を記憶するため、転送が誤っていると、直した後も訪問者は古い行き先に送られ続けます。
そのため安全な修正とはしません。
先に https でサイトが正しく表示されることを確認してください。
)md"},
    .check = check,
};

}  // namespace htlint::rules
