#include <algorithm>
#include <array>

#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/https_analysis.h"
#include "lint/managed_block.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kOutsideSection, kSecondEngine, kNotAfterLastRule };

constexpr std::array<Wording, 3> kVariants = {{
    {.message = {.en = "the redirect stands outside the section that holds the other rules and the "
                       "RewriteEngine line",
                 .ja = "転送が、ほかのルールや RewriteEngine の行を含むセクションの外にあります"},
     .help = {.en =
                  "Move its lines into the section, on the line after the last RewriteRule: where "
                  "the section is skipped, httpd would otherwise refuse the file or not redirect.",
              .ja = "セクションの中の、最後の RewriteRule の次の行に移動してください。"
                    "セクションが読み飛ばされるサーバーでは、ファイル全体がエラーになるか、転送が働"
                    "きません。"}},
    {.message = {.en = "this second `RewriteEngine on` came with the redirect; the engine is on "
                       "already",
                 .ja = "転送と一緒に 2 つ目の `RewriteEngine on` が書かれています。"
                       "エンジンはすでにオンです"},
     .help = {.en =
                  "Remove the line. The last RewriteEngine of a file decides for all of its rules, "
                  "so a second one makes the file hard to change safely.",
              .ja = "この行を削除してください。ファイルの最後の RewriteEngine "
                    "がすべてのルールに効くため、"
                    "2 つあると後の変更で間違いやすくなります。"}},
    {.message = {.en = "the redirect is not on the line after the last RewriteRule",
                 .ja = "転送が最後の RewriteRule の次の行にありません"},
     .help =
         {.en = "The hosting guide puts its two lines there. Where they stand now they work as "
                "well.",
          .ja =
              "ホスティングの手順書では、最後の RewriteRule の次の行に追加することになっています。"
              "現在の場所でも動作はします。"}},
}};

constexpr Text kForeignCondition = {"this condition belonged to the rule below the redirect",
                                    "この条件は、転送の下にあるルールのものでした"};
constexpr Text kRemoveEngineTitle = {"Remove the second `RewriteEngine on`",
                                     "2 つ目の `RewriteEngine on` を削除します"};
constexpr Text kMoveTitle = {"Move the redirect to the line after the last RewriteRule",
                             "転送を最後の RewriteRule の次の行に移動します"};

/// The redirect in the words of the hosting guide: everything, to a host that is written out.
bool isGuideForm(const HttpsRedirect& redirect) {
  if (redirect.rule == nullptr || !redirect.general || redirect.host.empty()) return false;
  const std::string& pattern = redirect.rule->pattern.value;
  return (pattern == "^(.*)$" || pattern == "(.*)") &&
         redirect.rule->substitution.value == "https://" + redirect.host + "/$1";
}

bool asksForScheme(const httpd::RewriteCondition& condition) {
  const std::string test = lowerAscii(condition.testString.value);
  return test.find("https") != std::string::npos || test.find("server_port") != std::string::npos ||
         test.find("request_scheme") != std::string::npos ||
         test.find("forwarded") != std::string::npos;
}

/// What a redirect to https is reasonably limited by; anything else was meant for another rule.
bool fitsRedirect(const httpd::RewriteCondition& condition) {
  const std::string test = lowerAscii(condition.testString.value);
  for (const std::string_view name : {"http_host", "server_name", "request_uri", "the_request",
                                      "query_string", "request_method", "env:", "remote_addr"}) {
    if (test.find(name) != std::string::npos) return true;
  }
  return asksForScheme(condition);
}

class Check {
 public:
  Check(Context& ctx, const HttpsRedirect& redirect)
      : ctx_(ctx),
        redirect_(redirect),
        document_(*ctx.htaccess().document),
        scope_(ctx.htaccess().report->rewrite.scopes.front()),
        blocks_(findManagedBlocks(document_)) {}

  void run() {
    if (managedBlockAt(blocks_, lineOf(redirect_.node).start) != nullptr) return;
    if (splitsRule()) return;
    if (standsOutsideSection()) return;
    findSecondEngine();
    findOtherPlace();
  }

 private:
  [[nodiscard]] text::TextRange lineOf(htaccess::NodeId node) const {
    return document_.line(document_.node(node)).range();
  }
  [[nodiscard]] text::TextRange placeOf(htaccess::NodeId node) const {
    return document_.line(document_.node(node)).trimmedRange();
  }
  [[nodiscard]] const httpd::RewriteRule* ruleAfter() const {
    for (const httpd::RewriteRule& rule : scope_.rules) {
      if (rule.node > redirect_.node) return &rule;
    }
    return nullptr;
  }

