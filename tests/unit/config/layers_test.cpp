#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "config/config.h"
#include "test_rules.h"

namespace htlint::config {
namespace {

using lint::Language;
using test::files;
using test::kRules;

TEST_CASE("the nearest htlint.toml upwards is found") {
  const std::set<std::string> present = {"/a/htlint.toml", "/a/b/c/htlint.toml"};
  const auto isFile = [&](const std::filesystem::path& path) {
    return present.contains(path.string());
  };
  CHECK(discover("/a/b/c/d", isFile) == "/a/b/c/htlint.toml");
  CHECK(discover("/a/b/c", isFile) == "/a/b/c/htlint.toml");
  CHECK(discover("/a/b/../b", isFile) == "/a/htlint.toml");
  CHECK_FALSE(discover("/x/y", isFile));
}

TEST_CASE("what a file says wins over what it extends, level after level") {
  const auto config = load(
      {"a/b/htlint.toml", {}},
      files({
          {"a/b/htlint.toml", "extends = \"../mid.toml\"\n[site]\nhost = \"near\"\n"},
          {"a/mid.toml",
           "extends = [\"one.toml\", \"two.toml\"]\n[site]\nhost = \"mid\"\nchain = \"mid.pem\"\n"
           "[[overrides]]\nfiles = [\"m\"]\nignore = [\"file\"]\n"},
          {"a/one.toml",
           "[site]\nhost = \"one\"\ncontract-domain = \"one\"\nkey = \"k\"\n"
           "[[overrides]]\nfiles = [\"o\"]\nignore = [\"file\"]\n"
           "[rules]\ngreen-rule = { days = 1, place = \"one\" }\n"},
          {"a/two.toml",
           "[site]\ncontract-domain = \"two\"\n[rules]\ngreen-rule = { severity = \"off\", days = "
           "2 }\n"},
      }),
      kRules);
  REQUIRE(config);
  CHECK(config->site.host == "near");
  CHECK(config->site.chain == "a/mid.pem");
  CHECK(config->site.key == "a/k");
  CHECK(config->site.contractDomain == "two");
  CHECK(config->originOf("site.host").path == "a/b/htlint.toml");
  CHECK(config->originOf("site.chain").path == "a/mid.toml");
  REQUIRE(config->overrides.size() == 2);
  CHECK(config->overrides[0].globs == std::vector<std::string>{"o"});
  const lint::RuleSetting& green = config->rules.at("green-rule");
  CHECK(green.off);
  CHECK(green.options.at("days") == lint::OptionValue(std::int64_t{2}));
  CHECK(green.options.at("place") == lint::OptionValue(std::string("one")));
}

TEST_CASE("a base that two files share counts once") {
  const auto config = load(
      {"top.toml", {}},
      files({
          {"top.toml", "extends = [\"l.toml\", \"r.toml\"]\n"},
          {"l.toml", "extends = \"base.toml\"\nlang = \"en\"\n"},
          {"r.toml", "extends = \"base.toml\"\n"},
          {"base.toml", "lang = \"ja\"\n[[overrides]]\nfiles = [\"x\"]\nignore = [\"file\"]\n"},
      }),
      kRules);
  REQUIRE(config);
  CHECK(config->overrides.size() == 1);
  CHECK(config->language == Language::kEnglish);
}

TEST_CASE("a circle of extends is an error that shows the circle") {
  const auto config = load({"a.toml", {}},
                           files({
                               {"a.toml", "extends = \"b.toml\"\n"},
                               {"b.toml", "extends = [\"./c.toml\"]\n"},
                               {"c.toml", "\nextends = \"b.toml\"\n"},
                           }),
                           kRules);
  REQUIRE_FALSE(config);
  REQUIRE(config.error().size() == 1);
  CHECK(toString(config.error()[0], Language::kEnglish) ==
        "c.toml:2:11: error: `extends` goes round in a circle: b.toml -> c.toml -> b.toml");
}

TEST_CASE("a file that can't be read is reported where it is named") {
  const auto missing = load({"a.toml", {}}, files({{"a.toml", "extends = \"b.toml\"\n"}}), kRules);
  REQUIRE_FALSE(missing);
  CHECK(toString(missing.error().at(0), Language::kEnglish) ==
        "a.toml:1:11: error: can't read `b.toml`: No such file");
  const auto itself = load({"a.toml", {}}, files({}), kRules);
  REQUIRE_FALSE(itself);
  CHECK(toString(itself.error().at(0), Language::kEnglish) ==
        "a.toml: error: can't read `a.toml`: No such file");
}

TEST_CASE("a profile lies under everything else; --profile replaces the one that files name") {
  const auto texts = files({
      {"s/htlint.toml", "profile = \"house.toml\"\nextends = \"base.toml\"\nfail-on = \"never\"\n"},
      {"s/base.toml", "profile = \"strict\"\nlang = \"en\"\n"},
      {"s/house.toml", "lang = \"ja\"\nfail-on = \"error\"\n[site]\nhost = \"house\"\n"},
      {"other.toml", "[site]\nhost = \"other\"\n"},
      {"bad.toml", "profile = \"strict\"\n"},
  });
  const auto config = load({"s/htlint.toml", {}}, texts, kRules);
  REQUIRE(config);
  CHECK(config->profile == "s/house.toml");
  CHECK(config->originOf("profile").path == "s/htlint.toml");
  CHECK(config->site.host == "house");
  CHECK(config->language == Language::kEnglish);
  CHECK(config->failOn == FailOn::kNever);

  const auto chosen = load({"s/htlint.toml", "other.toml"}, texts, kRules);
  REQUIRE(chosen);
  CHECK(chosen->site.host == "other");
  CHECK(chosen->originOf("profile").path == "--profile");

  const auto alone = load({"", "default"}, texts, kRules);
  CHECK((alone && alone->profile == "default"));

  const auto nested = load({"", "bad.toml"}, texts, kRules);
  REQUIRE_FALSE(nested);
  CHECK(nested.error().at(0).en.find("can't name another profile") != std::string::npos);

  const auto unknown = load({"", "strickt"}, texts, kRules);
  REQUIRE_FALSE(unknown);
  CHECK(toString(unknown.error().at(0), Language::kEnglish) ==
        "--profile: error: unknown profile `strickt`; did you mean `strict`?");
}

TEST_CASE("a later layer can switch a rule on again") {
  const auto config = load({"a.toml", {}},
                           files({
                               {"a.toml", "extends = \"b.toml\"\n[rules]\nred-rule = \"on\"\n"},
                               {"b.toml", "[rules]\nred-rule = \"off\"\n"},
                           }),
                           kRules);
  REQUIRE(config);
  CHECK_FALSE(config->rules.at("red-rule").off);
  CHECK_FALSE(config->rules.at("red-rule").severity);
}

TEST_CASE("the command line lies on top") {
  auto config = load({"s/a.toml", {}},
                     files({{"s/a.toml", "[site]\nhost = \"file\"\naliases = [\"x\"]\n"}}), kRules);
  REQUIRE(config);
  const CommandLineValue values[] = {
      {"--host", "site.host", {"line"}},
      {"--cert", "site.certificate", {"c.pem"}},
      {"--alias", "site.aliases", {"y", "z"}},
      {"--select", "select", {"https,file", "old-red-name"}},
      {"--modules", "target.modules", {"rewrite,authz_core"}},
      {"--allow-override", "target.allow-override", {"Options=Indexes,MultiViews FileInfo"}},
      {"--fail-on", "fail-on", {"never"}},
  };
  REQUIRE(applyCommandLine(*config, values, kRules));
  CHECK(config->site.host == "line");
  CHECK(config->site.certificate == "c.pem");
  CHECK(config->site.aliases == std::vector<std::string>{"y", "z"});
  CHECK(config->select == std::vector<std::string>{"https", "file", "red-rule"});
  CHECK(config->target.modules == std::vector<std::string>{"rewrite", "authz_core"});
  CHECK(config->target.allowOverride ==
        std::vector<std::string>{"Options=Indexes,MultiViews", "FileInfo"});
  CHECK(config->failOn == FailOn::kNever);
  CHECK(config->originOf("site.host").path == "--host");

  const CommandLineValue wrong[] = {{"--fail-on", "fail-on", {"warnings"}},
                                    {"--ignore", "ignore", {"greenrule"}}};
  const auto applied = applyCommandLine(*config, wrong, kRules);
  REQUIRE_FALSE(applied);
  REQUIRE(applied.error().size() == 2);
  CHECK(toString(applied.error()[0], Language::kEnglish) ==
        "--fail-on: error: `--fail-on` can't be \"warnings\"; it takes \"error\", \"warning\", "
        "\"never\"; did you mean \"warning\"?");
  CHECK(applied.error()[1].en == "unknown rule or group `greenrule`; did you mean `green-rule`?");
}

}  // namespace
}  // namespace htlint::config
