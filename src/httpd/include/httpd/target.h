#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace htlint::httpd {

/// Version of httpd 2.4.N.
struct Version {
  int major = 2;
  int minor = 4;
  int patch = 71;
  friend auto operator<=>(const Version&, const Version&) = default;
};

/// The server that a file is meant for: everything that decides whether httpd accepts a directive
/// and that the `.htaccess` file does not say itself. The default is httpd 2.4.71 with every module
/// of the catalogue and AllowOverride All.
class Target {
 public:
  Target();

  Version version;
  /// What AllowOverride allows: bits of catalogue::Override.
  std::uint16_t allowOverride;
  /// `Nonfatal=Override`: directives of a class that is not allowed are ignored, not refused.
  bool nonfatalOverride = false;
  /// `Nonfatal=Unknown`: unknown directives are ignored too. `Nonfatal=All` sets both.
  bool nonfatalUnknown = false;
  /// Names set by `Define` or -D, for <IfDefine> and ${NAME}.
  std::map<std::string, std::string> defines;

  /// True for a source name (`mod_rewrite.c`) or an identifier (`rewrite_module`), exactly as
  /// <IfModule> compares them: case-sensitive (httpd 2.4.71 server/core.c start_ifmod).
  [[nodiscard]] bool hasModule(std::string_view name) const;
  /// Restricts the modules to the built-in ones and `names` (`mod_rewrite`, `mod_rewrite.c`,
  /// `rewrite_module` or `rewrite`). A name that is not in the catalogue is the error.
  [[nodiscard]] tl::expected<void, std::string> setModules(const std::set<std::string>& names);
  /// Reads AllowOverride's argument list, e.g. "All", "AuthConfig Indexes Nonfatal=All",
  /// "Options=Indexes,MultiViews". The error is a sentence for people.
  [[nodiscard]] tl::expected<void, std::string> setAllowOverride(std::string_view list);

  /// False under `AllowOverride None`: httpd does not open the file at all.
  [[nodiscard]] bool readsHtaccess() const {
    return allowOverride != 0 || nonfatalOverride || nonfatalUnknown;
  }
  /// Option names that `Options` may use when AllowOverride says `Options=...`; empty = all.
  [[nodiscard]] const std::set<std::string>& allowedOptions() const { return allowedOptions_; }

 private:
  std::set<std::string, std::less<>> modules_;  // source names and identifiers
  std::set<std::string> allowedOptions_;
};

/// "2.4" or "2.4.N".
[[nodiscard]] tl::expected<Version, std::string> parseVersion(std::string_view text);

}  // namespace htlint::httpd
