#include <array>

#include "lint/ascii.h"
#include "lint/context.h"
#include "lint/https_analysis.h"
#include "redirect_lines.h"

namespace htlint::rules {
namespace {

constexpr Text kTitle = {"Ask for the password over https only: put Require inside `<If>`",
                         "パスワードを https のときだけ求めるように、Require を `<If>` で囲みます"};

bool isNamed(const httpd::ExecutedDirective& directive, std::string_view name) {
  return equalsIgnoringCase(directive.entry->name, name);
}

/// `Require` forms that only a visitor with credentials can meet.
bool wantsCredentials(const httpd::ExecutedDirective& directive) {
  if (!isNamed(directive, "Require") || directive.arguments.empty()) return false;
  const std::string kind = lowerAscii(directive.arguments.front().value);
  for (const std::string_view name : {"valid-user", "user", "group", "file-owner", "file-group",
                                      "dbm-group", "dbm-file-group", "dbd-group", "dbd-login"}) {
    if (kind == name) return true;
  }
  return kind.starts_with("ldap-");
}

bool isRequire(const httpd::ExecutedDirective& directive, std::string_view kind) {
  return isNamed(directive, "Require") && !directive.arguments.empty() &&
         equalsIgnoringCase(directive.arguments.front().value, kind);
}

/// Whether credentials travel readable: Basic and Form do, Digest does not.
std::optional<std::string> authTypeOf(const HtaccessFile& file) {
  std::optional<std::string> type;
  for (const httpd::ExecutedDirective& directive : file.report->executed) {
    if (directive.section != htaccess::kNoNode || !isNamed(directive, "AuthType")) continue;
    if (!directive.arguments.empty()) type = lowerAscii(directive.arguments.front().value);
  }
  return type;
}

bool sendsReadablePasswords(const Context& ctx, const HtaccessFile& file) {
  for (const HtaccessFile* at = &file; at != nullptr; at = ctx.site().parentOf(*at)) {
    if (const auto type = authTypeOf(*at)) return *type == "basic" || *type == "form";
  }
  return false;
}

/// The directives at file level that decide about access.
struct Access {
  std::vector<htaccess::NodeId> demands;
  bool asks = false;
  /// Something lets everybody in, keeps http out before a password is asked for, or combines
  /// conditions in a way that is not looked into.
  bool otherwise = false;
};

Access readAccess(const HtaccessFile& file) {
  Access access;
  for (const httpd::ExecutedDirective& directive : file.report->executed) {
    if (directive.section != htaccess::kNoNode) {
      const std::string_view name = file.document->node(directive.section).name;
      const bool container = startsWithIgnoringCase(name, "Require");
      access.otherwise = access.otherwise || (container && isNamed(directive, "Require"));
      continue;
    }
    if (isNamed(directive, "SSLRequireSSL") || isNamed(directive, "SSLRequire") ||
        isNamed(directive, "Satisfy") || isRequire(directive, "ssl")) {
      access.otherwise = true;
    }
    const bool granted = isRequire(directive, "all") && directive.arguments.size() > 1 &&
                         equalsIgnoringCase(directive.arguments[1].value, "granted");
    access.otherwise = access.otherwise || granted;
    if (isNamed(directive, "Require")) access.demands.push_back(directive.node);
    access.asks = access.asks || wantsCredentials(directive);
  }
  return access;
}

/// The site is to be visited over https: something says or does so.
bool isMeantForHttps(const Context& ctx, const HtaccessFile& file) {
  if (ctx.site().settings().host || ctx.site().certificate() != nullptr) return true;
  if (ctx.httpsOf(file).redirectsHttp) return true;
  const HtaccessFile* root = ctx.site().rootHtaccess();
  return root != nullptr && ctx.httpsOf(*root).redirectsHttp;
}

/// Every http request below `file` is certain to be redirected before anything is served: then, and
/// only then, no password is needed over http.
bool redirectsEverything(const Context& ctx, const HtaccessFile& file) {
  for (const HtaccessFile* at = &file; at != nullptr; at = ctx.site().parentOf(*at)) {
    const HttpsAnalysis& https = ctx.httpsOf(*at);
    if (!https.redirects.empty()) {
      const bool plain = std::any_of(https.redirects.begin(), https.redirects.end(),
                                     [](const HttpsRedirect& redirect) {
                                       return redirect.general && redirect.onlySchemeConditions;
                                     });
      return plain && https.redirectsAllHttp && !https.unknown;
    }
    // Its own rewrite directives switch off those of the folders above.
    for (const httpd::RewriteScope& scope : at->report->rewrite.scopes) {
      if (scope.present) return false;
    }
  }
  return false;
}

/// May stand among the wrapped lines, since it means nothing to http visitors.
bool isAboutPasswords(const htaccess::Node& node) {
  return node.kind == htaccess::NodeKind::kBlank || node.kind == htaccess::NodeKind::kComment ||
         startsWithIgnoringCase(node.name, "Auth") || equalsIgnoringCase(node.name, "Require");
}

std::vector<text::TextEdit> wrap(const Context& ctx, const HtaccessFile& file,
                                 const std::vector<htaccess::NodeId>& nodes) {
  const htaccess::Document& document = *file.document;
  const htaccess::NodeId first = nodes.front();
  const htaccess::NodeId last = nodes.back();
  for (htaccess::NodeId node = first; node <= last; ++node) {
    const bool together = document.node(node).parent == document.node(first).parent;
    if (!together || !isAboutPasswords(document.node(node)) || isManaged(file, node)) return {};
  }
  const std::string open = ctx.site().settings().tlsAtProxy
                               ? "<If \"%{HTTP:X-Forwarded-Proto} == 'https'\">"
                               : "<If \"%{HTTPS} == 'on'\">";
  const text::TextRange line = lineOf(file, last);
  const std::string lineEnd(file.source().lineEndNear(lineOf(file, first).start));
  const std::string close = indentOf(file, first) + "</If>";
  const bool unended = !file.source().text(line).ends_with('\n');
  return {insertLineBefore(file, first, open),
          {{line.end, line.end}, unended ? lineEnd + close : close + lineEnd}};
}

void check(Context& ctx) {
  const HtaccessFile& file = ctx.htaccess();
  const Access access = readAccess(file);
  if (!access.asks || access.otherwise) return;
  if (!sendsReadablePasswords(ctx, file) || !isMeantForHttps(ctx, file)) return;
  const std::string folder = file.isRoot() ? "/" : "/" + file.directory + "/";
  const std::string url = "http://" + ctx.site().host().value_or("www.example.com") + folder;
  htaccess::NodeId place = access.demands.front();
  for (const httpd::ExecutedDirective& directive : file.report->executed) {
    if (directive.section == htaccess::kNoNode && wantsCredentials(directive)) {
      place = directive.node;
      break;
    }
  }
  FindingBuilder builder = ctx.report(placeOf(file, place), url);
  if (!redirectsEverything(ctx, file)) return;
  std::vector<text::TextEdit> edits = wrap(ctx, file, access.demands);
  if (!edits.empty()) builder.fix(FixSafety::kUnsafe, kTitle, std::move(edits));
}

}  // namespace

extern constinit const RuleInfo passwordOverHttp{
    .name = "password-over-http",
    .group = Group::kHttps,
    .severity = Severity::kWarning,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "The password is asked for over http, before any redirect to https.",
                .ja = "https に転送される前に、http のままパスワードが求められます。"},
    .message = {.en =
                    "{0} asks for the password before it redirects to https: the password crosses "
                    "the network in clear text",
                .ja = "{0} では https に転送される前にパスワードが求められ、"
                      "パスワードが暗号化されずに送られます"},
    .help =
        {.en = "Ask for it over https only: put the Require lines inside "
               "`<If \"%{{HTTPS}} == 'on'\">`, together with a redirect that acts for every "
               "http request.",
         .ja = "http のリクエストをすべて転送したうえで、Require の行を "
               "`<If \"%{{HTTPS}} == 'on'\">` で囲み、https のときだけ求めるようにしてください。"},
    .docs = {.en = R"md(
## What happens

httpd checks passwords before mod_rewrite gets its turn in a `.htaccess`. A visitor who opens the page
over http is asked for the password first, and only then redirected to https, where it is asked for
again. The first time it crosses the network readable for everybody on the way.

Inside `<If "%{HTTPS} == 'on'">` the password is wanted over https only. Over http nothing but the
redirect is left.

## Example

```apache,bad host=www.example.co.jp
AuthUserFile "/var/www/data/users.dat"
AuthName "Members"
AuthType Basic
Require valid-user
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed unsafe
AuthUserFile "/var/www/data/users.dat"
AuthName "Members"
AuthType Basic
<If "%{HTTPS} == 'on'">
Require valid-user
</If>
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good host=www.example.co.jp
AuthUserFile "/var/www/data/users.dat"
AuthName "Members"
AuthType Digest
Require valid-user
```

## Fix safety

The Require lines are put inside `<If>`. The fix is offered only where every http request is certain
to be redirected: anything that is served over http would otherwise be open to everybody. It is never
safe, because a later change of the redirect would open the folder.
)md",
             .ja = R"md(
## どうなるか

`.htaccess` では、httpd は mod_rewrite の前にパスワードを確認します。
http でページを開いた訪問者は、まずパスワードを求められ、それから https に転送されて、もう一度パスワードを求められます。
1 回目のパスワードは、途中の誰にでも読める形で送られます。

`<If "%{HTTPS} == 'on'">` で囲むと、パスワードは https のときだけ求められます。
http で残るのは転送だけです。

## 例

```apache,bad host=www.example.co.jp
AuthUserFile "/var/www/data/users.dat"
AuthName "Members"
AuthType Basic
Require valid-user
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,fixed unsafe
AuthUserFile "/var/www/data/users.dat"
AuthName "Members"
AuthType Basic
<If "%{HTTPS} == 'on'">
Require valid-user
</If>
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good host=www.example.co.jp
AuthUserFile "/var/www/data/users.dat"
AuthName "Members"
AuthType Digest
Require valid-user
```

## 修正の安全性

Require の行を `<If>` で囲みます。
http で応答するものが残っていると誰にでも見えてしまうため、http のリクエストがすべて転送されることを確かめられる場合にだけ提案します。
後で転送を変更すると保護がなくなるおそれがあるため、安全な修正とはしません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
