#include <array>

#include "lint/context.h"
#include "redirect_lines.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kAlias, kWrongCondition, kProxy, kBackAndForth, kOwnHost };

constexpr std::array<Wording, 5> kVariants = {{
    {.message =
         {.en = "this redirect also acts on https://, so {0} is sent to https:// for ever",
          .ja = "この転送は https:// にも働くため、{0} は https:// への転送を永久に繰り返します"},
     .help = {.en = "Put the Redirect inside `<If \"%{{HTTPS}} == 'off'\">`, or use a RewriteRule "
                    "with a condition.",
              .ja = "Redirect を `<If \"%{{HTTPS}} == 'off'\">` の中に書くか、"
                    "条件を付けた RewriteRule を使ってください。"}},
    {.message = {.en = "the condition `{2}` also holds on https://, so {0} is redirected for ever",
                 .ja = "条件 `{2}` は https:// でも成り立つため、{0} は転送を永久に繰り返します"},
     .help = {.en = "Write `{3}` instead.", .ja = "代わりに `{3}` と書いてください。"}},
    {.message = {.en = "TLS ends at a proxy, where `{2}` holds for https:// visitors too: {0} is "
                       "redirected for ever",
                 .ja = "TLS はプロキシで終わるため、`{2}` は https:// の訪問者にも成り立ち、"
                       "{0} は転送を永久に繰り返します"},
     .help = {.en = "Ask for the header with which the proxy tells the scheme: `{3}`.",
              .ja = "プロキシが付けるヘッダーを条件にしてください: `{3}`"}},
    {.message = {.en = "this redirect and the one on line {2} send {0} back and forth for ever",
                 .ja = "この転送と {2} 行目の転送が、{0} を互いに永久に転送し合います"},
     .help = {.en = "Decide on one address, and let every redirect lead there.",
              .ja = "アドレスを 1 つに決め、どの転送もそこに向かうようにしてください。"}},
    {.message = {.en = "{0} is sent to {1}, which is redirected again, for ever",
                 .ja = "{0} は {1} に転送され、そこからまた永久に転送されます"},
     .help = {.en = "Limit the redirect by a condition that its own target does not meet.",
              .ja = "転送先には当てはまらない条件を付けてください。"}},
}};

constexpr Text kInsertTitle = {"Redirect only what comes over http: insert `{3}`",
                               "http のリクエストだけを転送するように `{3}` を追加します"};
constexpr Text kReplaceTitle = {"Write the condition as `{3}`", "条件を `{3}` に直します"};
constexpr Text kSectionTitle = {"Put the Redirect inside `<If>`", "Redirect を `<If>` で囲みます"};
constexpr Text kOtherRule = {"this rule sends it back", "このルールが送り返します"};

std::string schemeConditionLine(const Site& site) {
  return site.settings().tlsAtProxy ? "RewriteCond %{HTTP:X-Forwarded-Proto} !=https"
                                    : "RewriteCond %{HTTPS} off";
}

std::string sectionLine(const Site& site) {
  return site.settings().tlsAtProxy ? "<If \"%{HTTP:X-Forwarded-Proto} != 'https'\">"
                                    : "<If \"%{HTTPS} == 'off'\">";
}

/// `%{NAME}` and nothing else: then the condition is about the scheme alone.
bool isSingleVariable(std::string_view test) {
  return test.starts_with("%{") && test.find('}') == test.size() - 1;
}

class Check {
 public:
  Check(Context& ctx, const HttpsWitness& loop, const HttpsRedirect& redirect)
      : ctx_(ctx),
        file_(ctx.htaccess()),
        redirect_(redirect),
        url_(shownUrl(loop.url(), &redirect)),
        target_(shownUrl(loop.outcome.location, &redirect)),
        cause_(loop.cause) {}

  void run() {
    if (cause_ != htaccess::kNoNode) {
      ctx_.report(placeOf(file_, redirect_.node), url_, target_, lineNumber(file_, cause_))
          .variant(kBackAndForth)
          .related(kOtherRule, placeOf(file_, cause_));
    } else if (redirect_.rule == nullptr) {
      reportAlias();
    } else if (!redirect_.hasSchemeCondition) {
      reportNoCondition();
    } else {
      reportCondition();
    }
  }

 private:
  void reportAlias() {
    FindingBuilder builder = ctx_.report(placeOf(file_, redirect_.node), url_, target_);
    if (redirect_.redirect->section != htaccess::kNoNode) {
      builder.variant(kOwnHost);
      return;
    }
    builder.variant(kAlias);
    const std::uint32_t end = lineOf(file_, redirect_.node).end;
    const std::string lineEnd(file_.source().lineEndNear(lineOf(file_, redirect_.node).start));
    const bool open = !file_.source().text(lineOf(file_, redirect_.node)).ends_with('\n');
    const std::string close = indentOf(file_, redirect_.node) + "</If>";
    offer(builder, kSectionTitle,
          {insertLineBefore(file_, redirect_.node, sectionLine(ctx_.site())),
           {{end, end}, open ? lineEnd + close : close + lineEnd}});
  }

  void reportNoCondition() {
    const std::string line = schemeConditionLine(ctx_.site());
    FindingBuilder builder = ctx_.report(placeOf(file_, redirect_.node), url_, target_, "", line);
    offer(builder, kInsertTitle, {insertLineBefore(file_, redirect_.node, line)});
  }