  bool splitsRule() {
    const httpd::RewriteRule* next = ruleAfter();
    if (next == nullptr || !next->conditions.empty()) return false;
    const auto& conditions = redirect_.rule->conditions;
    const auto own = std::find_if(conditions.begin(), conditions.end(), asksForScheme);
    if (own == conditions.begin() || own == conditions.end()) return false;
    if (std::all_of(conditions.begin(), own, fitsRedirect)) return false;
    FindingBuilder builder = ctx_.report(placeOf(own->node));
    for (auto condition = conditions.begin(); condition != own; ++condition) {
      builder.related(kForeignCondition, placeOf(condition->node));
    }
    const htaccess::NodeId last = scope_.rules.back().node;
    if (managedBlockAt(blocks_, lineOf(last).start) != nullptr) return true;
    std::vector<htaccess::NodeId> inserted;
    for (auto condition = own; condition != conditions.end(); ++condition) {
      inserted.push_back(condition->node);
    }
    inserted.push_back(redirect_.node);
    std::vector<text::TextEdit> edits = moveBehind(last, inserted);
    if (isRepeatedEngine(own->node - 1)) edits.push_back({lineOf(own->node - 1), ""});
    builder.fix(FixSafety::kUnsafe, kMoveTitle, std::move(edits));
    return true;
  }

  /// Edits that take the lines of `nodes` away and put them on the line after that of `last`.
  [[nodiscard]] std::vector<text::TextEdit> moveBehind(
      htaccess::NodeId last, const std::vector<htaccess::NodeId>& nodes) const {
    std::vector<text::TextEdit> edits;
    std::string moved;
    for (const htaccess::NodeId node : nodes) {
      moved += document_.file().text(lineOf(node));
      edits.push_back({lineOf(node), ""});
    }
    const std::uint32_t target = lineOf(last).end;
    const bool midLine = target > 0 && document_.file().bytes()[target - 1] != '\n';
    if (midLine) moved.insert(0, document_.file().lineEndNear(target));
    edits.push_back({{target, target}, std::move(moved)});
    return edits;
  }

  /// A RewriteEngine line that is not the first one.
  [[nodiscard]] bool isRepeatedEngine(htaccess::NodeId node) const {
    const auto& engines = scope_.engineNodes;
    return std::find(engines.begin(), engines.end(), node) > engines.begin() &&
           std::find(engines.begin(), engines.end(), node) != engines.end() && !isOff(node);
  }

  bool standsOutsideSection() {
    const htaccess::NodeId own = document_.node(redirect_.node).parent;
    htaccess::NodeId others = htaccess::kNoNode;
    for (const httpd::RewriteRule& rule : scope_.rules) {
      if (rule.node == redirect_.node) continue;
      const htaccess::NodeId parent = document_.node(rule.node).parent;
      if (parent == own || (others != htaccess::kNoNode && parent != others)) return false;
      others = parent;
    }
    const bool complete =
        std::any_of(scope_.engineNodes.begin(), scope_.engineNodes.end(),
                    [&](auto engine) { return document_.node(engine).parent == own; });
    if (others == htaccess::kNoNode || complete) return false;
    ctx_.report(placeOf(redirect_.node)).variant(kOutsideSection);
    return true;
  }

  void findSecondEngine() {
    const htaccess::NodeId parent = document_.node(redirect_.node).parent;
    std::vector<htaccess::NodeId> engines;
    for (const htaccess::NodeId engine : scope_.engineNodes) {
      const bool beside = document_.node(engine).parent == parent &&
                          managedBlockAt(blocks_, lineOf(engine).start) == nullptr;
      if (beside) engines.push_back(engine);
    }
    const htaccess::NodeId first = redirect_.rule->conditions.empty()
                                       ? redirect_.node
                                       : redirect_.rule->conditions.front().node;
    const auto above = std::find(engines.begin(), engines.end(), first - 1);
    if (engines.size() < 2 || above == engines.begin() || above == engines.end()) return;
    if (!scope_.engine.value_or(false) || isOff(engines.front())) return;
    ctx_.report(placeOf(*above))
        .variant(kSecondEngine)
        .fix(FixSafety::kSafe, kRemoveEngineTitle,
             std::vector<text::TextEdit>{{lineOf(*above), ""}});
  }

  [[nodiscard]] bool isOff(htaccess::NodeId engine) const {
    const auto words = htaccess::splitArguments(document_.line(document_.node(engine)),
                                                document_.node(engine).argumentsAt);
    return !words.empty() && lowerAscii(words.front().value) == "off";
  }

  void findOtherPlace() {
    const httpd::RewriteRule& last = scope_.rules.back();
    if (last.node == redirect_.node) return;
    if (managedBlockAt(blocks_, lineOf(last.node).start) != nullptr) return;
    if (!redirect_.rule->conditions.empty() &&
        !std::all_of(redirect_.rule->conditions.begin(), redirect_.rule->conditions.end(),
                     asksForScheme)) {
      return;
    }
    std::vector<htaccess::NodeId> lines;
    for (const httpd::RewriteCondition& condition : redirect_.rule->conditions) {
      lines.push_back(condition.node);
    }
    lines.push_back(redirect_.node);
    std::vector<text::TextEdit> edits = moveBehind(last.node, lines);
    const std::string after = text::applyEdits(document_.file().bytes(), edits);
    // Where the guide's place would not work, the present one is right.
    if (proveHttpsRedirect(ctx_.site(), ctx_.htaccess(), after, redirect_.host) != Proof::kHolds) {
      return;
    }
    const bool guide = ctx_.stringOption("place") == "guide";
    FindingBuilder builder = ctx_.report(placeOf(redirect_.node));
    builder.variant(kNotAfterLastRule).severity(guide ? Severity::kWarning : Severity::kInfo);
    if (guide) builder.fix(FixSafety::kSafe, kMoveTitle, std::move(edits));
  }

