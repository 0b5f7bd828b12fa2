#include <catch2/catch.hpp>

#include "catalogue/directives.h"
#include "httpd/config_checker.h"

using namespace htlint;
using namespace htlint::httpd;

TEST_CASE("the default target has every module and allows everything", "[target]") {
  const Target target;
  CHECK(target.hasModule("mod_rewrite.c"));
  CHECK(target.hasModule("rewrite_module"));
  CHECK(target.hasModule("mod_php7.c"));
  CHECK_FALSE(target.hasModule("mod_rewrite"));
  CHECK_FALSE(target.hasModule("MOD_REWRITE.C"));
  CHECK(target.readsHtaccess());
  CHECK(target.version == Version{2, 4, 71});
}

TEST_CASE("modules are named in four ways", "[target]") {
  for (const char* name : {"mod_rewrite", "mod_rewrite.c", "rewrite_module", "rewrite"}) {
    INFO(name);
    Target target;
    REQUIRE(target.setModules({name}));
    CHECK(target.hasModule("mod_rewrite.c"));
    CHECK(target.hasModule("rewrite_module"));
    CHECK(target.hasModule("core.c"));
    CHECK_FALSE(target.hasModule("mod_alias.c"));
    CHECK_FALSE(target.hasModule("mod_php.c"));
  }
  Target target;
  const auto result = target.setModules({"mod_rewrites"});
  REQUIRE_FALSE(result);
  CHECK(result.error().find("mod_rewrites") != std::string::npos);
  CHECK(target.hasModule("mod_alias.c"));
}

TEST_CASE("AllowOverride's list", "[target]") {
  Target target;
  REQUIRE(target.setAllowOverride("AuthConfig Indexes Nonfatal=Override"));
  CHECK(target.allowOverride == (catalogue::kOverrideAuthConfig | catalogue::kOverrideIndexes));
  CHECK(target.nonfatalOverride);
  CHECK_FALSE(target.nonfatalUnknown);
  REQUIRE(target.setAllowOverride("Options=Indexes,MultiViews"));
  CHECK(target.allowOverride == catalogue::kOverrideOptions);
  CHECK(target.allowedOptions() == std::set<std::string>{"Indexes", "MultiViews"});
  CHECK_FALSE(target.nonfatalOverride);
  REQUIRE(target.setAllowOverride("none"));
  CHECK_FALSE(target.readsHtaccess());
  REQUIRE(target.setAllowOverride("Nonfatal=All"));
  CHECK(target.readsHtaccess());
  for (const char* bad : {"", "Everything", "Nonfatal=Some", "Options=Index", "All=x"}) {
    INFO(bad);
    CHECK_FALSE(target.setAllowOverride(bad));
  }
}

TEST_CASE("versions", "[target]") {
  CHECK(parseVersion("2.4").value() == Version{2, 4, 71});
  CHECK(parseVersion("2.4.6").value() == Version{2, 4, 6});
  for (const char* bad : {"", "2", "2.2.3", "2.4.", "2.4.x", "2..4", ".2.4", "2.4.6.1", "2.4.-1"}) {
    INFO(bad);
    CHECK_FALSE(parseVersion(bad));
  }
}

TEST_CASE("names are looked up among the loaded modules", "[target]") {
  Target target;
  REQUIRE(target.setModules({"rewrite"}));
  CHECK(findDirective("rewriteengine", target) != nullptr);
  CHECK(findDirective("php_value", target) == nullptr);
  CHECK(findDirective("php_value") != nullptr);
  CHECK(findDirective("<Files", target) != nullptr);
}

TEST_CASE("suggestions", "[target]") {
  const Target target;
  struct Case {
    const char* written;
    const char* meant;
    bool unique;
    int distance;
  };
  const Case cases[] = {
      {"RewritRule", "RewriteRule", true, 1},
      {"RewriteRlue", "RewriteRule", true, 1},
      {"rewriteengin", "RewriteEngine", true, 1},
      {"ErorDocumet", "ErrorDocument", true, 2},
      {"Requre", "Require", true, 1},
      {"<IfModul", "<IfModule", true, 1},
      {"php_valu", "php_value", true, 1},
      {"deny", "", false, 0},  // known: nothing to suggest
      {"Rqre", "", false, 0},  // short names take one edit only
      {"Bogus", "", false, 0},
      {"ServerToken", "", false, 0},  // .htaccess may not hold ServerTokens
  };
  for (const Case& c : cases) {
    INFO(c.written);
    const Suggestion suggestion = suggestDirective(c.written, target);
    CHECK(suggestion.name == c.meant);
    CHECK(suggestion.unique == c.unique);
    CHECK(suggestion.distance == c.distance);
  }
}
