#include "lint/context.h"
#include "lint/https_analysis.h"
#include "lint/managed_block.h"
#include "redirect_lines.h"

namespace htlint::rules {
namespace {

constexpr Text kCause = {"this rule answers {0} first", "先にこのルールが {0} に応答します"};
constexpr Text kMoveTitle = {"Move the redirect in front of the first rule",
                             "転送を最初のルールの前に移動します"};

text::TextRange lineOf(const HtaccessFile& file, htaccess::NodeId node) {
  return file.document->line(file.document->node(node)).range();
}

/// The redirect's own lines, in file order: its conditions and the rule.
std::vector<text::TextRange> linesOf(const HtaccessFile& file, const httpd::RewriteRule& rule) {
  std::vector<text::TextRange> lines;
  for (const httpd::RewriteCondition& condition : rule.conditions) {
    lines.push_back(lineOf(file, condition.node));
  }
  lines.push_back(lineOf(file, rule.node));
  return lines;
}

void offerMove(Context& ctx, const HttpsRedirect& redirect, FindingBuilder& builder) {
  const HtaccessFile& file = ctx.htaccess();
  const auto& rules = file.report->rewrite.scopes.front().rules;
  const httpd::RewriteRule& first = rules.front();
  const htaccess::NodeId firstNode =
      first.conditions.empty() ? first.node : first.conditions.front().node;
  const auto blocks = findManagedBlocks(*file.document);
  const std::uint32_t target = lineOf(file, firstNode).start;
  if (managedBlockAt(blocks, target) != nullptr) return;
  std::vector<text::TextEdit> edits = {{{target, target}, ""}};
  for (const text::TextRange line : linesOf(file, *redirect.rule)) {
    if (managedBlockAt(blocks, line.start) != nullptr) return;
    edits.front().replacement += file.source().text(line);
    edits.push_back({line, ""});
  }
  std::string& moved = edits.front().replacement;
  if (!moved.ends_with('\n')) moved += file.source().lineEndNear(target);
  const std::string after = text::applyEdits(file.source().bytes(), edits);
  const std::string host = redirect.host.empty() ? ownHosts(ctx.site()).front() : redirect.host;
  const Proof proof = proveHttpsRedirect(ctx.site(), file, after, host);
  if (proof == Proof::kFails) return;
  builder.fix(proof == Proof::kHolds ? FixSafety::kSafe : FixSafety::kUnsafe, kMoveTitle,
              std::move(edits));
}

void check(Context& ctx) {
  if (!ctx.htaccess().isRoot()) return;
  const HttpsAnalysis& https = ctx.https();
  htaccess::NodeId reported = htaccess::kNoNode;
  for (const HttpsWitness& escape : https.escapes) {
    const HttpsRedirect* redirect = https.find(escape.redirect);
    if (redirect == nullptr || !redirect->general || redirect->node == reported) continue;
    reported = redirect->node;
    const htaccess::Document& document = *ctx.htaccess().document;
    const auto place = document.line(document.node(redirect->node)).trimmedRange();
    const auto cause = document.line(document.node(escape.cause)).trimmedRange();
    HttpsWitness page = escape;
    page.request.query.clear();
    const std::string url = shownUrl(page.url(), redirect);
    FindingBuilder builder = ctx.report(place, url);
    builder.related(kCause, cause, {url});
    offerMove(ctx, *redirect, builder);
  }
}

}  // namespace

extern constinit const RuleInfo httpsRedirectShadowed{
    .name = "https-redirect-shadowed",
    .group = Group::kHttps,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en =
                    "An earlier rule answers http requests that the redirect to https should have "
                    "had.",
                .ja = "https への転送より前のルールが、http のリクエストに応答してしまいます。"},
    .message = {.en = "this redirect never gets requests such as {0}: an earlier rule answers them "
                      "without encryption",
                .ja = "{0} のようなリクエストは前のルールが暗号化なしで応答するため、"
                      "この転送が働きません"},
    .help = {.en = "Put the redirect, with its RewriteCond lines, in front of the first rule.",
             .ja = "転送の行を RewriteCond ごと、最初のルールの前に移動してください。"},
    .docs = {.en = R"md(
## What happens

Rules act from top to bottom, and one that ends with `[L]` ends the round. A front controller, as
content management systems have it, or a rule that lets existing files through, then serves http
requests before the redirect gets its turn. The redirect seems to work on some pages and does not on
others. Requests below `/.well-known/` are left out: certificate authorities ask for them over http.

## Example

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteCond %{REQUEST_FILENAME} !-f
RewriteRule . /index.php [L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteRule . /index.php [L]
```

An earlier redirect does no harm: its target is redirected in turn.

```apache,good host=www.example.co.jp
RewriteEngine on
RewriteRule ^old\.html$ /new.html [R=301,L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## How to fix it

The redirect is moved in front of the first rule. The fix is safe where evaluating the rules before
and after shows that every http request then ends where its https request ends.
)md",
             .ja = R"md(
## どうなるか

ルールは上から順に働き、`[L]` の付いたルールでその回は終わります。
CMS のフロントコントローラーや、実在するファイルをそのまま通すルールが先にあると、転送の順番が来る前に http のまま応答してしまいます。
ページによって転送されたりされなかったりするのはこのためです。
`/.well-known/` の下は認証局が http で取りに来るため、対象にしません。

## 例

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteCond %{REQUEST_FILENAME} !-f
RewriteRule . /index.php [L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteRule . /index.php [L]
```

前にあるのが別の転送であれば問題ありません。転送先がさらに https に転送されるためです。

```apache,good host=www.example.co.jp
RewriteEngine on
RewriteRule ^old\.html$ /new.html [R=301,L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## 直し方

転送を最初のルールの前に移動します。
移動の前後でルールを評価し、http のリクエストがすべて https のときと同じ行き先になることを確かめられた場合に、安全な修正とします。
)md"},
    .check = check,
};

}  // namespace htlint::rules
