#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// The catalogue is data: rules/catalogue/*.toml, compiled in at build time. Everything may read
/// it.
namespace htlint::catalogue {

/// Bits of AllowOverride's classes (httpd 2.4.71 include/http_config.h OR_*), and where else a
/// directive may stand.
enum Override : std::uint16_t {
  kOverrideNone = 0,
  kOverrideLimit = 1,
  kOverrideOptions = 2,
  kOverrideFileInfo = 4,
  kOverrideAuthConfig = 8,
  kOverrideIndexes = 16,
  kOverrideAny = 32,  ///< legal in .htaccess whatever AllowOverride says, e.g. <IfModule>
};

/// One directive or section as a module of httpd, or a module outside it, declares it.
struct Directive {
  std::string_view name;  ///< `RewriteRule`, `<IfModule` (sections keep the bracket, as httpd does)
  std::string_view module;  ///< source name as in <IfModule>: `mod_rewrite.c`, `core.c`
  std::uint16_t overrides;  ///< Override bits; 0 = not legal in .htaccess
  bool thirdParty;          ///< module is not part of httpd
  bool onRead;              ///< runs while the file is still being read (httpd's EXEC_ON_READ)
};

/// All directives, sorted by lower-case name; one name may occur once for each module.
[[nodiscard]] std::span<const Directive> directives();

/// The entries of `name`, in whatever case it is written: none, or one for each module that has it.
[[nodiscard]] std::span<const Directive> findDirectives(std::string_view name);

/// A module: `mod_rewrite.c` and `rewrite_module`.
struct Module {
  std::string_view sourceName;
  std::string_view identifier;
  bool builtIn;     ///< always there (core.c, mod_so.c, http_core.c, ...)
  bool thirdParty;  ///< not part of httpd
};
/// All modules, sorted by source name.
[[nodiscard]] std::span<const Module> modules();

/// The variables that mod_rewrite's %{NAME} knows (httpd 2.4.71 mod_rewrite lookup_variable),
/// sorted. Those with a colon (`ENV:` ...) are in rewriteVariablePrefixes().
[[nodiscard]] std::span<const std::string_view> rewriteVariables();
[[nodiscard]] std::span<const std::string_view> rewriteVariablePrefixes();

/// HTTP status codes that httpd knows (ap_index_of_response); [R=code] takes no other.
[[nodiscard]] bool isKnownStatus(int status);

}  // namespace htlint::catalogue
