#include "cli/run.h"

#include "exit_code.h"
#include "interrupt.h"
#include "verbs.h"

namespace htlint::cli {
namespace {

int runVerb(Session& session) {
  switch (session.options().verb) {
    case Verb::kCheck:
      return runCheck(session);
    case Verb::kFix:
      return runFix(session);
    case Verb::kRestore:
      return runRestore(session);
    case Verb::kExplain:
      return runExplain(session);
    case Verb::kRules:
      return runRules(session);
    case Verb::kShow:
      return runShow(session);
    case Verb::kConfigShow:
      return runConfigShow(session);
    case Verb::kConfigVerify:
      return runConfigVerify(session);
    case Verb::kConfigInit:
      return runConfigInit(session);
    case Verb::kConfigSchema:
      return runConfigSchema(session);
  }
  return kExitError;
}

}  // namespace

int run(int argc, const char* const* argv) {
  handleInterrupts();
  const ParseOutcome outcome = parseCommandLine(argc, argv);
  write(Stream::kOut, outcome.out);
  write(Stream::kError, outcome.err);
  if (!outcome.options) return outcome.exitCode;
  Session session(*outcome.options);
  return runVerb(session);
}

}  // namespace htlint::cli
