#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "config/config.h"
#include "test_rules.h"

namespace htlint::config {
namespace {

using lint::Language;
using test::files;
using test::kRules;

Config loadText(const std::string& text) {
  const auto config = load({"site/htlint.toml", {}}, files({{"site/htlint.toml", text}}), kRules);
  if (!config) {
    for (const Problem& problem : config.error())
      UNSCOPED_INFO(toString(problem, Language::kEnglish));
  }
  REQUIRE(config);
  return *config;
}

std::vector<std::string> problemsOf(const std::map<std::string, std::string>& texts) {
  const auto config = load({"htlint.toml", {}}, files(texts), kRules);
  REQUIRE_FALSE(config);
  std::vector<std::string> result;
  for (const Problem& problem : config.error()) {
    CHECK_FALSE(problem.ja.empty());
    CHECK(problem.ja != problem.en);
    result.push_back(toString(problem, Language::kEnglish));
  }
  return result;
}

std::vector<std::string> problemsOf(const std::string& text) {
  return problemsOf(std::map<std::string, std::string>{{"htlint.toml", text}});
}

using Problems = std::vector<std::string>;

TEST_CASE("no file gives the defaults") {
  const auto config = load({}, files({}), kRules);
  REQUIRE(config);
  CHECK(config->profile == "default");
  CHECK(config->failOn == FailOn::kWarning);
  CHECK_FALSE(config->site.host);
  CHECK(config->target.modules == std::vector<std::string>{"all"});
  CHECK(config->path.empty());
  CHECK(config->originOf("site.host").isDefault());
}

TEST_CASE("every key reaches its place") {
  const Config config = loadText(R"toml(
fail-on = "error"
lang = "ja"
select = ["https", "red-rule"]
ignore = ["file"]
[site]
host = "www.example.jp"
aliases = ["example.jp"]
domains = ["other.example"]
contract-domain = "example.jp"
certificate = "tls/server.pem"
chain = "/etc/chain.pem"
key = "../server.key"
csr = "server.csr"
pool = ["pool", "/etc/more.pem"]
roots = "roots.pem"
tls = "proxy"
docroot = "public_html"
[target]
httpd = "2.4.58"
modules = ["rewrite", "authz_core"]
allow-override = ["FileInfo", "AuthConfig"]
[[overrides]]
files = ["legacy/**"]
ignore = ["blue-rule"]
[[custom-rules]]
name = "no-indexes"
directive = "Options"
argument = '^\+?Indexes$'
message = "no"
help = "h"
severity = "error"
replace = "-Indexes"
)toml");
  CHECK(config.failOn == FailOn::kError);
  CHECK(config.language == Language::kJapanese);
  CHECK(config.select == std::vector<std::string>{"https", "red-rule"});
  CHECK(config.ignore == std::vector<std::string>{"file"});
  CHECK(config.site.host == "www.example.jp");
  CHECK(config.site.aliases == std::vector<std::string>{"example.jp"});
  CHECK(config.site.domains == std::vector<std::string>{"other.example"});
  CHECK(config.site.contractDomain == "example.jp");
  CHECK(config.site.certificate == "site/tls/server.pem");
  CHECK(config.site.chain == "/etc/chain.pem");
  CHECK(config.site.key == "server.key");
  CHECK(config.site.csr == "site/server.csr");
  CHECK(config.site.pool == std::vector<std::string>{"site/pool", "/etc/more.pem"});
  CHECK(config.site.roots == "site/roots.pem");
  CHECK(config.site.docroot == "site/public_html");
  CHECK(config.site.tlsAtProxy);
  CHECK(config.target.httpd == "2.4.58");
  CHECK(config.target.modules == std::vector<std::string>{"rewrite", "authz_core"});
  CHECK(config.target.allowOverride == std::vector<std::string>{"FileInfo", "AuthConfig"});
  REQUIRE(config.overrides.size() == 1);
  CHECK(config.overrides[0].globs == std::vector<std::string>{"legacy/**"});
  CHECK(config.overrides[0].ignore == std::vector<std::string>{"blue-rule"});
  REQUIRE(config.customRules.size() == 1);
  CHECK(config.customRules[0].argument == R"(^\+?Indexes$)");
  CHECK(config.customRules[0].severity == lint::Severity::kError);
  CHECK(config.customRules[0].replace == "-Indexes");
  CHECK(config.path == "site/htlint.toml");
}

TEST_CASE("a rule is set to a level or to a table of its options") {
  const Config config = loadText(R"toml([rules]
blue-rule = "off"
old-red-name = "info"
[rules.green-rule]
severity = "error"
days = 30
words = ["a", "b"]
place = "guide"
loud = true
)toml");
  CHECK(config.rules.at("blue-rule").off);
  // A former name is the rule's present one.
  CHECK(config.rules.at("red-rule").severity == lint::Severity::kInfo);
  const lint::RuleSetting& green = config.rules.at("green-rule");
  CHECK(green.severity == lint::Severity::kError);
  CHECK(green.options.at("days") == lint::OptionValue(std::int64_t{30}));
  CHECK(green.options.at("words") == lint::OptionValue(std::vector<std::string>{"a", "b"}));
  CHECK(green.options.at("place") == lint::OptionValue(std::string("guide")));
  CHECK(green.options.at("loud") == lint::OptionValue(true));
  CHECK(config.originOf("rules.green-rule.days").line == 6);
}

TEST_CASE("unknown names are errors at their place, with a suggestion") {
  CHECK(problemsOf("profil = \"strict\"\n") ==
        Problems{"htlint.toml:1:1: error: unknown key `profil`; did you mean `profile`?"});
  CHECK(problemsOf("\n[site]\n  hosts = \"a\"\n") ==
        Problems{"htlint.toml:3:3: error: unknown key `hosts`; did you mean `host`? (in [site])"});
  CHECK(problemsOf("[rules]\nredrule = \"off\"\n") ==
        Problems{"htlint.toml:2:1: error: unknown rule `redrule`; did you mean `red-rule`?"});
  CHECK(problemsOf("ignore = [\n  \"htps\"]\n") ==
        Problems{"htlint.toml:2:3: error: unknown rule or group `htps`; did you mean `https`?"});
  CHECK(problemsOf("[rules]\ngreen-rule = { dayz = 3 }\n") ==
        Problems{"htlint.toml:2:16: error: unknown option `dayz`; did you mean `days`? (of rule "
                 "green-rule)"});
  CHECK(problemsOf("zebra = 1\n") == Problems{"htlint.toml:1:1: error: unknown key `zebra`"});
  CHECK(problemsOf("profile = \"alpha-prn\"\n") ==
        Problems{"htlint.toml:1:11: error: unknown profile `alpha-prn`; did you mean "
                 "`alpha-prm`?"});
}

TEST_CASE("columns count characters, not bytes") {
  CHECK(problemsOf("[site]\n\"日本\" = 1 \n").at(0) ==
        "htlint.toml:2:1: error: unknown key `日本` (in [site])");
  CHECK(problemsOf("select = [\"日本\", \"x y\"]\n").at(1) ==
        "htlint.toml:1:17: error: unknown rule or group `x y`");
}

TEST_CASE("values of the wrong kind are errors") {
  CHECK(problemsOf("[site]\nhost = [\"a\"]\n") ==
        Problems{"htlint.toml:2:8: error: `site.host` must be a string, not array"});
  CHECK(problemsOf("select = \"https\"\n") ==
        Problems{"htlint.toml:1:10: error: `select` must be an array of strings, not string"});
  CHECK(problemsOf("site = 1\n") ==
        Problems{"htlint.toml:1:8: error: `site` must be a table, not integer"});
  CHECK(problemsOf("[site]\naliases = [1979-05-27]\n") ==
        Problems{"htlint.toml:2:12: error: `site.aliases` must be an array of strings, not date"});
  CHECK(problemsOf("[site]\ntls = \"prox\"\n") ==
        Problems{"htlint.toml:2:7: error: `site.tls` can't be \"prox\"; it takes \"here\", "
                 "\"proxy\"; did you mean \"proxy\"?"});
  CHECK(problemsOf("[rules]\nred-rule = \"fatal\"\n").at(0).find("`rules.red-rule` can't be") !=
        std::string::npos);
  CHECK(problemsOf("[rules]\nred-rule = true\n").at(0).find("a level such as") !=
        std::string::npos);
  CHECK(problemsOf("[rules]\ngreen-rule.days = \"3\"\n") ==
        Problems{"htlint.toml:2:19: error: `rules.green-rule.days` must be an integer, not "
                 "string"});
  CHECK(problemsOf("[rules]\nhttps = \"off\"\n").at(0).find("is a group") != std::string::npos);
  CHECK(problemsOf("[target]\nmodules = \"some\"\n").at(0).find("\"@FILE\"") != std::string::npos);
  CHECK(problemsOf("overrides = 3\n").size() == 1);
  CHECK(problemsOf("a = = 3\n").at(0).find("htlint.toml:1:5: error: not valid TOML") == 0);
}

TEST_CASE("all problems are reported, in the order of the file") {
  const Problems problems = problemsOf("zz = 1\naa = 2\n[site]\nq = 1\n");
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].find("htlint.toml:1:1:") == 0);
  CHECK(problems[1].find("htlint.toml:2:1:") == 0);
  CHECK(problems[2].find("htlint.toml:4:1:") == 0);
}

TEST_CASE("custom rules need their keys, and names of their own") {
  CHECK(problemsOf("[[custom-rules]]\nname = \"a-b\"\ndirective = \"Options\"\n") ==
        Problems{"htlint.toml:1:1: error: this [[custom-rules]] needs the key `message`"});
  const std::string rest = "directive = \"Options\"\nmessage = \"m\"\n";
  CHECK(problemsOf("[[custom-rules]]\nname = \"red-rule\"\n" + rest).at(0).find("of its own") !=
        std::string::npos);
  CHECK(problemsOf("[[custom-rules]]\nname = \"No_Good\"\n" + rest).at(0).find("is no name") !=
        std::string::npos);
  const std::string one = "[[custom-rules]]\nname = \"one\"\n" + rest;
  CHECK(problemsOf(one + one) ==
        Problems{"htlint.toml:5:1: error: custom rule `one` is there twice, first at "
                 "htlint.toml:1"});
  // A custom rule may be named anywhere in the file.
  const Config config = loadText("ignore = [\"one\"]\n[rules]\none = \"error\"\n" + one);
  CHECK(config.rules.at("one").severity == lint::Severity::kError);
}

}  // namespace
}  // namespace htlint::config
