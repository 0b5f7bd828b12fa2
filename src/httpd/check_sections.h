#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "effective_line.h"
#include "error_sink.h"

namespace htlint::httpd {

/// What the sections around a place allow there.
struct Surroundings {
  htaccess::NodeId section = htaccess::kNoNode;  ///< innermost section that is not transparent
  std::uint16_t classes = 0;                     ///< AllowOverride's classes
  bool nonfatalOverride = false;
  bool nonfatalUnknown = false;
  bool limited = false;                       ///< inside <Limit> or <Require...>
  std::uint64_t methods = ~std::uint64_t{0};  ///< methods that <Limit> leaves
};

/// How a section that is carried out in the second phase treats its body.
struct SectionEffect {
  /// What makes httpd refuse the section, but only once its body is through.
  struct LateError {
    ConfigCode code;
    text::TextRange range;
    std::vector<std::string> args;
  };

  bool refused = false;           ///< httpd stops before the body
  bool ownConfiguration = false;  ///< <If>, <Files> and their kin: a configuration of its own
  Surroundings inside;
  std::optional<LateError> late;
};

/// Judges the opening line of section `line` (httpd 2.4.71 server/core.c filesection, ifsection,
/// ap_limit_section; mod_authz_core add_authz_section).
[[nodiscard]] SectionEffect checkSection(const catalogue::Directive& entry,
                                         const EffectiveLine& line, const Surroundings& around,
                                         bool elseMayFollow, const Target& target,
                                         ErrorSink& errors);

}  // namespace htlint::httpd
