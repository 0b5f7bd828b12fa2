#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>

#include "exit_code.h"
#include "interrupt.h"
#include "lint/fix_loop.h"
#include "project/apply.h"
#include "project/parallel.h"
#include "project/read.h"
#include "project/write.h"
#include "report/diff.h"
#include "split.h"
#include "verbs.h"

namespace htlint::cli {
namespace {

using Kind = lint::FileChange::Kind;

/// What became of one task.
struct Outcome {
  lint::SiteInput before;
  lint::FixResult fix;
  std::vector<project::IoError> problems;
  bool loaded = false;
};

/// Takes back the changes that `refuse` names, and judges the site anew without them.
void takeBack(Outcome& outcome, const lint::LintSettings& settings,
              const std::function<bool(const lint::FileChange&)>& refuse) {
  lint::FixResult& fix = outcome.fix;
  bool any = false;
  for (const lint::FileChange& change : fix.changes) {
    if (!refuse(change)) continue;
    any = true;
    auto& files = fix.after.files;
    const std::string& now = change.kind == Kind::kRenamed ? change.renamedTo : change.path;
    const auto file = std::find_if(files.begin(), files.end(),
                                   [&](const lint::InputFile& one) { return one.path == now; });
    if (file == files.end()) continue;
    if (change.kind == Kind::kCreated) {
      files.erase(file);
    } else {
      *file = outcome.before.files[static_cast<std::size_t>(file - files.begin())];
    }
  }
  if (!any) return;
  for (const lint::FileChange& change : fix.changes) {
    if (!refuse(change)) continue;
    std::erase_if(fix.fixed, [&](const lint::Finding& one) { return one.path == change.path; });
  }
  std::erase_if(fix.changes, refuse);
  fix.after.entries.clear();
  for (const lint::SiteEntry& entry : outcome.before.entries) fix.after.entries.push_back(entry);
  fix.remaining = lint::lint(lint::Site(fix.after), settings);
}

bool isUnread(const lint::SiteInput& before, const std::string& path) {
  return std::any_of(before.files.begin(), before.files.end(), [&](const lint::InputFile& file) {
    return file.path == path && !file.unreadable.empty();
  });
}

/// -o names the very file that is corrected, and its private key would be gone.
bool isOwnKeyFile(const std::string& output, const Outcome& outcome, const std::string& path) {
  std::error_code failed;
  if (output == "-" || !std::filesystem::equivalent(output, path, failed)) return false;
  return std::any_of(outcome.fix.changes.begin(), outcome.fix.changes.end(),
                     [&path](const lint::FileChange& change) {
                       return change.path == path && project::dropsPrivateKey(change);
                     });
}

Outcome fixOne(const Task& task, const Options& options) {
  Outcome outcome;
  auto loaded = Session::load(task);
  if (!loaded) {
    outcome.problems.push_back(loaded.error());
    return outcome;
  }
  outcome.loaded = true;
  outcome.problems = std::move(loaded->problems);
  outcome.before = std::move(loaded->input);
  const bool mayCreate =
      options.createIn && project::pathBelow(outcome.before.root, *options.createIn) == "";
  outcome.fix =
      lint::fixAll(outcome.before, task.settings, {.unsafe = options.unsafe, .create = mayCreate});
  takeBack(outcome, task.settings,
           [&](const lint::FileChange& change) { return isUnread(outcome.before, change.path); });
  return outcome;
}

/// Brings the results of fixAll to where they belong, and says so.
class FixRun {
 public:
  FixRun(Session& session, const std::vector<Task>& tasks)
      : session_(session), options_(session.options()), tasks_(tasks), outcomes_(tasks.size()) {}

  int run();