  Context& ctx_;
  const HttpsRedirect& redirect_;
  const htaccess::Document& document_;
  const httpd::RewriteScope& scope_;
  std::vector<ManagedBlock> blocks_;
};

void check(Context& ctx) {
  if (!ctx.htaccess().isRoot()) return;
  for (const HttpsRedirect& redirect : ctx.https().redirects) {
    if (isGuideForm(redirect)) Check(ctx, redirect).run();
  }
}

constexpr std::array<OptionInfo, 1> kOptions = {{
    {.name = "place",
     .type = OptionInfo::Type::kString,
     .defaultValue = "\"any\"",
     .description = {.en = "`guide`: the redirect belongs on the line after the last RewriteRule, "
                           "as the hosting guide has it; `any`: in front works as well",
                     .ja = "`guide`: 手順書どおり最後の RewriteRule の次の行に置くものとします。"
                           "`any`: 前にあってもよいものとします"}},
}};

}  // namespace

extern constinit const RuleInfo httpsRedirectMisplaced{
    .name = "https-redirect-misplaced",
    .group = Group::kHttps,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en =
                    "The inserted redirect to https stands at a wrong place among the other rules.",
                .ja = "追加した https への転送の場所が、ほかのルールに対して適切ではありません。"},
    .message = {.en =
                    "the inserted redirect separates a RewriteCond from the rule that it belonged "
                    "to",
                .ja = "追加した転送が、RewriteCond とその条件が付いていたルールの間に入っています"},
    .help = {.en = "Move the inserted lines to the line after the last RewriteRule. Now the "
                   "condition limits the redirect, and the rule below acts without it.",
             .ja = "追加した行を、最後の RewriteRule の次の行に移動してください。"
                   "今の場所では条件が転送に付き、下のルールは無条件に働きます。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A RewriteCond belongs to the next RewriteRule. Lines pasted between the two take the condition over:
the redirect then acts for few visitors only, and the rule that lost its condition acts for all. Lines
pasted behind the `</IfModule>` that holds the other rules depend on a RewriteEngine line that httpd
may skip. A second `RewriteEngine on` does no harm by itself, but only the last one of a file counts.

## Example

```apache,bad
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} iPhone
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
RewriteRule ^$ /sp/ [R,L]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} iPhone
RewriteRule ^$ /sp/ [R,L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,bad
RewriteEngine on
RewriteRule ^old\.html$ /new.html [R=301,L]
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteRule ^old\.html$ /new.html [R=301,L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} iPhone
RewriteRule ^$ /sp/ [R,L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## The guide's place

The hosting guide puts the two lines on the line after the last RewriteRule. A redirect in front of
the rules works as well, so this is advice only, and a warning in the profile `alpha-prm` (option
`place = "guide"`). Where the guide's place would not redirect every page, htlint says nothing.

## Fix safety

Removing a second engine line and moving the redirect to a place that evaluation proves equal are
safe. Giving a condition back to the rule below is a guess about what was meant, and unsafe.
)md",
             .ja = R"md(
## どうなるか

RewriteCond は次の RewriteRule に付く条件です。
その間に行を貼り付けると、条件は貼り付けたルールに付いてしまいます。
転送は一部の訪問者にしか働かず、条件を失ったルールはすべての訪問者に働きます。
ほかのルールを囲む `</IfModule>` の後ろに貼り付けた行は、読み飛ばされるかもしれない RewriteEngine の行に頼ることになります。
2 つ目の `RewriteEngine on` はそれだけでは無害ですが、効くのはファイルの最後の 1 つだけです。

## 例

```apache,bad
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} iPhone
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
RewriteRule ^$ /sp/ [R,L]
```

```apache,fixed unsafe
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} iPhone
RewriteRule ^$ /sp/ [R,L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,bad
RewriteEngine on
RewriteRule ^old\.html$ /new.html [R=301,L]
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteRule ^old\.html$ /new.html [R=301,L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good
RewriteEngine on
RewriteCond %{HTTP_USER_AGENT} iPhone
RewriteRule ^$ /sp/ [R,L]
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## 手順書の場所

ホスティングの手順書では、2 行を最後の RewriteRule の次の行に追加します。
ルールの前にあっても働くため、通常は助言だけにとどめ、プロファイル `alpha-prm`（オプション `place = "guide"`）では警告にします。
手順書の場所では一部のページが転送されない場合は、何も報告しません。

## 修正の安全性

2 つ目の RewriteEngine を削除すること、評価して同じ結果になる場所へ移動することは安全です。
条件を下のルールに戻すのは意図を推測することになるため、安全な修正とはしません。
)md"},
    .options = kOptions,
    .check = check,
};

}  // namespace htlint::rules
