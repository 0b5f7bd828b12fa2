#include <fmt/format.h>

#include "exit_code.h"
#include "project/write.h"
#include "rules/rule_table.h"
#include "verbs.h"

namespace htlint::cli {
namespace {

int finish(const Session& session) { return session.hasFailed() ? kExitError : kExitClean; }

}  // namespace

int runConfigShow(Session& session) {
  const auto& paths = session.options().paths;
  const config::Config* config = session.configFor(paths.empty() ? "." : paths.front());
  if (config == nullptr || !session.resolve(*config)) return kExitError;
  print(session, config::showText(*config, session.language()));
  return finish(session);
}

int runConfigVerify(Session& session) {
  std::vector<const config::Config*> configs;
  for (const std::string& path : session.options().paths) {
    configs.push_back(session.loadConfig(path));
  }
  if (configs.empty()) configs.push_back(session.configFor("."));
  for (const config::Config* config : configs) {
    if (config == nullptr || !session.resolve(*config)) continue;
    const bool none = config->path.empty();
    const std::string_view words = session.isJapanese()
                                       ? (none ? "htlint.toml はありません" : "問題ありません")
                                       : (none ? "there is no htlint.toml" : "is fine");
    write(Stream::kError,
          none ? fmt::format("{}\n", words) : fmt::format("{}: {}\n", config->path, words));
  }
  return finish(session);
}

int runConfigInit(Session& session) {
  const std::string path(config::kFileName);
  const auto written = project::createFile(path, config::templateText(session.language()));
  if (!written) {
    session.fail(written.error());
  } else {
    write(Stream::kError,
          fmt::format(fmt::runtime(session.isJapanese() ? "{} を作成しました\n" : "created {}\n"),
                      path));
  }
  return finish(session);
}

int runConfigSchema(Session& session) {
  print(session, config::schemaText(rules::table()));
  return finish(session);
}

}  // namespace htlint::cli
