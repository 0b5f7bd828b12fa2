// What the fixes of the https rules promise, seen on a real httpd before and after.

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/fix_loop.h"
#include "rules/rule_table.h"
#include "support/apache_server.h"
#include "support/files.h"

namespace htlint::test {
namespace {

constexpr std::string_view kHost = "www.example.co.jp";
constexpr std::string_view kTarget = "/a%20b?x=1";
constexpr std::string_view kSecureUrl = "https://www.example.co.jp/a%20b?x=1";
// bob:secret
constexpr std::string_view kCredentials = "Basic Ym9iOnNlY3JldA==";
constexpr std::string_view kRule = "RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]\n";

/// The file at `sitePath` after every fix of `rules`, unsafe ones included.
std::string fixed(const std::string& sitePath, const std::string& text,
                  const std::vector<std::string>& rules, bool tlsAtProxy = false) {
  lint::SiteInput input;
  input.root = ".";
  input.wholeRoot = true;
  input.settings.host = std::string(kHost);
  input.settings.tlsAtProxy = tlsAtProxy;
  lint::InputFile file;
  file.path = file.sitePath = sitePath;
  file.source = std::make_shared<text::SourceFile>(sitePath, text);
  input.files.push_back(std::move(file));
  input.entries.push_back({sitePath, false, text.size()});
  lint::LintSettings settings;
  settings.rules = rules::table();
  settings.now = 1768435200;
  settings.select = rules;
  lint::FixPolicy policy;
  policy.unsafe = true;
  const lint::FixResult fix = lint::fixAll(input, settings, policy);
  CHECK(fix.converged);
  CHECK(fix.rolledBack.empty());
  return std::string(fix.after.files.front().source->bytes());
}

class Server {
 public:
  Server() {
    const auto& root = apache_.documentRoot();
    for (const char* path : {"a b", "shop/a b", "index.html"}) {
      writeFile(root / path, std::string("content of ") + path);
    }
    writeFile(root / ".htusers", "bob:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
  }

  void put(const std::string& sitePath, const std::string& text) {
    writeFile(apache_.documentRoot() / sitePath, text);
  }
  [[nodiscard]] std::string root() const { return apache_.documentRoot().string(); }

  HttpAnswer http(std::string_view target = kTarget, const HttpHeaders& headers = {}) {
    return apache_.request(Scheme::kHttp, kHost, target, headers);
  }
  HttpAnswer https(std::string_view target = kTarget, const HttpHeaders& headers = {}) {
    return apache_.request(Scheme::kHttps, kHost, target, headers);
  }

 private:
  ApacheServer apache_;
};

bool skipped() {
  if (ApacheServer::available()) return false;
  WARN("skipped: no apache2 here");
  return true;
}

}  // namespace

TEST_CASE("loops end, and http is redirected as before") {
  if (skipped()) return;
  Server server;
  const std::string engine = "RewriteEngine on\n";
  for (const std::string& text :
       {engine + std::string(kRule),
        engine + "RewriteCond %{REQUEST_SCHEME} http\n" + std::string(kRule),
        engine + "RewriteCond %{ENV:HTTPS} !on\n" + std::string(kRule),
        engine + "RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]\n",
        std::string("Redirect 301 / https://www.example.co.jp/\n"),
        std::string("RedirectMatch 301 ^(.*)$ https://www.example.co.jp$1\n")}) {
    INFO(text);
    server.put(".htaccess", text);
    CHECK(server.https().status == 301);
    CHECK(server.https().location == kSecureUrl);
    const std::string after = fixed(".htaccess", text, {"https-redirect-loop"});
    INFO(after);
    REQUIRE(after != text);
    server.put(".htaccess", after);
    CHECK(server.https().status == 200);
    CHECK(server.http().status == 301);
    CHECK(server.http().location == kSecureUrl);
  }
}

TEST_CASE("loops behind a proxy end") {
  if (skipped()) return;
  Server server;
  const HttpHeaders secure = {{"X-Forwarded-Proto", "https"}};
  const HttpHeaders plain = {{"X-Forwarded-Proto", "http"}};
  for (const std::string& text :
       {"RewriteEngine on\nRewriteCond %{HTTPS} off\n" + std::string(kRule),
        std::string("Redirect 301 / https://www.example.co.jp/\n")}) {
    INFO(text);
    server.put(".htaccess", text);
    CHECK(server.http(kTarget, secure).status == 301);
    server.put(".htaccess", fixed(".htaccess", text, {"https-redirect-loop"}, true));
    CHECK(server.http(kTarget, secure).status == 200);
    CHECK(server.http(kTarget, plain).location == kSecureUrl);
  }
}

TEST_CASE("the password is asked for over https only") {
  if (skipped()) return;
  Server server;
  const std::string text =
      "AuthUserFile \"" + server.root() +
      "/.htusers\"\nAuthName \"AccessControlServices\"\nAuthType Basic\nrequire user bob\n"
      "RewriteEngine on\nRewriteCond %{HTTPS} off\n" +
      std::string(kRule);
  const HttpHeaders credentials = {{"Authorization", std::string(kCredentials)}};
  server.put(".htaccess", text);
  CHECK(server.http().status == 401);
  CHECK(server.https().status == 401);

  const std::string after = fixed(".htaccess", text, {"password-over-http"});
  CHECK(after.find("<If \"%{HTTPS} == 'on'\">\nrequire user bob\n</If>\n") != std::string::npos);
  server.put(".htaccess", after);
  CHECK(server.http().status == 301);
  CHECK(server.http().location == kSecureUrl);
  CHECK(server.https().status == 401);
  CHECK(server.https(kTarget, credentials).status == 200);
  CHECK(server.https(kTarget, {{"Authorization", "Basic Ym9iOndyb25n"}}).status == 401);
}

TEST_CASE("a folder's redirect keeps the folder") {
  if (skipped()) return;
  Server server;
  const std::string text = "RewriteEngine on\nRewriteCond %{HTTPS} off\n" + std::string(kRule);
  server.put("shop/.htaccess", text);
  CHECK(server.http("/shop/a%20b?x=1").location == kSecureUrl);
  server.put("shop/.htaccess", fixed("shop/.htaccess", text, {"https-redirect-drops-path"}));
  CHECK(server.http("/shop/a%20b?x=1").location == "https://www.example.co.jp/shop/a%20b?x=1");
}

TEST_CASE("targets that lost the path or the query keep it") {
  if (skipped()) return;
  Server server;
  const std::string start = "RewriteEngine on\nRewriteCond %{HTTPS} off\n";
  for (const std::string rule : {"RewriteRule ^ https://www.example.co.jp/ [R=301,L]\n",
                                 "RewriteRule ^(.*)$ https://www.example.co.jp/$1? [R=301,L]\n",
                                 "RewriteRule ^ https://%{HTTP_HOST}/ [R=301,QSD,L]\n"}) {
    INFO(rule);
    server.put(".htaccess", start + rule);
    CHECK(server.http().location != kSecureUrl);
    server.put(".htaccess", fixed(".htaccess", start + rule,
                                  {"https-redirect-drops-path", "https-redirect-drops-query"}));
    CHECK(server.http().location == kSecureUrl);
  }
}

TEST_CASE("a Redirect without a slash sends visitors to another host") {
  if (skipped()) return;
  Server server;
  const std::string text =
      "<If \"%{HTTPS} == 'off'\">\nRedirect 301 / https://www.example.co.jp\n</If>\n";
  server.put(".htaccess", text);
  CHECK(server.http().location == "https://www.example.co.jpa%20b?x=1");
  server.put(".htaccess", fixed(".htaccess", text, {"https-redirect-drops-path"}));
  CHECK(server.http().location == kSecureUrl);
}

TEST_CASE("other sites on the web root are let alone") {
  if (skipped()) return;
  ApacheServer server;
  writeFile(server.documentRoot() / "index.html", "content");
  writeFile(server.documentRoot() / ".htaccess",
            "RewriteEngine on\nRewriteCond %{HTTPS} off\n"
            "RewriteCond %{HTTP_HOST} ^(www\\.)?example\\.co\\.jp$ [NC]\n" +
                std::string(kRule));
  CHECK(server.request(Scheme::kHttp, "other.example.net", "/").status == 200);
  CHECK(server.request(Scheme::kHttp, "EXAMPLE.co.jp", "/").status == 301);
  CHECK(server.request(Scheme::kHttp, kHost, "/").status == 301);
}

}  // namespace htlint::test
