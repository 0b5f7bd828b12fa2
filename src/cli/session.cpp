#include "session.h"

#include <chrono>
#include <filesystem>
#include <utility>

#include "pem/kind.h"
#include "project/read.h"
#include "rules/rule_table.h"
#include "terminal.h"
#include "x509/container.h"

namespace htlint::cli {
namespace {

namespace fs = std::filesystem;

std::int64_t currentTime() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

config::ReadFile fileReader(lint::Language language) {
  return [language](const fs::path& path) -> tl::expected<std::string, std::string> {
    auto bytes = project::readFile(path.string());
    if (bytes) return std::move(*bytes);
    return tl::unexpected(project::describeReason(bytes.error(), language));
  };
}

std::string folderOf(const std::string& path) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) return path;
  const std::string parent = fs::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

/// A file below the working directory is shown as people would name it.
std::string shortPath(const fs::path& path) {
  std::error_code failed;
  const auto below = project::pathBelow(fs::current_path(failed).string(), path.string());
  return below ? *below : path.string();
}

std::vector<std::string> splitList(const std::string& text, char separator) {
  std::vector<std::string> entries;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    std::string entry = text.substr(start, end - start);
    start = end + 1;
    if (separator == '\n' && entry.ends_with('\r')) entry.pop_back();
    if (!entry.empty()) entries.push_back(std::move(entry));
  }
  return entries;
}

/// Whether a PKCS#12 file opens with a password alone.
bool needsPassword(std::string_view bytes) {
  return pem::detectKind(bytes) == pem::FileKind::kDerPkcs12 &&
         x509::unpackPkcs12(bytes).error == x509::UnpackError::kPasswordNeeded;
}

}  // namespace

Session::Session(const Options& options)
    : options_(options),
      language_(options.language.value_or(localeLanguage())),
      now_(options.now.value_or(currentTime())) {}

void Session::fail(const std::string& message) {
  complain(message);
  failed_ = true;
}

void Session::fail(const project::IoError& error) { fail(describe(error, language_)); }

void Session::fail(const std::vector<config::Problem>& problems) {
  for (const config::Problem& problem : problems) fail(toString(problem, language_));
}

const config::Config* Session::configFor(const std::string& directory) {
  if (options_.configFile) return loadConfig(*options_.configFile);
  if (options_.isolated) return loadConfig("");
  std::error_code failed;
  const auto found = config::discover(fs::absolute(directory, failed).lexically_normal(),
                                      [](const fs::path& path) {
                                        std::error_code ignored;
                                        return fs::is_regular_file(path, ignored);
                                      });
  return loadConfig(found ? shortPath(*found) : std::string());
}

const config::Config* Session::loadConfig(const std::string& file) {
  const auto [known, isNew] = configs_.try_emplace(file);
  if (isNew) {
    auto loaded = config::load({file, options_.profile}, fileReader(language_), rules::table());
    if (!loaded) {
      fail(loaded.error());
      return nullptr;
    }
    const auto applied = config::applyCommandLine(*loaded, options_.settings, rules::table());
    if (!applied) {
      fail(applied.error());
      return nullptr;
    }
    if (!options_.language && loaded->language) language_ = *loaded->language;
    known->second = std::move(*loaded);
  }
  return known->second ? &*known->second : nullptr;
}

std::optional<config::Settings> Session::resolve(const config::Config& config) {
  auto settings = config::resolve(config, fileReader(language_), rules::table());
  if (!settings) {
    fail(settings.error());
    return {};
  }
  settings->lint.now = now_;
  return std::move(*settings);
}

std::optional<std::vector<std::string>> Session::namedPaths() {
  std::vector<std::string> paths = options_.paths;
  if (options_.createIn) paths.push_back(*options_.createIn);
  if (!options_.filesFrom) {
    if (paths.empty()) paths.emplace_back(".");
    return paths;
  }
  std::string list;
  if (*options_.filesFrom == "-") {
    list = readStandardInput().value_or(std::string());
  } else {
    auto bytes = project::readFile(*options_.filesFrom);
    if (!bytes) {
      fail(bytes.error());
      return {};
    }
    list = std::move(*bytes);
  }
  for (std::string& path : splitList(list, options_.nulSeparated ? '\0' : '\n')) {
    paths.push_back(std::move(path));
  }
  return paths;
}

