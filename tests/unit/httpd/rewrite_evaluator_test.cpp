// Requests through the rules of one .htaccess file; what is expected was seen on httpd 2.4.71.

#include "httpd/rewrite_evaluator.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>

#include "httpd/config_checker.h"

namespace htlint::httpd {
namespace {

using Kind = Outcome::Kind;

/// One file, ready for requests.
class Rules {
 public:
  explicit Rules(const std::string& text, std::string directory = "")
      : document_(std::make_shared<text::SourceFile>(".htaccess", text)),
        report_(checkConfig(document_, Target{})),
        redirects_(collectAliasRedirects(document_, report_)) {
    REQUIRE(report_.verdict.state == VerdictState::kAccepted);
    environment_.program = &report_.rewrite;
    environment_.redirects = &redirects_;
    environment_.directory = std::move(directory);
  }

  [[nodiscard]] Outcome get(const std::string& path, const std::string& query = "") const {
    Request request;
    request.host = "h.example";
    request.path = path;
    request.query = query;
    return get(request);
  }

  [[nodiscard]] Outcome get(const Request& request) const {
    Assumptions assumptions;
    return evaluate(environment_, request, assumptions);
  }

  [[nodiscard]] const RewriteEnvironment& environment() const { return environment_; }

 private:
  htaccess::Document document_;
  ConfigReport report_;
  std::vector<AliasRedirect> redirects_;
  RewriteEnvironment environment_;
};

std::string locationOf(const std::string& rule, const std::string& path,
                       const std::string& query = "") {
  const Outcome outcome = Rules("RewriteEngine on\n" + rule + "\n").get(path, query);
  REQUIRE(outcome.kind == Kind::kRedirect);
  return outcome.location;
}

std::string servedPath(const std::string& lines, const std::string& path,
                       const std::string& query = "") {
  const Outcome outcome = Rules("RewriteEngine on\n" + lines).get(path, query);
  REQUIRE(outcome.kind == Kind::kServed);
  return outcome.path + (outcome.query.empty() ? "" : "?" + outcome.query);
}

TEST_CASE("the guide's lines redirect http and serve https") {
  const Rules rules(
      "RewriteEngine on\nRewriteCond %{HTTPS} off\n"
      "RewriteRule ^(.*)$ https://www.example.jp/$1 [R=301,L]\n");
  Request request;
  request.host = "example.jp";
  request.path = "/a b";
  request.query = "x=1";
  const Outcome plain = rules.get(request);
  CHECK(plain.kind == Kind::kRedirect);
  CHECK(plain.status == 301);
  CHECK(plain.location == "https://www.example.jp/a%20b?x=1");
  CHECK(plain.decidedBy == 2);
  request.https = true;
  CHECK(rules.get(request).kind == Kind::kServed);
  request.behindProxy = true;
  CHECK(rules.get(request).kind == Kind::kRedirect);
}

TEST_CASE("rules without an engine, or with the engine off at last, do nothing") {
  CHECK(Rules("RewriteRule ^ - [F]\n").get("/").kind == Kind::kServed);
  CHECK(Rules("RewriteEngine on\nRewriteRule ^ - [F]\nRewriteEngine off\n").get("/").kind ==
        Kind::kServed);
}

TEST_CASE("the path begins below the folder of the file") {
  const Rules rules("RewriteEngine on\nRewriteRule ^(.*)$ https://h.example/$1 [R]\n", "shop");
  CHECK(rules.get("/shop/x.html").location == "https://h.example/x.html");
  CHECK(rules.get("/other/x.html").kind == Kind::kServed);
}

TEST_CASE("what becomes of the query") {
  CHECK(locationOf("RewriteRule ^ https://h/ [R]", "/a", "x=1") == "https://h/?x=1");
  CHECK(locationOf("RewriteRule ^ https://h/? [R]", "/a", "x=1") == "https://h/");
  CHECK(locationOf("RewriteRule ^ https://h/ [R,QSD]", "/a", "x=1") == "https://h/");
  CHECK(locationOf("RewriteRule ^ https://h/?k=2 [R]", "/a", "x=1") == "https://h/?k=2");
  CHECK(locationOf("RewriteRule ^ https://h/?k=2 [R,QSA]", "/a", "x=1") == "https://h/?k=2&x=1");
  CHECK(locationOf("RewriteRule ^ https://h/? [R,QSA]", "/a", "x=1") == "https://h/?x=1");
  CHECK(locationOf("RewriteRule ^ https://h/?k=2 [R,QSD]", "/a", "x=1") == "https://h/?k=2");
}

TEST_CASE("escaping and the status of redirects") {
  CHECK(locationOf("RewriteRule ^ https://h/x#y [R]", "/a") == "https://h/x%23y");
  CHECK(locationOf("RewriteRule ^ https://h/x#y [R,NE]", "/a") == "https://h/x#y");
  CHECK(locationOf("RewriteRule ^ /b [R]", "/a") == "http://h.example/b");
  CHECK(Rules("RewriteEngine on\nRewriteRule ^ https://h/\n").get("/").status == 302);
  CHECK(Rules("RewriteEngine on\nRewriteRule ^ https://h/ [R=307]\n").get("/").status == 307);
  CHECK(Rules("RewriteEngine on\nRewriteRule ^ - [R=410]\n").get("/").status == 410);
  CHECK(Rules("RewriteEngine on\nRewriteRule ^ - [F]\n").get("/").status == 403);
}

TEST_CASE("back-references and negation") {
  CHECK(locationOf("RewriteCond %{HTTP_HOST} ^(.+)\\.example$\nRewriteRule ^(a)(b)$ "
                   "https://x/$2$1%1 [R]",
                   "/ab") == "https://x/bah");
  CHECK(locationOf("RewriteRule !^b https://x/[$0] [R]", "/a") == "https://x/%5b%5d");
}

TEST_CASE("conditions joined by OR") {
  const std::string rule = "RewriteRule ^ - [F]\n";
  const auto forbids = [&](const std::string& conditions) {
    return Rules("RewriteEngine on\n" + conditions + rule).get("/a").kind == Kind::kStatus;
  };
  const std::string yes = "RewriteCond %{HTTPS} off";
  const std::string no = "RewriteCond %{HTTPS} on";
  CHECK(forbids(yes + " [OR]\n" + no + "\n"));
  CHECK(forbids(no + " [OR]\n" + yes + "\n"));
  CHECK_FALSE(forbids(no + " [OR]\n" + no + "\n"));
  CHECK_FALSE(forbids(yes + " [OR]\n" + no + "\n" + no + "\n"));
  // A trailing OR leaves the rule without a condition.
  CHECK(forbids(no + " [OR]\n"));
}

TEST_CASE("how conditions compare") {
  const auto holds = [](const std::string& condition) {
    return Rules("RewriteEngine on\nRewriteCond " + condition + "\nRewriteRule ^ - [F]\n")
               .get("/a")
               .kind == Kind::kStatus;
  };
  CHECK(holds("%{SERVER_PORT} 80"));
  CHECK(holds("%{SERVER_PORT} =80"));
  CHECK(holds("%{SERVER_PORT} -lt443"));
  CHECK_FALSE(holds("%{SERVER_PORT} -eq443"));
  CHECK(holds("%{SERVER_PORT} <443"));
  CHECK(holds("%{REQUEST_SCHEME} !=https"));
  CHECK(holds("%{HTTP_HOST} ^H\\.EXAMPLE$ [NC]"));
  CHECK_FALSE(holds("%{HTTP_HOST} ^H\\.EXAMPLE$"));
  CHECK(holds("%{REQUEST_URI} ^/a$"));
  CHECK(holds("expr \"%{HTTPS} == 'off'\""));
  // Names that mod_rewrite does not know are empty, and so is ENV:HTTPS.
  CHECK(holds("%{HTTP_X_FORWARDED_PROTO} ^$"));
  CHECK(holds("%{ENV:HTTPS} !=on"));
}

TEST_CASE("flags that end, skip and chain") {
  CHECK(servedPath("RewriteRule ^a$ /b [L]\nRewriteRule ^a$ /c\n", "/a") == "/b");
  CHECK(servedPath("RewriteRule ^a$ - [S=1]\nRewriteRule ^ /b\nRewriteRule ^x /c\n", "/a") == "/a");
  CHECK(servedPath("RewriteRule ^x$ - [C]\nRewriteRule ^ /b\n", "/a") == "/a");
  CHECK(servedPath("RewriteRule ^a$ /b [END]\nRewriteRule ^b$ /c [L]\n", "/a") == "/b");
  CHECK(servedPath("RewriteRule ^a$ /b [L]\nRewriteRule ^b$ /c [L]\n", "/a") == "/c");
}

TEST_CASE("variables set by one rule are seen by the next") {
  CHECK(servedPath("RewriteRule ^ - [E=x:1]\nRewriteCond %{ENV:x} =1\nRewriteRule ^a$ /b [L]\n",
                   "/a") == "/b");
}

TEST_CASE("a catch-all to an absolute path never comes to rest, a relative one does") {
  CHECK(Rules("RewriteEngine on\nRewriteRule ^ /index.php [L]\n").get("/a").status == 500);
  CHECK(servedPath("RewriteRule ^(.*)$ index.php?q=$1 [L]\n", "/a") == "/index.php?q=index.php");
}

TEST_CASE("Redirect and RedirectMatch") {
  const auto location = [](const std::string& line, const std::string& path) {
    const Outcome outcome = Rules(line + "\n").get(path, "x=1");
    return outcome.kind == Kind::kRedirect ? outcome.location : std::string();
  };
  CHECK(location("Redirect 301 / https://h/", "/a/b") == "https://h/a/b?x=1");
  CHECK(location("Redirect 301 / https://h", "/a/b") == "https://ha/b?x=1");
  CHECK(location("Redirect /old https://h/new", "/old/x") == "https://h/new/x?x=1");
  CHECK(location("Redirect /old https://h/new", "/oldish") == "");
  CHECK(location("Redirect 301 https://h/", "/a") == "https://h/?x=1");
  CHECK(location("RedirectMatch ^/(.*)\\.htm$ https://h/$1.html", "/a b.htm") ==
        "https://h/a%20b.html?x=1");
  CHECK(Rules("Redirect gone /a\n").get("/a").status == 410);
}

TEST_CASE("a rewritten request meets Redirect, an external redirect comes before it") {
  const std::string alias = "Redirect /a https://alias/\n";
  CHECK(Rules("RewriteEngine on\nRewriteRule ^a$ /b?p=1 [L]\n" + alias).get("/a").location ==
        "https://alias/?p=1");
  CHECK(Rules("RewriteEngine on\nRewriteRule ^a$ https://rule/ [L]\n" + alias).get("/a").location ==
        "https://rule/");
}

TEST_CASE("Redirect inside If looks at the scheme") {
  const Rules rules("<If \"%{HTTPS} == 'off'\">\nRedirect 301 / https://h/\n</If>\n");
  Request request;
  request.host = "h";
  request.path = "/a";
  CHECK(rules.get(request).location == "https://h/a");
  request.https = true;
  CHECK(rules.get(request).kind == Kind::kServed);
}

TEST_CASE("rules in sections are beyond the model, and it says so") {
  const Outcome outcome =
      Rules("RewriteEngine on\n<If \"true\">\nRewriteEngine on\nRewriteRule ^ - [F]\n</If>\n")
          .get("/");
  CHECK(outcome.kind == Kind::kUnknown);
  CHECK_FALSE(outcome.why.empty());
}

TEST_CASE("assumptions go through every combination of what was asked") {
  const Rules rules(
      "RewriteEngine on\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteCond %{HTTP_USER_AGENT} "
      "iPhone\nRewriteRule ^a$ /b [L]\n");
  Request request;
  request.host = "h";
  request.path = "/a";
  Assumptions assumptions;
  int combinations = 0;
  int rewritten = 0;
  do {
    ++combinations;
    if (evaluate(rules.environment(), request, assumptions).path == "/b") ++rewritten;
  } while (assumptions.next());
  CHECK(rewritten == 2);
  // -f false: the agent is asked for, with two answers; -f true: -d false or true, and no file may
  // be both, so that the agent is asked for again when it is a directory.
  CHECK(combinations == 5);
}

TEST_CASE("what is known beforehand is not assumed") {
  const Rules rules(
      "RewriteEngine on\nRewriteCond %{REQUEST_FILENAME} -f\nRewriteRule ^a$ /b [L]\n");
  Request request;
  request.host = "h";
  request.path = "/a";
  Assumptions assumptions([](const std::string& question) -> std::optional<bool> {
    return question == "-f /var/www/html/a";
  });
  CHECK(evaluate(rules.environment(), request, assumptions).path == "/b");
  CHECK(assumptions.answers().empty());
  CHECK_FALSE(assumptions.next());
}

TEST_CASE("text that only the live request knows is marked") {
  const Outcome outcome =
      Rules("RewriteEngine on\nRewriteRule ^ https://%{HTTP:X-Host}/ [R]\n").get("/");
  CHECK(outcome.kind == Kind::kRedirect);
  CHECK(outcome.uncertainText);
}

TEST_CASE("paths are escaped as in a Location header") {
  CHECK(escapePath("/a b/\xe3\x81\x82?#%") == "/a%20b/%e3%81%82%3f%23%25");
  CHECK(unescape("/a%20b%zz%") == "/a b%zz%");
}

}  // namespace
}  // namespace htlint::httpd
