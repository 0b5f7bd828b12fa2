#pragma once

#include "error_sink.h"
#include "httpd/config_checker.h"
#include "reading_phase.h"

namespace htlint::httpd {

/// Replays how httpd executes what it has read (httpd 2.4.71 server/config.c ap_walk_config and
/// invoke_cmd): unknown directives, AllowOverride, contexts, then each directive's own function.
/// Fills `report.executed` and `report.rewrite`.
void executeConfig(const htaccess::Document& document, const Target& target, const Reading& reading,
                   ErrorSink& errors, ConfigReport& report);

}  // namespace htlint::httpd