std::optional<std::string> Session::password(const std::vector<std::string>& paths) {
  if (passwordSought_) return password_;
  passwordSought_ = true;
  if (options_.passwordFile) {
    auto line = project::readFirstLine(*options_.passwordFile);
    if (!line) fail(line.error());
    if (line) password_ = std::move(*line);
    return password_;
  }
  if (!canAsk()) return {};
  for (const std::string& path : paths) {
    const auto bytes = project::readFile(path);
    if (!bytes || !needsPassword(*bytes)) continue;
    password_ = askPassword(isJapanese() ? path + " のパスワード: " : "Password of " + path + ": ");
    break;
  }
  return password_;
}

std::optional<Task> Session::makeTask(project::WebRoot root, const std::string& directory) {
  const config::Config* config = configFor(directory);
  if (config == nullptr) return {};
  auto settings = resolve(*config);
  if (!settings) return {};
  Task task;
  task.request = {.webRoot = std::move(root),
                  .settings = std::move(settings->site),
                  .target = std::move(settings->target),
                  .pool = std::move(settings->pool),
                  .roots = std::move(settings->roots),
                  .stores = stores_,
                  .password = password_,
                  .kind = options_.kind,
                  .language = language_};
  task.settings = std::move(settings->lint);
  task.failOn = config->failOn;
  return task;
}

std::optional<std::vector<Task>> Session::planStandardInput() {
  auto text = readStandardInput();
  if (!text) {
    fail({project::IoErrorCode::kUnreadable, "-", ""});
    return {};
  }
  static_cast<void>(password({}));
  const std::string& name = options_.stdinName;
  const std::string directory = name.empty() ? "." : folderOf(name);
  const config::Config* config = configFor(directory);
  if (config == nullptr) return {};
  auto task = makeTask({.root = config->site.docroot, .directories = {}, .files = {}}, directory);
  if (!task) return {};
  task->text = std::move(*text);
  task->textName = name;
  std::vector<Task> tasks;
  tasks.push_back(std::move(*task));
  return tasks;
}

std::optional<std::vector<Task>> Session::planTasks() {
  if (options_.paths.size() == 1 && options_.paths.front() == "-") return planStandardInput();
  const auto paths = namedPaths();
  if (!paths) return {};
  std::vector<std::string> mayBeLocked = *paths;
  for (const config::CommandLineValue& option : options_.settings) {
    const bool isFile = option.key == "site.certificate" || option.key == "site.key";
    if (isFile) mayBeLocked.insert(mayBeLocked.end(), option.values.begin(), option.values.end());
  }
  static_cast<void>(password(mayBeLocked));
  std::vector<project::NamedPath> named;
  for (const std::string& path : *paths) {
    const config::Config* config = configFor(folderOf(path));
    if (config == nullptr) return {};
    const std::string& docroot = config->site.docroot;
    named.push_back({path, docroot.empty() ? std::optional<std::string>() : docroot});
  }
  auto roots = project::findWebRoots(named, options_.kind);
  if (!roots) {
    fail(roots.error());
    if (!options_.mistypedVerb.empty()) {
      complain(isJapanese() ? "`htlint " + options_.mistypedVerb + "` のことですか"
                            : "did you mean `htlint " + options_.mistypedVerb + "`?");
    }
    return {};
  }
  std::vector<Task> tasks;
  for (project::WebRoot& root : *roots) {
    const std::string directory =
        root.directories.empty() ? folderOf(root.files.front()) : root.directories.front();
    auto task = makeTask(std::move(root), directory);
    if (!task) return {};
    tasks.push_back(std::move(*task));
  }
  return tasks;
}

tl::expected<project::LoadedSite, project::IoError> Session::load(const Task& task) {
  return task.text ? project::loadText(*task.text, task.textName, task.request)
                   : project::loadSite(task.request);
}

}  // namespace htlint::cli
