#pragma once

#include <span>
#include <vector>

#include "lint/engine.h"
#include "session.h"
#include "terminal.h"

namespace htlint::cli {

// Each verb gives the program's exit code.
[[nodiscard]] int runCheck(Session& session);
[[nodiscard]] int runFix(Session& session);
[[nodiscard]] int runRestore(Session& session);
[[nodiscard]] int runExplain(Session& session);
[[nodiscard]] int runRules(Session& session);
[[nodiscard]] int runShow(Session& session);
[[nodiscard]] int runConfigShow(Session& session);
[[nodiscard]] int runConfigVerify(Session& session);
[[nodiscard]] int runConfigInit(Session& session);
[[nodiscard]] int runConfigSchema(Session& session);

/// Writes every report that was asked for; those without a file of their own go to `stream`.
void writeReports(Session& session, std::span<const lint::LintResult> results, Stream stream);
/// Whether a finding is as grave as `failOn` or graver.
[[nodiscard]] bool failsBy(const lint::LintResult& result, config::FailOn failOn);
/// Writes to standard output; a full disk is a failure of the session.
void print(Session& session, std::string_view text);
/// Whether --format json was given.
[[nodiscard]] bool wantsJson(const Session& session);

}  // namespace htlint::cli
