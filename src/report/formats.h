#pragma once

#include <string>

#include "report/report.h"

namespace htlint::report {

[[nodiscard]] std::string renderFull(const Report& report);
[[nodiscard]] std::string renderConcise(const Report& report);
[[nodiscard]] std::string renderJson(const Report& report);
[[nodiscard]] std::string renderJsonLines(const Report& report);
[[nodiscard]] std::string renderSarif(const Report& report);
[[nodiscard]] std::string renderGithub(const Report& report);

}  // namespace htlint::report
