#include <array>
#include <set>

#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/https_analysis.h"
#include "redirect_lines.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kSameInOtherWords, kOtherHost };

constexpr std::array<Wording, 2> kVariants = {{
    {.message = {.en = "this redirect never acts: the one on line {0} does the same before it",
                 .ja = "この転送は働きません。{0} 行目の転送が先に同じことをします"},
     .help = {.en = "Remove this RewriteRule with its RewriteCond lines.",
              .ja = "この RewriteRule を、RewriteCond の行ごと削除してください。"}},
    {.message = {.en = "the redirect to {1} never acts: the one on line {0} sends everybody to {2} "
                       "before it",
                 .ja = "{1} への転送は働きません。{0} 行目の転送が、先に全員を {2} に送ります"},
     .help = {.en = "Keep the redirect to the host of the present certificate, and remove the "
                    "other.",
              .ja = "現在の証明書のホストへの転送だけを残し、もう一方を削除してください。"}},
}};

constexpr Text kFirst = {"the redirect that acts", "実際に働く転送"};
constexpr Text kRemoveCopy = {"Remove the second copy", "2 つ目を削除します"};
constexpr Text kRemoveOther = {"Remove the redirect to the other host",
                               "別のホストへの転送を削除します"};

std::set<std::string> normalisedFlags(const httpd::RewriteRule& rule) {
  std::set<std::string> result;
  if (!rule.flagsArgument) return result;
  std::string_view flags = rule.flagsArgument->value;
  if (flags.size() >= 2) flags = flags.substr(1, flags.size() - 2);
  while (true) {
    const std::size_t comma = flags.find(',');
    const std::string_view flag = trimBlanks(flags.substr(0, comma));
    const std::size_t equals = std::min(flag.find('='), flag.size());
    result.insert(lowerAscii(flag.substr(0, equals)) + std::string(flag.substr(equals)));
    if (comma == std::string_view::npos) return result;
    flags.remove_prefix(comma + 1);
  }
}

bool sameCondition(const httpd::RewriteCondition& a, const httpd::RewriteCondition& b) {
  return a.testString.value == b.testString.value && a.pattern.value == b.pattern.value &&
         a.ignoreCase == b.ignoreCase && a.orNext == b.orNext;
}

/// Word for word the same, blanks, quotes and the order of flags aside.
bool isCopy(const httpd::RewriteRule& a, const httpd::RewriteRule& b) {
  return a.pattern.value == b.pattern.value && a.substitution.value == b.substitution.value &&
         normalisedFlags(a) == normalisedFlags(b) &&
         std::equal(a.conditions.begin(), a.conditions.end(), b.conditions.begin(),
                    b.conditions.end(), sameCondition);
}

/// Rules that count or chain their neighbours would mean others after one is gone.
bool countsNeighbours(const std::vector<httpd::RewriteRule>& rules) {
  return std::any_of(rules.begin(), rules.end(), [](const httpd::RewriteRule& rule) {
    return rule.flags.chain || rule.flags.skip > 0;
  });
}

class Check {
 public:
  Check(Context& ctx, const HttpsTwins& twins)
      : ctx_(ctx),
        file_(ctx.htaccess()),
        scope_(file_.report->rewrite.scopes.front()),
        twins_(twins),
        first_(*ctx.https().find(twins.first)),
        second_(*ctx.https().find(twins.second)) {}

  void run() {
    FindingBuilder builder = ctx_.report(
        placeOf(file_, twins_.second), lineNumber(file_, twins_.first), second_.host, first_.host);
    builder.related(kFirst, placeOf(file_, twins_.first));
    if (isCopy(*first_.rule, *second_.rule)) {
      offer(builder, FixSafety::kSafe, kRemoveCopy, second_);
    } else if (twins_.sameHost) {
      builder.variant(kSameInOtherWords);
      offer(builder, FixSafety::kUnsafe, kRemoveCopy, second_);
    } else {
      builder.variant(kOtherHost);
      offerOtherHost(builder);
    }
  }

 private:
  void offerOtherHost(FindingBuilder& builder) {
    const auto host = ctx_.site().host();
    if (!host) return;
    const bool firstIsRight = equalsIgnoringCase(first_.host, *host);
    const bool secondIsRight = equalsIgnoringCase(second_.host, *host);
    if (firstIsRight == secondIsRight) return;
    offer(builder, FixSafety::kUnsafe, kRemoveOther, firstIsRight ? second_ : first_);
  }

