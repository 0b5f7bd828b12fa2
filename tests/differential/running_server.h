#pragma once

#include "support/apache_server.h"

namespace htlint::test {

/// The one server of this test program, with an emptied document root; null, after a warning, where
/// httpd is not installed.
[[nodiscard]] ApacheServer* runningServer();

}  // namespace htlint::test
