#include <catch2/catch.hpp>
#include <string>

#include "config/config.h"
#include "test_rules.h"

namespace htlint::config {
namespace {

using lint::Language;
using test::files;
using test::kRules;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Expected<Settings> resolveText(const std::string& text, const std::string& modules = "") {
  const auto texts = files({{"c/htlint.toml", text}, {"c/m.txt", modules}});
  const auto config = load({"c/htlint.toml", {}}, texts, kRules);
  REQUIRE(config);
  return resolve(*config, texts, kRules);
}

TEST_CASE("settings for the other rooms") {
  const auto settings = resolveText(R"toml(
ignore = ["file"]
[site]
host = "www.example.jp"
certificate = "server.pem"
csr = "x.csr"
notice = "n.txt"
pool = "my pool, new"
roots = "r.pem"
tls = "proxy"
[target]
httpd = "2.4.41"
modules = ["rewrite"]
allow-override = ["FileInfo"]
[rules]
red-rule = "error"
)toml");
  REQUIRE(settings);
  CHECK(settings->site.host == "www.example.jp");
  CHECK(settings->site.certificatePath == "c/server.pem");
  CHECK(settings->site.requestPath == "c/x.csr");
  CHECK(settings->site.noticePath == "c/n.txt");
  CHECK(settings->pool == std::vector<std::string>{"c/my pool, new"});
  CHECK(settings->roots == "c/r.pem");
  CHECK(settings->site.tlsAtProxy);
  CHECK(settings->target.version == httpd::Version{2, 4, 41});
  CHECK(settings->target.hasModule("mod_rewrite.c"));
  CHECK_FALSE(settings->target.hasModule("mod_headers.c"));
  CHECK(settings->target.allowOverride != httpd::Target().allowOverride);
  CHECK(settings->lint.rules.size() == 3);
  CHECK(settings->lint.ignore == std::vector<std::string>{"file"});
  CHECK(settings->lint.ruleSettings.at("red-rule").severity == lint::Severity::kError);
}

TEST_CASE("a module list may be what apache2ctl -M prints") {
  const auto settings = resolveText("[target]\nmodules = \"@m.txt\"\n",
                                    "Loaded Modules:\n core_module (static)\r\n"
                                    " rewrite_module (shared)\n# headers_module\n\n");
  REQUIRE(settings);
  CHECK(settings->target.hasModule("rewrite_module"));
  CHECK_FALSE(settings->target.hasModule("headers_module"));
}

TEST_CASE("a server's own configuration speaks where nothing is set") {
  const std::string server =
      "LoadModule rewrite_module modules/mod_rewrite.so\nDefine STAGE test\n"
      "<Directory \"/srv/www\">\n  AllowOverride FileInfo\n</Directory>\n"
      "<Directory />\nAllowOverride None\n</Directory>\n"
      "<Directory /srv/www2>\nAllowOverride All\n</Directory>\n";
  const std::string head = "[site]\ndocroot = \"/srv/www/site\"\n[target]\n";
  const auto settings = resolveText(head + "server-config = \"m.txt\"\n", server);
  REQUIRE(settings);
  CHECK(settings->target.hasModule("mod_rewrite.c"));
  CHECK_FALSE(settings->target.hasModule("mod_headers.c"));
  CHECK(settings->target.defines.at("STAGE") == "test");
  httpd::Target expected;
  REQUIRE(expected.setAllowOverride("FileInfo"));
  CHECK(settings->target.allowOverride == expected.allowOverride);

  const auto set = resolveText(
      head + "server-config = \"m.txt\"\nmodules = \"all\"\nallow-override = [\"All\"]\n", server);
  REQUIRE(set);
  CHECK(set->target.hasModule("mod_headers.c"));
  CHECK(set->target.allowOverride == httpd::Target().allowOverride);
  CHECK_FALSE(resolveText(head + "server-config = \"missing.conf\"\n"));
}

TEST_CASE("values that mean nothing are problems at their place") {
  const auto settings = resolveText(R"toml([site]
host = "https://www.example.jp/"
[target]
httpd = "3.9x"
modules = ["rewrit"]
allow-override = ["Everything"]
[[custom-rules]]
name = "broken"
directive = "Options"
argument = "("
message = "m"
)toml");
  REQUIRE_FALSE(settings);
  std::vector<std::uint32_t> lines;
  for (const Problem& problem : settings.error()) {
    CHECK(problem.where.path == "c/htlint.toml");
    CHECK_FALSE(problem.ja.empty());
    lines.push_back(problem.where.line);
  }
  CHECK(lines == std::vector<std::uint32_t>{4, 6, 5, 2, 7});
}

TEST_CASE("config show gives every value with its origin, and can be read again") {
  const std::string text =
      "[site]\nhost = \"www.example.jp\"\naliases = [\"a\\\"b\"]\n[rules]\nred-rule = \"off\"\n"
      "green-rule = { days = 7, severity = \"info\" }\n"
      "[[overrides]]\nfiles = [\"x/**\"]\nignore = [\"file\"]\n"
      "[[custom-rules]]\nname = \"own\"\ndirective = \"Options\"\nargument = '\\d'\n"
      "message = \"m\"\n";
  const auto config = load({"htlint.toml", {}}, files({{"htlint.toml", text}}), kRules);
  REQUIRE(config);
  const std::string shown = showText(*config, Language::kEnglish);
  CHECK(contains(shown, "host = \"www.example.jp\"  # from htlint.toml:2\n"));
  CHECK(contains(shown, "tls = \"here\"  # default\n"));
  CHECK(contains(shown, "red-rule = \"off\"  # from htlint.toml:5\n"));
  CHECK(contains(shown, "green-rule.days = 7  # from htlint.toml:6\n"));
  CHECK(contains(showText(*config, Language::kJapanese), "# htlint.toml:2 から\n"));

  const auto again = load({"x.toml", {}}, files({{"x.toml", shown}}), kRules);
  REQUIRE(again);
  CHECK(again->site.host == config->site.host);
  CHECK(again->site.aliases == config->site.aliases);
  CHECK(again->rules.at("red-rule").off);
  CHECK(again->rules.at("green-rule").options == config->rules.at("green-rule").options);
  CHECK(again->overrides.at(0).globs == config->overrides[0].globs);
  CHECK(again->customRules.at(0).argument == "\\d");
}

TEST_CASE("the template sets nothing as it is, and is valid with every comment mark removed") {
  for (const Language language : {Language::kEnglish, Language::kJapanese}) {
    const std::string text = templateText(language);
    const auto config = load({"t.toml", {}}, files({{"t.toml", text}}), kRules);
    REQUIRE(config);
    CHECK(config->origins.empty());

    std::string active;
    std::size_t settings = 0;
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = text.find('\n', start);
      std::string line = text.substr(start, end - start);
      start = end + 1;
      const bool isSetting = contains(line, " = ") || contains(line, "[[");
      if (line.starts_with("# ") && isSetting) line.erase(0, 2);
      const bool needsOthers = line.starts_with("extends") || contains(line, "redirect-temporary");
      if (needsOthers) continue;
      if (isSetting) ++settings;
      active += line + "\n";
    }
    INFO(active);
    CHECK(settings > 25);
    const auto full = load({"t.toml", {}}, files({{"t.toml", active}}), kRules);
    if (!full) INFO(toString(full.error().at(0), Language::kEnglish));
    CHECK(full);
    if (full) CHECK(full->originOf("target.modules").line > 0);
  }
}

TEST_CASE("the JSON schema knows sections, rules and options") {
  const std::string schema = schemaText(kRules);
  for (const char* part : {"\"contract-domain\"", "\"green-rule\"", "\"days\"", "\"custom-rules\"",
                           "\"additionalProperties\": false", "2020-12"}) {
    CHECK(contains(schema, part));
  }
}

}  // namespace
}  // namespace htlint::config
