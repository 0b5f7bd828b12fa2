#pragma once

#include <string>

#include "catalogue/directives.h"
#include "htaccess/document.h"
#include "httpd/target.h"

namespace htlint::httpd {

/// The name of a directive or section as httpd's messages write it: `<Files` with its bracket.
[[nodiscard]] std::string nameInMessages(htaccess::NodeKind kind, std::string_view name);

/// The catalogue's name of a section.
[[nodiscard]] inline std::string sectionName(std::string_view name) {
  return nameInMessages(htaccess::NodeKind::kSection, name);
}

/// Whether `entry` may stand where AllowOverride allows `classes`.
[[nodiscard]] bool isAllowed(const catalogue::Directive& entry, std::uint16_t classes);

/// "context" where it is never legal in .htaccess, else the names of the classes that would allow
/// it, joined by " or ".
[[nodiscard]] std::string reasonNotAllowed(const catalogue::Directive& entry);

}  // namespace htlint::httpd
