// The hosting guide's files, fixed by htlint and served by a real httpd.

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/fix_loop.h"
#include "lint/https_insert.h"
#include "rules/rule_table.h"
#include "support/apache_server.h"
#include "support/files.h"

namespace htlint::test {
namespace {

constexpr std::string_view kHost = "www.example.co.jp";
constexpr std::string_view kTarget = "/a%20b?x=1";
constexpr std::string_view kPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)";
// bob:secret
constexpr std::string_view kCredentials = "Basic Ym9iOnNlY3JldA==";

constexpr std::string_view kInsert =
    "RewriteCond %{HTTPS} off\n"
    "RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]\n";

constexpr std::string_view kRestriction =
    "AuthUserFile \"${DOCROOT}/.htusers\"\n"
    "AuthGroupFile \"/dev/null\"\n"
    "AuthName \"AccessControlServices\"\n"
    "AuthType Basic\n"
    "require user bob\n";

constexpr std::string_view kErrorPages =
    "ErrorDocument 401 /system_error_page/401.html\n"
    "ErrorDocument 403 /system_error_page/403.html\n"
    "ErrorDocument 404 /system_error_page/404.html\n"
    "ErrorDocument 500 /system_error_page/500.html\n";

constexpr std::string_view kMobile =
    "RewriteEngine on\n"
    "RewriteCond %{HTTP_USER_AGENT} (iPhone|Android)\n"
    "RewriteCond %{REQUEST_URI} !^/sp/\n"
    "RewriteRule ^(.*)$ /sp/$1 [R,L]\n";

constexpr std::string_view kWordPress =
    "# BEGIN WordPress\n"
    "<IfModule mod_rewrite.c>\n"
    "RewriteEngine On\n"
    "RewriteBase /\n"
    "RewriteRule ^index\\.php$ - [L]\n"
    "RewriteCond %{REQUEST_FILENAME} !-f\n"
    "RewriteCond %{REQUEST_FILENAME} !-d\n"
    "RewriteRule . /index.php [L]\n"
    "</IfModule>\n"
    "# END WordPress\n";

constexpr std::string_view kFrontController =
    "RewriteEngine on\n"
    "RewriteCond %{REQUEST_FILENAME} !-f\n"
    "RewriteCond %{REQUEST_FILENAME} !-d\n"
    "RewriteRule ^ index.php [L]\n";

/// How the fixed file must look, as the place of the insert in the original.
enum class Expected { kThreeLinesAtEnd, kAfterLastRule, kAfterEngine, kBeforeFirstRule, kInFront };

struct Kind {
  std::string_view name;
  std::string_view text;
  Expected expected;
  bool restricted = false;
  bool mobile = false;
};

const Kind kKinds[] = {
    {"access restriction", kRestriction, Expected::kThreeLinesAtEnd, true, false},
    {"error pages", kErrorPages, Expected::kThreeLinesAtEnd, false, false},
    {"mobile redirects", kMobile, Expected::kAfterLastRule, false, true},
    {"engine without rules", "RewriteEngine on\n", Expected::kAfterEngine, false, false},
    {"front controller", kFrontController, Expected::kBeforeFirstRule, false, false},
    {"WordPress", kWordPress, Expected::kInFront, false, false},
};

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

struct Form {
  bool crLf = false;
  bool lastNewline = true;
  bool inSection = false;
};

/// `text` as the form wants it: wrapped in a section, with its line ends.
std::string shaped(std::string_view text, const Form& form) {
  std::string result(text);
  if (form.inSection) result = "<IfModule mod_rewrite.c>\n" + result + "</IfModule>\n";
  if (!form.lastNewline) result.pop_back();
  return form.crLf ? replaced(result, "\n", "\r\n") : result;
}

/// The documented outcome, written down independently of the fix.
std::string expectedText(const Kind& kind, const Form& form) {
  const std::string three = "RewriteEngine on\n" + std::string(kInsert);
  std::string inner(kind.text);
  std::string result;
  const auto wrap = [&](const std::string& body) {
    return form.inSection ? "<IfModule mod_rewrite.c>\n" + body + "</IfModule>\n" : body;
  };
  switch (kind.expected) {
    case Expected::kThreeLinesAtEnd:
      result = wrap(inner) + three;
      break;
    case Expected::kInFront:
      result = form.inSection ? wrap(three + inner) : three + inner;
      if (!form.lastNewline) result.pop_back();
      break;
    case Expected::kAfterLastRule:
    case Expected::kAfterEngine:
      result = wrap(inner + std::string(kInsert));
      if (!form.lastNewline && form.inSection) result.pop_back();
      break;
    case Expected::kBeforeFirstRule:
      result =
          wrap(replaced(inner, "RewriteEngine on\n", "RewriteEngine on\n" + std::string(kInsert)));
      if (!form.lastNewline) result.pop_back();
      break;
  }
  // A file without any line end does not tell which one it would use.
  const bool crLf = form.crLf && shaped(kind.text, form).find('\n') != std::string::npos;
  return crLf ? replaced(result, "\n", "\r\n") : result;
}

lint::SiteInput siteWith(const std::optional<std::string>& htaccess) {
  lint::SiteInput input;
  input.root = ".";
  input.wholeRoot = true;
  input.settings.host = std::string(kHost);
  if (htaccess) {
    lint::InputFile file;
    file.path = file.sitePath = ".htaccess";
    file.source = std::make_shared<text::SourceFile>(".htaccess", *htaccess);
    input.files.push_back(std::move(file));
    input.entries.push_back({".htaccess", false, htaccess->size()});
  }
  return input;
}

lint::LintSettings settings() {
  lint::LintSettings result;
  result.rules = rules::table();
  result.now = 1768435200;
  return result;
}

std::string fixedText(const lint::FixResult& fix) {
  REQUIRE(fix.after.files.size() == 1);
  return std::string(fix.after.files.front().source->bytes());
}

void prepareSite(ApacheServer& server) {
  const auto& root = server.documentRoot();
  for (const char* path : {"a b", "sp/a b", "index.php", "index.html"}) {
    writeFile(root / path, std::string("content of ") + path);
  }
  // {SHA} of `secret`, which httpd itself reads.
  writeFile(root / ".htusers", "bob:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
}

std::vector<std::string> messages(const lint::LintResult& result) {
  std::vector<std::string> names;
  for (const lint::Finding& finding : result.findings) {
    names.emplace_back(finding.rule->name);
  }
  return names;
}

/// Follows redirects on the server; the pair of final status and body.
std::pair<int, std::string> browse(ApacheServer& server, Scheme scheme, std::string target,
                                   const HttpHeaders& headers) {
  for (int hop = 0; hop < 5; ++hop) {
    const HttpAnswer answer = server.request(scheme, kHost, target, headers);
    if (answer.status < 300 || answer.status > 399 || answer.location.empty()) {
      return {answer.status, answer.body};
    }
    const std::string https = "https://" + std::string(kHost);
    const std::string http = "http://" + std::string(kHost);
    const std::string& to = answer.location;
    scheme = to.starts_with(https) ? Scheme::kHttps : Scheme::kHttp;
    target = to.substr((scheme == Scheme::kHttps ? https : http).size());
  }
  return {0, "too many redirects"};
}

void checkServed(ApacheServer& server, const Kind& kind, const std::string& before,
                 const std::string& after) {
  HttpHeaders headers;
  if (kind.restricted) headers.push_back({"Authorization", std::string(kCredentials)});
  const auto htaccess = server.documentRoot() / ".htaccess";

  writeFile(htaccess, before);
  const HttpAnswer secureBefore = server.request(Scheme::kHttps, kHost, kTarget, headers);
  writeFile(htaccess, after);
  const HttpAnswer secureAfter = server.request(Scheme::kHttps, kHost, kTarget, headers);
  CHECK(secureBefore.status == 200);
  CHECK(secureAfter.status == secureBefore.status);
  CHECK(secureAfter.body == secureBefore.body);

  const HttpAnswer plain = server.request(Scheme::kHttp, kHost, kTarget, headers);
  CHECK(plain.status == 301);
  CHECK(plain.location == "https://" + std::string(kHost) + std::string(kTarget));

  if (kind.restricted) {
    CHECK(server.request(Scheme::kHttp, kHost, kTarget).status == 401);
    CHECK(server.request(Scheme::kHttps, kHost, kTarget).status == 401);
  }
  if (kind.mobile) {
    headers.push_back({"User-Agent", std::string(kPhone)});
    const auto plainEnd = browse(server, Scheme::kHttp, std::string(kTarget), headers);
    const auto secureEnd = browse(server, Scheme::kHttps, std::string(kTarget), headers);
    CHECK(plainEnd == secureEnd);
    CHECK(secureEnd.second == "content of sp/a b");
  }
}

}  // namespace

TEST_CASE("the guide's files are fixed as documented, and httpd serves them as promised") {
  if (!ApacheServer::available()) {
    WARN("skipped: no apache2 here");
    return;
  }
  ApacheServer server;
  prepareSite(server);
  for (const Kind& kind : kKinds) {
    for (int bits = 0; bits < 8; ++bits) {
      const Form form{(bits & 1) != 0, (bits & 2) == 0, (bits & 4) != 0};
      const std::string root = server.documentRoot().string();
      const std::string before = replaced(shaped(kind.text, form), "${DOCROOT}", root);
      const std::string expected = replaced(expectedText(kind, form), "${DOCROOT}", root);
      INFO(kind.name << (form.crLf ? ", CRLF" : ", LF")
                     << (form.lastNewline ? "" : ", no last newline")
                     << (form.inSection ? ", in a section" : ""));
      const lint::FixResult fix = lint::fixAll(siteWith(before), settings(), {});
      const std::string after = fixedText(fix);
      CHECK(after == expected);
      CHECK(fix.converged);
      CHECK(fix.rolledBack.empty());
      checkServed(server, kind, before, after);

      const lint::FixResult again = lint::fixAll(siteWith(after), settings(), {});
      CHECK(again.changes.empty());
      const std::vector<std::string> left = messages(again.remaining);
      if (kind.restricted) {
        CHECK(left == std::vector<std::string>{"password-over-http"});
      } else {
        CHECK(left == std::vector<std::string>{});
      }
    }
  }
}

TEST_CASE("a web root without .htaccess gets the three lines, only on request") {
  const lint::FixResult plain = lint::fixAll(siteWith(std::nullopt), settings(), {});
  CHECK(plain.changes.empty());
  REQUIRE(plain.remaining.findings.size() == 1);
  CHECK(plain.remaining.findings.front().rule->name == "https-redirect-missing");

  lint::FixPolicy policy;
  policy.create = true;
  const lint::FixResult fix = lint::fixAll(siteWith(std::nullopt), settings(), policy);
  CHECK(fixedText(fix) == "RewriteEngine on\n" + std::string(kInsert));
  CHECK(fix.remaining.findings.empty());
  if (!ApacheServer::available()) return;
  ApacheServer server;
  prepareSite(server);
  writeFile(server.documentRoot() / ".htaccess", fixedText(fix));
  const HttpAnswer answer = server.request(Scheme::kHttp, kHost, kTarget);
  CHECK(answer.status == 301);
  CHECK(answer.location == "https://" + std::string(kHost) + std::string(kTarget));
  CHECK(server.request(Scheme::kHttps, kHost, kTarget).status == 200);
}

}  // namespace htlint::test
