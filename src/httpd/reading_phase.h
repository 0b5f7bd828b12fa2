#pragma once

#include <cstdint>
#include <vector>

#include "error_sink.h"
#include "htaccess/document.h"
#include "httpd/target.h"

namespace htlint::httpd {

/// What is left of a node when the file has been read.
enum class NodeFate : std::uint8_t {
  kExecute,  ///< the directive or section is carried out in the second phase
  kInline,   ///< a true <IfModule> and the like: only its body is carried out
  kDone,     ///< nothing is left to do: blank, comment, stray close, false section, `Define`
  kSkipped,  ///< inside a false section: never parsed
};

struct Reading {
  std::vector<NodeFate> fates;  ///< per node
  /// Per node: whether it depends on a condition that the target does not tell.
  std::vector<bool> uncertain;
};

/// Replays how httpd reads a file before it executes anything (httpd 2.4.71 server/config.c
/// ap_build_config, ap_build_cont_config and ap_soak_end_container): line lengths, nesting, and the
/// directives that run at once. Goes on after errors along the document's tree.
[[nodiscard]] Reading readConfig(const htaccess::Document& document, const Target& target,
                                 ErrorSink& errors);

}  // namespace htlint::httpd