  void reportCondition() {
    const httpd::RewriteCondition* asking = nullptr;
    std::size_t count = 0;
    for (const httpd::RewriteCondition& condition : redirect_.rule->conditions) {
      if (!asksForScheme(condition)) continue;
      if (asking == nullptr) asking = &condition;
      ++count;
    }
    const std::string line = schemeConditionLine(ctx_.site());
    const text::TextRange place = placeOf(file_, asking->node);
    const std::string edited = bytesAfter(file_, {{place, line}});
    const bool alone = count == 1 && !asking->orNext && isSingleVariable(asking->testString.value);
    // A condition on the scheme that is right leaves another one as the cause.
    if (!alone || asking->node == htaccess::kNoNode ||
        proveLoopRepaired(ctx_.site(), file_, edited) != Proof::kHolds) {
      ctx_.report(placeOf(file_, redirect_.node), url_, target_).variant(kOwnHost);
      return;
    }
    const bool proxy = ctx_.site().settings().tlsAtProxy;
    const std::string written = asking->testString.value + " " + asking->pattern.value;
    FindingBuilder builder = ctx_.report(place, url_, target_, written, line);
    builder.variant(proxy ? kProxy : kWrongCondition);
    offer(builder, kReplaceTitle, {{place, line}});
  }

  void offer(FindingBuilder& builder, const Text& title, std::vector<text::TextEdit> edits) {
    if (isManaged(file_, redirect_.node)) return;
    const Proof proof = proveLoopRepaired(ctx_.site(), file_, bytesAfter(file_, edits));
    if (proof == Proof::kFails) return;
    builder.fix(proof == Proof::kHolds ? FixSafety::kSafe : FixSafety::kUnsafe, title,
                std::move(edits));
  }

  Context& ctx_;
  const HtaccessFile& file_;
  const HttpsRedirect& redirect_;
  std::string url_;
  std::string target_;
  htaccess::NodeId cause_;
};

void check(Context& ctx) {
  std::vector<htaccess::NodeId> reported;
  for (const HttpsWitness& loop : ctx.https().loops) {
    const HttpsRedirect* redirect = ctx.https().find(loop.redirect);
    const bool known =
        std::find(reported.begin(), reported.end(), loop.redirect) != reported.end() ||
        std::find(reported.begin(), reported.end(), loop.cause) != reported.end();
    if (redirect == nullptr || known) continue;
    reported.push_back(loop.redirect);
    Check(ctx, loop, *redirect).run();
  }
}

}  // namespace

extern constinit const RuleInfo httpsRedirectLoop{
    .name = "https-redirect-loop",
    .group = Group::kHttps,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "Requests that come over https are redirected to https again, for ever.",
                .ja = "https で来たリクエストが、永久に https へ転送され続けます。"},
    .message = {.en = "nothing limits this redirect to http://, so {0} is redirected for ever",
                .ja = "この転送は http:// に限られていないため、{0} は転送を永久に繰り返します"},
    .help = {.en = "Put `{3}` on the line in front of the rule.",
             .ja = "ルールの前の行に `{3}` を追加してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The browser asks for the https address, is sent to the https address, asks again, and gives up with
"too many redirects". Nobody can open the site. Three mistakes lead there:

- The rule has no condition at all, so it acts on https too.
- The condition holds on https as well. `%{REQUEST_SCHEME} http` looks for the letters `http`, which
  `https` contains. `%{ENV:HTTPS}` is empty even on https, since mod_rewrite runs before it is set.
- TLS ends at a proxy or load balancer. httpd then sees http for every visitor, and only a header such
  as `X-Forwarded-Proto` tells the difference (`site.tls = "proxy"` in htlint.toml says so).

Two redirects that send visitors back and forth between two addresses have the same effect.

## Example

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteCond %{REQUEST_SCHEME} http
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

A redirect to another site is no loop:

```apache,good host=www.example.co.jp
RewriteEngine on
RewriteRule ^(.*)$ https://www.new.example.jp/$1 [R=301,L]
```

## How to fix it

The missing condition is inserted, or the wrong one replaced, where evaluating the rules before and
after shows that the loop ends and that all other answers stay as they are. Only then is the fix safe.
Where several conditions on the scheme are combined, none is offered.
)md",
             .ja = R"md(
## どうなるか

ブラウザーは https のアドレスを開こうとして、また同じ https のアドレスに転送され、最後には「リダイレクトが繰り返し行われました」というエラーになります。
サイトは誰にも見られなくなります。
原因は次の 3 つです。

- ルールに条件がなく、https にも働いてしまう。
- 条件が https でも成り立つ。`%{REQUEST_SCHEME} http` は `http` という文字を探すため、`https` にも当てはまります。`%{ENV:HTTPS}` は mod_rewrite より後に設定されるので、https でも空です。
- TLS がプロキシやロードバランサーで終わっている。httpd から見るとすべての訪問者が http なので、`X-Forwarded-Proto` などのヘッダーでしか区別できません(htlint.toml の `site.tls = "proxy"` で指定します)。

2 つの転送が、2 つのアドレスの間で訪問者を互いに送り合う場合も同じです。

## 例

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteCond %{REQUEST_SCHEME} http
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

別のサイトへの転送は繰り返しになりません。

```apache,good host=www.example.co.jp
RewriteEngine on
RewriteRule ^(.*)$ https://www.new.example.jp/$1 [R=301,L]
```

## 直し方

足りない条件を追加するか、誤った条件を置き換えます。
修正の前後でルールを評価し、繰り返しがなくなり、ほかの応答が変わらないことを確かめられた場合にだけ、安全な修正とします。
スキームについての条件が複数組み合わされているときは、自動では直しません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
