#include "exit_code.h"
#include "lint/engine.h"
#include "project/parallel.h"
#include "verbs.h"

namespace htlint::cli {
namespace {

/// What became of one task.
struct Outcome {
  lint::LintResult result;
  std::vector<project::IoError> problems;
};

Outcome checkOne(const Task& task) {
  Outcome outcome;
  auto loaded = Session::load(task);
  if (!loaded) {
    outcome.problems.push_back(loaded.error());
    return outcome;
  }
  outcome.problems = std::move(loaded->problems);
  outcome.result = lint::lint(lint::Site(std::move(loaded->input)), task.settings);
  return outcome;
}

}  // namespace

int runCheck(Session& session) {
  const auto tasks = session.planTasks();
  if (!tasks) return kExitError;
  std::vector<Outcome> outcomes(tasks->size());
  project::parallelFor(tasks->size(), session.options().jobs,
                       [&](std::size_t i) { outcomes[i] = checkOne((*tasks)[i]); });
  std::vector<lint::LintResult> results;
  bool found = false;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    for (const project::IoError& problem : outcomes[i].problems) session.fail(problem);
    found = found || failsBy(outcomes[i].result, (*tasks)[i].failOn);
    results.push_back(std::move(outcomes[i].result));
  }
  writeReports(session, results, Stream::kOut);
  if (session.hasFailed()) return kExitError;
  return found ? kExitFindings : kExitClean;
}

}  // namespace htlint::cli