 private:
  void deliver(Outcome& outcome, const Task& task);
  void applyAll(Outcome& outcome, const Task& task);
  void writeTo(const std::string& file, const Outcome& outcome, const std::string& path);
  void splitTo(const std::string& folder, const Outcome& outcome, const std::string& path);
  void writePart(const std::string& path, const std::string& bytes);
  [[nodiscard]] std::string namedPath(const Outcome& outcome, const Task& task) const;
  [[nodiscard]] project::BackupPolicy backupPolicy() const;
  void tell(const lint::FileChange& change, const std::string& copy);
  void tellOfFixes(const Outcome& outcome);

  Session& session_;
  const Options& options_;
  const std::vector<Task>& tasks_;
  std::vector<Outcome> outcomes_;
};

std::string changeText(const lint::FileChange& change, bool japanese) {
  switch (change.kind) {
    case Kind::kCreated:
      return fmt::format(fmt::runtime(japanese ? "{} を作成しました" : "created {}"), change.path);
    case Kind::kRenamed:
      return fmt::format(
          fmt::runtime(japanese ? "{} の名前を {} に変えました" : "renamed {} to {}"), change.path,
          change.renamedTo);
    case Kind::kModified:
      break;
  }
  return fmt::format(fmt::runtime(japanese ? "{} を修正しました" : "corrected {}"), change.path);
}

void FixRun::tell(const lint::FileChange& change, const std::string& copy) {
  std::string text = changeText(change, session_.isJapanese());
  if (!copy.empty()) {
    text += fmt::format(
        fmt::runtime(session_.isJapanese() ? "（元のファイル: {}）" : " (the old file: {})"), copy);
  }
  write(Stream::kError, text + "\n");
}

void FixRun::tellOfFixes(const Outcome& outcome) {
  for (const lint::Finding& finding : outcome.fix.fixed) {
    const lint::Fix& fix = finding.fixes.front();
    const std::string title = lint::render(fix.title, fix.args, session_.language());
    write(Stream::kError,
          fmt::format("  {}: {} [{}]\n", finding.path,
                      text::toDisplayUtf8(title, text::Encoding::kUtf8), finding.rule->name));
  }
  for (const lint::RolledBackFix& fix : outcome.fix.rolledBack) {
    complain(
        fmt::format("{}: the correction of {} would have made it worse and was taken back; "
                    "this is a mistake of htlint, please report it",
                    fix.path, fix.rule));
  }
  if (!outcome.fix.converged) {
    complain("corrections did not come to an end; this is a mistake of htlint, please report it");
  }
}

project::BackupPolicy FixRun::backupPolicy() const {
  using Place = project::BackupPolicy::Place;
  project::BackupPolicy policy;
  if (options_.noBackup) policy.place = Place::kNone;
  if (options_.backupSuffix) policy = {Place::kBeside, *options_.backupSuffix};
  return policy;
}

void FixRun::applyAll(Outcome& outcome, const Task& task) {
  const project::BackupPolicy policy = backupPolicy();
  std::vector<std::string> failed;
  for (const lint::FileChange& change : outcome.fix.changes) {
    const NoInterruption whole;
    const auto copy = project::applyChange(change, policy);
    if (copy) {
      tell(change, *copy);
    } else {
      session_.fail(copy.error());
      failed.push_back(change.path);
    }
  }
  takeBack(outcome, task.settings, [&](const lint::FileChange& change) {
    return std::find(failed.begin(), failed.end(), change.path) != failed.end();
  });
}

/// Writes what became of the file at `path`, changed or not.
void FixRun::writeTo(const std::string& file, const Outcome& outcome, const std::string& path) {
  const auto& before = outcome.before.files;
  const auto& after = outcome.fix.after.files;
  for (std::size_t i = 0; i < after.size(); ++i) {
    const bool asked = i < before.size() ? before[i].path == path : after[i].path == path;
    if (!asked) continue;
    if (!after[i].unreadable.empty()) return;
    const std::string_view bytes = after[i].source->bytes();
    if (isOwnKeyFile(file, outcome, path)) {
      session_.fail({project::IoErrorCode::kDropsPrivateKey, path, ""});
    } else if (file == "-") {
      print(session_, bytes);
    } else if (const auto written = project::writeFile(file, bytes); !written) {
      session_.fail(written.error());
    }
    return;
  }
  session_.fail({project::IoErrorCode::kMissing, path, ""});
}

/// The one file that -o and --split are about.
std::string FixRun::namedPath(const Outcome& outcome, const Task& task) const {
  if (task.text) return outcome.before.files.front().path;
  if (options_.createIn) return outcome.before.pathOf(".htaccess");
  const std::string& path = options_.paths.front();
  return outcome.before.pathOf(project::pathBelow(outcome.before.root, path).value_or(path));
}

/// A file with other bytes is kept as a backup, as every file that is corrected.
void FixRun::writePart(const std::string& path, const std::string& bytes) {
  lint::FileChange change;
  change.path = path;
  change.after = std::make_shared<text::SourceFile>(path, bytes);
  const auto old = project::readFile(path);
  if (!old && old.error().code != project::IoErrorCode::kMissing) return session_.fail(old.error());
  if (old && *old == bytes) return;
  change.kind = old ? Kind::kModified : Kind::kCreated;
  if (old) change.before = std::make_shared<text::SourceFile>(path, *old);
  const NoInterruption whole;
  const auto copy = project::applyChange(change, backupPolicy());
  if (!copy) return session_.fail(copy.error());
  tell(change, *copy);
}

void FixRun::splitTo(const std::string& folder, const Outcome& outcome, const std::string& path) {
  const x509::Time now{std::chrono::seconds(session_.now())};
  const auto split = splitChain(lint::Site(outcome.fix.after), path, now);
  if (!split) {
    session_.fail(path + (session_.isJapanese()
                              ? ": サーバー証明書がちょうど 1 枚入ったファイルではありません"
                              : ": does not hold exactly one server certificate"));
    return;
  }
  const std::filesystem::path into(folder);
  if (const auto made = project::createFolder(folder); !made) return session_.fail(made.error());
  writePart((into / "server.pem").string(), split->server);
  if (split->count > 0) writePart((into / "intermediate.pem").string(), split->intermediates);
}

void FixRun::deliver(Outcome& outcome, const Task& task) {
  if (!outcome.loaded) return;
  if (options_.diff) {
    print(session_,
          report::unifiedDiff(outcome.fix.changes, useColor(options_.color, Stream::kOut)));
  } else if (options_.splitInto) {
    splitTo(*options_.splitInto, outcome, namedPath(outcome, task));
  } else if (task.text || options_.outputFile) {
    writeTo(options_.outputFile.value_or("-"), outcome, namedPath(outcome, task));
  } else {
    applyAll(outcome, task);
  }
  tellOfFixes(outcome);
}

int FixRun::run() {
  project::parallelFor(tasks_.size(), options_.jobs,
                       [this](std::size_t i) { outcomes_[i] = fixOne(tasks_[i], options_); });
  std::vector<lint::LintResult> results;
  bool found = false;
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    for (const project::IoError& problem : outcomes_[i].problems) session_.fail(problem);
    deliver(outcomes_[i], tasks_[i]);
    const bool pending = options_.diff && !outcomes_[i].fix.changes.empty();
    found = found || pending || failsBy(outcomes_[i].fix.remaining, tasks_[i].failOn);
    results.push_back(std::move(outcomes_[i].fix.remaining));
  }
  // Standard output may be taken by the file itself or by its diff.
  const bool taken =
      options_.diff || options_.outputFile == "-" ||
      (tasks_.size() == 1 && tasks_.front().text && !options_.outputFile && !options_.splitInto);
  writeReports(session_, results, taken ? Stream::kError : Stream::kOut);
  if (session_.hasFailed()) return kExitError;
  return found ? kExitFindings : kExitClean;
}

}  // namespace

int runFix(Session& session) {
  const auto tasks = session.planTasks();
  if (!tasks) return kExitError;
  return FixRun(session, *tasks).run();
}

}  // namespace htlint::cli
