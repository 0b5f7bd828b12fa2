#include <fmt/format.h>

#include "exit_code.h"
#include "interrupt.h"
#include "project/backup.h"
#include "verbs.h"

namespace htlint::cli {

int runRestore(Session& session) {
  for (const std::string& path : session.options().paths) {
    const NoInterruption whole;
    const auto copy = project::restoreBackup(path);
    if (!copy) {
      session.fail(copy.error());
      continue;
    }
    const auto pattern = fmt::runtime(session.isJapanese() ? "{} を元に戻しました（{}）\n"
                                                           : "restored {} from {}\n");
    write(Stream::kError, fmt::format(pattern, path, *copy));
  }
  return session.hasFailed() ? kExitError : kExitClean;
}

}  // namespace htlint::cli
