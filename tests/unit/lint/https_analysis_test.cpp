#include "lint/https_analysis.h"

#include <catch2/catch.hpp>
#include <string>

#include "lint_test_site.h"

namespace htlint::lint {
namespace {

constexpr std::string_view kGuide =
    "RewriteEngine on\n"
    "RewriteCond %{HTTPS} off\n"
    "RewriteRule ^(.*)$ https://www.example.jp/$1 [R=301,L]\n";

/// A site with one root file, and its analysis.
struct Analysed {
  Site site;
  HttpsAnalysis https;

  explicit Analysed(std::string_view text, const std::optional<std::string>& host = std::nullopt)
      : Analysed(inputFor(text, host)) {}
  explicit Analysed(SiteInput input)
      : site(std::move(input)), https(analyseHttps(site, *site.rootHtaccess())) {}

  static SiteInput inputFor(std::string_view text, const std::optional<std::string>& host) {
    SiteInput input = test::siteWith(text);
    input.settings.host = host;
    return input;
  }

  [[nodiscard]] Proof loopRepairedBy(const std::string& after) const {
    return proveLoopRepaired(site, *site.rootHtaccess(), after);
  }
  [[nodiscard]] Proof redirectProvenBy(const std::string& after) const {
    return proveHttpsRedirect(site, *site.rootHtaccess(), after, "www.example.jp");
  }
};

std::string file(const std::string& lines) { return "RewriteEngine on\n" + lines; }

TEST_CASE("names that a redirect keeps are found by trying each") {
  SiteInput input =
      test::siteWith(file("RewriteCond %{HTTP_HOST} !=shop.example.jp\n"
                          "RewriteRule ^(.*)$ https://%{HTTP_HOST}/$1 [R=301,L]\n"));
  input.settings.host = "www.example.jp";
  input.settings.aliases = {"example.jp", "shop.example.jp"};
  const Analysed site(std::move(input));
  std::vector<std::string> names;
  for (const HttpsWitness& witness : site.https.keptNames) names.push_back(witness.request.host);
  CHECK(names == std::vector<std::string>{"www.example.jp", "example.jp"});
}

TEST_CASE("the guide's lines redirect everything and lose nothing") {
  const Analysed site(kGuide, "www.example.jp");
  REQUIRE(site.https.redirects.size() == 1);
  const HttpsRedirect& redirect = site.https.redirects.front();
  CHECK(redirect.host == "www.example.jp");
  CHECK(redirect.status == 301);
  CHECK(redirect.general);
  CHECK(redirect.hasSchemeCondition);
  CHECK(redirect.onlySchemeConditions);
  CHECK_FALSE(redirect.hostIsDynamic);
  CHECK(kGuide.substr(redirect.hostRange.start, redirect.hostRange.size()) == "www.example.jp");
  CHECK(site.https.redirectsHttp);
  CHECK(site.https.redirectsAllHttp);
  CHECK(site.https.loops.empty());
  CHECK(site.https.escapes.empty());
  CHECK(site.https.lostPaths.empty());
  CHECK(site.https.lostQueries.empty());
  CHECK(site.https.twins.empty());
  CHECK_FALSE(site.https.unknown);
}

TEST_CASE("where a target's host ends") {
  const auto hostOf = [](const std::string& target) {
    const Analysed site(file("RewriteRule ^ " + target + " [R]\n"));
    return site.https.redirects.at(0);
  };
  CHECK(hostOf("https://a.example%{REQUEST_URI}").host == "a.example");
  CHECK_FALSE(hostOf("https://a.example%{REQUEST_URI}").hostIsDynamic);
  CHECK(hostOf("HTTPS://a.example/$1").host == "a.example");
  CHECK(hostOf("https://a.example?x").host == "a.example");
  CHECK(hostOf("https://%{HTTP_HOST}/").host.empty());
  CHECK_FALSE(hostOf("https://%{SERVER_NAME}/").hostIsDynamic);
  CHECK(hostOf("https://www.%1/").hostIsDynamic);
  CHECK(hostOf("https://www.%{HTTP_HOST}/").hostIsDynamic);
}

TEST_CASE("every working form of the redirect counts") {
  for (const std::string lines :
       {"RewriteCond %{HTTPS} !=on\nRewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R,L]\n",
        "RewriteCond %{SERVER_PORT} 80\nRewriteRule (.*) https://www.example.jp/$1 [R=301]\n",
        "RewriteCond %{REQUEST_SCHEME} ^http$\nRewriteRule .* https://x%{REQUEST_URI}\n",
        "RewriteCond %{HTTP:X-Forwarded-Proto} !https\nRewriteRule ^ "
        "https://%{HTTP_HOST}%{REQUEST_URI} [R=301]\n",
        "<If \"%{HTTPS} == 'off'\">\nRedirect 301 / https://www.example.jp/\n</If>\n",
        "<If \"%{REQUEST_SCHEME} == 'http'\">\nRedirectMatch ^(.*)$ https://x$1\n</If>\n"}) {
    INFO(lines);
    const Analysed site(file(lines));
    CHECK(site.https.redirectsHttp);
    CHECK(site.https.loops.empty());
    CHECK(site.https.lostPaths.empty());
  }
}

TEST_CASE("a single page's redirect is not the site's") {
  const Analysed site(file("RewriteRule ^shop$ https://shop.example/ [R]\n"));
  CHECK_FALSE(site.https.redirectsHttp);
  CHECK_FALSE(site.https.redirects.at(0).general);
}

TEST_CASE("what is left on http keeps a site from redirecting everything") {
  const std::string rule = "RewriteRule ^(.*)$ https://www.example.jp/$1 [R=301,L]\n";
  CHECK_FALSE(Analysed(file("RewriteCond %{HTTPS} off\n"
                            "RewriteCond %{REQUEST_URI} !^/\\.well-known/\n" +
                            rule),
                       "www.example.jp")
                  .https.redirectsAllHttp);
  CHECK_FALSE(Analysed(file("RewriteCond %{HTTPS} off\n"
                            "RewriteCond %{HTTP_HOST} ^www\\.example\\.jp$\n" +
                            rule),
                       "www.example.jp")
                  .https.redirectsAllHttp);
  CHECK_FALSE(Analysed(file("RewriteRule ^open$ - [L]\n") + std::string(kGuide), "www.example.jp")
                  .https.redirectsAllHttp);
}

TEST_CASE("loops") {
  const std::string rule = "RewriteRule ^(.*)$ https://www.example.jp/$1 [R=301,L]\n";
  CHECK(Analysed(file(rule), "www.example.jp").https.loops.size() == 1);
  // Another host may be another server.
  CHECK(Analysed(file(rule), "old.example.jp").https.loops.empty());
  CHECK(Analysed(file(rule)).https.loops.empty());
  // Whoever asks for the scheme means this site.
  CHECK(Analysed(file("RewriteCond %{REQUEST_SCHEME} http\n" + rule)).https.loops.size() == 1);
  CHECK(Analysed(file("RewriteCond %{ENV:HTTPS} !on\n" + rule)).https.loops.size() == 1);
  CHECK(
      Analysed(file("RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R]\n")).https.loops.size() ==
      1);
}

TEST_CASE("a loop's witness is the https request") {
  const Analysed site(file("RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R]\n"), "h.example");
  REQUIRE(site.https.loops.size() == 1);
  CHECK(site.https.loops.front().url() == "https://h.example/?x=1");
  CHECK(site.https.loops.front().cause == htaccess::kNoNode);
}

TEST_CASE("no loop is concluded from what a header might say") {
  for (const std::string condition :
       {"%{HTTP:X-Secure} !=1", "%{SSL:SSL_PROTOCOL} ^$", "%{HTTP_COOKIE} !seen"}) {
    INFO(condition);
    const Analysed site(file("RewriteCond " + condition +
                             "\nRewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R]\n"));
    CHECK(site.https.loops.empty());
  }
  const Analysed foreign(
      file("SetEnvIf X-Secure 1 secure\nRewriteCond %{ENV:secure} !=1\n"
           "RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R]\n"));
  CHECK(foreign.https.loops.empty());
}

TEST_CASE("two redirects that lead to each other") {
  SiteInput input = Analysed::inputFor(
      file("RewriteCond %{HTTP_HOST} !^www\\.\nRewriteRule ^(.*)$ https://www.example.jp/$1 [R,L]\n"
           "RewriteRule ^(.*)$ https://example.jp/$1 [R,L]\n"),
      "www.example.jp");
  input.settings.aliases = {"example.jp"};
  const Analysed site(std::move(input));
  REQUIRE_FALSE(site.https.loops.empty());
  CHECK(site.https.loops.front().redirect == 3);
  CHECK(site.https.loops.front().cause == 2);
}

TEST_CASE("TLS that ends at a proxy") {
  SiteInput input = Analysed::inputFor(kGuide, "www.example.jp");
  input.settings.tlsAtProxy = true;
  const Analysed site(std::move(input));
  CHECK(site.https.behindProxy);
  CHECK(site.https.loops.size() == 1);
  CHECK(site.loopRepairedBy(file("RewriteCond %{HTTP:X-Forwarded-Proto} !=https\n"
                                 "RewriteRule ^(.*)$ https://www.example.jp/$1 [R=301,L]\n")) ==
        Proof::kHolds);
}

TEST_CASE("a repair of a loop is proven, or not") {
  const std::string rule = "RewriteRule ^(.*)$ https://www.example.jp/$1 [R=301,L]\n";
  const Analysed site(file(rule), "www.example.jp");
  CHECK(site.loopRepairedBy(file("RewriteCond %{HTTPS} off\n" + rule)) == Proof::kHolds);
  CHECK(site.loopRepairedBy(file("RewriteCond %{REQUEST_SCHEME} http\n" + rule)) == Proof::kFails);
  // http must be redirected as before.
  CHECK(site.loopRepairedBy(file("")) == Proof::kFails);
  CHECK(site.loopRepairedBy(file("RewriteCond %{HTTPS} off [\n" + rule)) == Proof::kFails);
}

TEST_CASE("lost paths and queries are the redirect's own doing") {
  const std::string condition = "RewriteCond %{HTTPS} off\n";
  const Analysed home(file(condition + "RewriteRule ^ https://h.example/ [R]\n"));
  REQUIRE(home.https.lostPaths.size() == 1);
  CHECK(home.https.lostPaths.front().outcome.location == "https://h.example/?x=1");
  CHECK(home.https.lostQueries.empty());
  const Analysed bare(file(condition + "RewriteRule ^(.*)$ https://h.example/$1? [R]\n"));
  CHECK(bare.https.lostPaths.empty());
  CHECK(bare.https.lostQueries.size() == 1);
  // Only some pages change their name.
  const Analysed some(file(condition + "RewriteRule ^(.+)\\.html$ https://h.example/$1.php [R]\n"));
  CHECK(some.https.lostPaths.empty());
}

TEST_CASE("a folder's own file loses the folder") {
  SiteInput input = test::siteWith(kGuide);
  input.files.front().path = input.files.front().sitePath = "shop/.htaccess";
  const Site site(std::move(input));
  const HttpsAnalysis https = analyseHttps(site, site.htaccessFiles().front());
  REQUIRE(https.lostPaths.size() == 1);
  CHECK(https.lostPaths.front().request.path == "/shop/dir/page.html");
  CHECK(https.lostPaths.front().outcome.location == "https://www.example.jp/dir/page.html?x=1");
}

TEST_CASE("escapes: what an earlier rule answers, or rewrites to one page for all") {
  const Analysed served(file("RewriteCond %{REQUEST_FILENAME} -f\nRewriteRule ^ - [L]\n") +
                        std::string(kGuide));
  REQUIRE_FALSE(served.https.escapes.empty());
  CHECK(served.https.escapes.front().outcome.kind == httpd::Outcome::Kind::kServed);
  CHECK(served.https.escapes.front().cause == 2);

  const Analysed controller(
      file("RewriteCond %{REQUEST_FILENAME} !-f\nRewriteRule . /index.php [L]\n") +
      std::string(kGuide));
  REQUIRE_FALSE(controller.https.escapes.empty());
  CHECK(controller.https.escapes.front().outcome.location ==
        "https://www.example.jp/index.php?x=1");

  // The path lives on.
  const Analysed folder(
      file("RewriteCond %{HTTP_USER_AGENT} iPhone\nRewriteCond %{REQUEST_URI} !^/sp/\n"
           "RewriteRule ^(.*)$ /sp/$1\n") +
      std::string(kGuide));
  CHECK(folder.https.escapes.empty());
}

TEST_CASE("the place behind a front controller is not proven, the one in front is") {
  const std::string controller =
      "RewriteCond %{REQUEST_FILENAME} !-f\nRewriteRule . /index.php [L]\n";
  const std::string redirect =
      "RewriteCond %{HTTPS} off\nRewriteRule ^(.*)$ https://www.example.jp/$1 [R=301,L]\n";
  const Analysed site(file(controller), "www.example.jp");
  CHECK(site.redirectProvenBy(file(controller + redirect)) == Proof::kFails);
  CHECK(site.redirectProvenBy(file(redirect + controller)) == Proof::kHolds);
}

TEST_CASE("twins") {
  const std::string condition = "RewriteCond %{HTTPS} off\n";
  const std::string first = condition + "RewriteRule ^(.*)$ https://a.example/$1 [R=301,L]\n";
  const auto twinsOf = [&](const std::string& second) {
    return Analysed(file(first + second)).https.twins;
  };
  REQUIRE(twinsOf(first).size() == 1);
  CHECK(twinsOf(first).front().sameHost);
  CHECK(twinsOf(first).front().first == 2);
  CHECK(twinsOf(first).front().second == 4);
  CHECK(twinsOf("RewriteCond %{SERVER_PORT} !443\n"
                "RewriteRule ^ https://a.example%{REQUEST_URI} [R=301,L]\n")
            .size() == 1);
  const auto other = twinsOf(condition + "RewriteRule (.*) https://b.example/$1 [R=301,L]\n");
  REQUIRE(other.size() == 1);
  CHECK_FALSE(other.front().sameHost);
  CHECK(twinsOf(condition + "RewriteRule (.*) https://a.example/$1 [R=302,L]\n").empty());
  CHECK(twinsOf("RewriteCond %{HTTP_HOST} !^www\nRewriteRule (.*) https://a.example/$1 [R=301,L]\n")
            .empty());
}

TEST_CASE("visitors of other sites on the web root") {
  const auto othersOf = [](const std::string& lines) {
    SiteInput input = Analysed::inputFor(file(lines), "www.example.jp");
    input.settings.domains = {"other.example"};
    return Analysed(std::move(input)).https.otherSites;
  };
  const std::string rule = "RewriteRule ^(.*)$ https://www.example.jp/$1 [R=301,L]\n";
  REQUIRE(othersOf("RewriteCond %{HTTPS} off\n" + rule).size() == 1);
  CHECK(othersOf("RewriteCond %{HTTPS} off\n" + rule).front().request.host == "other.example");
  CHECK(othersOf("RewriteCond %{HTTP_HOST} ^www\\.example\\.jp$\n" + rule).empty());
  CHECK(othersOf("RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R]\n").empty());
  CHECK(othersOf("Redirect /news http://www.example.jp/\n").empty());
}

TEST_CASE("an edit can be analysed before it is made") {
  const Analysed site(kGuide, "www.example.jp");
  const HttpsAnalysis after =
      analyseHttpsAfter(site.site, *site.site.rootHtaccess(),
                        file("RewriteRule ^(.*)$ https://www.example.jp/$1 [R=301,L]\n"));
  CHECK(after.loops.size() == 1);
  CHECK(after.redirects.at(0).rule == nullptr);
}

TEST_CASE("without any redirect there is nothing to analyse") {
  const Analysed site("RewriteEngine on\nRewriteRule . /index.php [L]\n");
  CHECK(site.https.redirects.empty());
  CHECK_FALSE(site.https.redirectsHttp);
  CHECK_FALSE(site.https.redirectsAllHttp);
}

}  // namespace
}  // namespace htlint::lint
