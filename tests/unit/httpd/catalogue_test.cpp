#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "catalogue/directives.h"

using namespace htlint::catalogue;

TEST_CASE("the catalogue holds the directives of httpd 2.4.71", "[catalogue]") {
  const auto own = std::ranges::count(directives(), false, &Directive::thirdParty);
  CHECK(own == 755);  // 726 names, some of them once for each MPM
  std::size_t legal = 0;
  for (const Directive& directive : directives()) {
    if (!directive.thirdParty && directive.overrides != 0) ++legal;
  }
  CHECK(legal == 295);
}

TEST_CASE("names are found in any case", "[catalogue]") {
  const auto found = findDirectives("rewriteRULE");
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "RewriteRule");
  CHECK(found[0].module == "mod_rewrite.c");
  CHECK(found[0].overrides == kOverrideFileInfo);
  CHECK_FALSE(found[0].onRead);
  CHECK(findDirectives("RewriteRules").empty());
  CHECK(findDirectives("").empty());
}

TEST_CASE("sections keep their bracket", "[catalogue]") {
  const auto found = findDirectives("<ifmodule");
  REQUIRE(found.size() == 1);
  CHECK(found[0].overrides == kOverrideAny);
  CHECK(found[0].onRead);
  CHECK(findDirectives("IfModule").empty());
  CHECK(findDirectives("<Limit")[0].overrides == (kOverrideAuthConfig | kOverrideLimit));
  CHECK(findDirectives("<Directory")[0].overrides == kOverrideNone);
}

TEST_CASE("every directive can be found by its own name", "[catalogue]") {
  for (const Directive& directive : directives()) {
    INFO(directive.name);
    const auto found = findDirectives(directive.name);
    CHECK(std::ranges::find(found, directive.module, &Directive::module) != found.end());
  }
}

TEST_CASE("one name may belong to several modules", "[catalogue]") {
  const auto found = findDirectives("php_value");
  REQUIRE(found.size() == 4);
  for (const Directive& directive : found) {
    CHECK(directive.thirdParty);
    CHECK(directive.overrides == kOverrideOptions);
  }
}

TEST_CASE("every directive's module is listed", "[catalogue]") {
  for (const Directive& directive : directives()) {
    INFO(directive.name);
    CHECK(std::ranges::find(modules(), directive.module, &Module::sourceName) != modules().end());
  }
  const auto core = std::ranges::find(modules(), "core.c", &Module::sourceName);
  REQUIRE(core != modules().end());
  CHECK(core->builtIn);
  CHECK(core->identifier == "core_module");
}

TEST_CASE("statuses and rewrite variables", "[catalogue]") {
  CHECK(isKnownStatus(301));
  CHECK(isKnownStatus(451));
  CHECK_FALSE(isKnownStatus(306));
  CHECK_FALSE(isKnownStatus(418));
  CHECK_FALSE(isKnownStatus(0));
  CHECK(std::ranges::binary_search(rewriteVariables(), std::string_view("REQUEST_SCHEME")));
  CHECK_FALSE(
      std::ranges::binary_search(rewriteVariables(), std::string_view("HTTP_X_FORWARDED_PROTO")));
  CHECK(std::ranges::is_sorted(rewriteVariables()));
}
