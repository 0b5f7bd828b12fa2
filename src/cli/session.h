#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "options.h"
#include "project/io_error.h"
#include "project/load_site.h"

namespace htlint::cli {

/// One web root that is to be checked, and by what.
struct Task {
  project::SiteRequest request;
  lint::LintSettings settings;
  config::FailOn failOn = config::FailOn::kWarning;
  std::optional<std::string> text;  ///< from standard input, instead of files
  std::string textName;
};

/// One run of the program: its options, what the configuration makes of them, and whether
/// something went wrong.
class Session {
 public:
  explicit Session(const Options& options);

  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] lint::Language language() const { return language_; }
  [[nodiscard]] std::int64_t now() const { return now_; }
  [[nodiscard]] bool isJapanese() const { return language_ == lint::Language::kJapanese; }

  /// Tells of the error; the run ends with 2 whatever else happens.
  void fail(const project::IoError& error);
  void fail(const std::string& message);
  [[nodiscard]] bool hasFailed() const { return failed_; }

  /// The configuration that holds in `directory`, with the options on top. Its problems are told.
  [[nodiscard]] const config::Config* configFor(const std::string& directory);
  /// The configuration of `file` alone.
  [[nodiscard]] const config::Config* loadConfig(const std::string& file);
  [[nodiscard]] std::optional<config::Settings> resolve(const config::Config& config);

  /// What opens PKCS#12 files: the first line of --password-file, else what the user answers when
  /// one of `paths` needs a password and there is a terminal to ask at. Asked once. Nothing (and a
  /// failure) when the password file cannot be read.
  [[nodiscard]] std::optional<std::string> password(const std::vector<std::string>& paths);

  /// What the named paths come to; nothing (and a failure) when one of them is not there.
  [[nodiscard]] std::optional<std::vector<Task>> planTasks();
  /// Reads a task's files. Safe to call from several threads.
  [[nodiscard]] static tl::expected<project::LoadedSite, project::IoError> load(const Task& task);

 private:
  void fail(const std::vector<config::Problem>& problems);
  [[nodiscard]] std::optional<std::vector<std::string>> namedPaths();
  [[nodiscard]] std::optional<Task> makeTask(project::WebRoot root, const std::string& directory);
  [[nodiscard]] std::optional<std::vector<Task>> planStandardInput();

  const Options& options_;
  lint::Language language_;
  std::int64_t now_;
  bool failed_ = false;
  bool passwordSought_ = false;
  std::optional<std::string> password_;
  std::shared_ptr<project::CertificateStores> stores_ =
      std::make_shared<project::CertificateStores>();
  std::map<std::string, std::optional<config::Config>> configs_;  // by file, "" for none
};

}  // namespace htlint::cli
