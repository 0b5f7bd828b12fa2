#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

namespace htlint::config {

/// What a server's own configuration file (httpd.conf) says about things that a Target knows.
struct ServerFacts {
  std::set<std::string> modules;             ///< of LoadModule; empty = the file loads none
  std::optional<std::string> allowOverride;  ///< of the section that decides for the web root
  std::map<std::string, std::string> defines;
};

/// Reads LoadModule, Define at the top level, and AllowOverride in `<Directory>` sections for the
/// web root or a folder above it; the longest path decides, as in httpd. The web root is
/// `${DOCROOT}` or `docroot`. Everything else, Include too, is passed over.
[[nodiscard]] ServerFacts readServerConfig(const std::string& path, std::string text,
                                           const std::string& docroot);

}  // namespace htlint::config