  void offer(FindingBuilder& builder, FixSafety safety, const Text& title,
             const HttpsRedirect& removed) {
    if (countsNeighbours(scope_.rules)) return;
    std::vector<text::TextEdit> edits;
    const auto remove = [&](htaccess::NodeId node) {
      edits.push_back({lineOf(file_, node), ""});
      return !isManaged(file_, node);
    };
    bool allowed = remove(removed.node);
    for (const httpd::RewriteCondition& condition : removed.rule->conditions) {
      allowed = remove(condition.node) && allowed;
    }
    const htaccess::NodeId engine = engineAbove(*removed.rule);
    if (engine != htaccess::kNoNode) allowed = remove(engine) && allowed;
    if (!allowed) return;
    if (safety == FixSafety::kSafe && !answersStay(edits)) safety = FixSafety::kUnsafe;
    builder.fix(safety, title, std::move(edits));
  }

  /// A `RewriteEngine on` directly above the lines that came with them, if another one stays.
  [[nodiscard]] htaccess::NodeId engineAbove(const httpd::RewriteRule& rule) const {
    const htaccess::NodeId top = rule.conditions.empty() ? rule.node : rule.conditions.front().node;
    const auto& engines = scope_.engineNodes;
    const bool above =
        top > 0 && std::find(engines.begin(), engines.end(), top - 1) != engines.end();
    if (!above || engines.size() < 2 || !scope_.engine.value_or(false)) return htaccess::kNoNode;
    const htaccess::NodeId other =
        engines.back() == top - 1 ? engines[engines.size() - 2] : engines.back();
    const auto words = htaccess::splitArguments(file_.document->line(file_.document->node(other)),
                                                file_.document->node(other).argumentsAt);
    const bool on = !words.empty() && equalsIgnoringCase(words.front().value, "on");
    const bool sameSection =
        file_.document->node(other).parent == file_.document->node(top - 1).parent;
    return on && sameSection ? top - 1 : htaccess::kNoNode;
  }

  [[nodiscard]] bool answersStay(const std::vector<text::TextEdit>& edits) const {
    const auto after = analyseHttpsAfter(ctx_.site(), file_, bytesAfter(file_, edits));
    return after.redirectsHttp && after.loops.size() == ctx_.https().loops.size() &&
           after.escapes.size() == ctx_.https().escapes.size();
  }

  Context& ctx_;
  const HtaccessFile& file_;
  const httpd::RewriteScope& scope_;
  const HttpsTwins& twins_;
  const HttpsRedirect& first_;
  const HttpsRedirect& second_;
};

void check(Context& ctx) {
  for (const HttpsTwins& twins : ctx.https().twins) Check(ctx, twins).run();
}

}  // namespace

extern constinit const RuleInfo httpsRedirectDuplicate{
    .name = "https-redirect-duplicate",
    .group = Group::kHttps,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "The redirect to https is written twice, or for two hosts.",
                .ja = "https への転送が 2 回書かれているか、2 つのホストに向けて書かれています。"},
    .message = {.en = "this is a copy of the redirect on line {0}",
                .ja = "これは {0} 行目の転送と同じ内容です"},
    .help = {.en = "Remove it with its RewriteCond lines. `htlint fix` does it.",
             .ja = "RewriteCond の行ごと削除してください。`htlint fix` で削除できます。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

At every renewal of the certificate somebody follows the guide again, and the lines are there twice.
The first redirect takes every http request, so the second one never acts. A copy only makes the file
harder to read; but where the two name different hosts, it is the older one that decides, and the new
host is never used.

## Example

```apache,bad
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## Fix safety

The later copy goes with its conditions and a `RewriteEngine on` directly above it. That is safe.
Where the second redirect is worded differently, or leads to another host than the site's, removing
one of the two is an unsafe fix.
)md",
             .ja = R"md(
## どうなるか

証明書を更新するたびに手順書どおりの作業をすると、同じ行が 2 回書かれてしまいます。
http のリクエストは最初の転送がすべて受け持つため、2 つ目が働くことはありません。
同じ内容なら読みにくいだけですが、ホスト名が違う場合は古いほうが働き、新しいホスト名は使われません。

## 例

```apache,bad
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## 修正の安全性

2 つ目を、条件と、すぐ上の `RewriteEngine on` ごと削除します。
これは安全な修正です。
書き方が違う場合や、行き先がサイトのホスト名でない場合は、片方の削除を安全でない修正として提案します。
)md"},
    .check = check,
};

}  // namespace htlint::rules
