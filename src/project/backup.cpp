#include "project/backup.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <system_error>
#include <vector>

#include "fmt/format.h"
#include "pem/document.h"
#include "pem/kind.h"
#include "pem/plain_text.h"
#include "project/read.h"
#include "project/write.h"

namespace htlint::project {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kPrivateMode = 0600;

std::string homeFolder() {
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') return home;
  const passwd* user = getpwuid(getuid());
  return user != nullptr ? user->pw_dir : "/";
}

/// Where the copies of one file are. Links are resolved, so that a file has one such folder
/// whatever way leads to it.
fs::path folderOf(const std::string& path) {
  std::error_code failed;
  fs::path absolute = fs::weakly_canonical(fs::absolute(path, failed), failed);
  if (failed) absolute = fs::absolute(path, failed).lexically_normal();
  return stateFolder() / "backups" / absolute.relative_path();
}

/// Names that sort by time: 20260315T090000.123456789Z.
std::string timeName() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now);
  const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(now - seconds);
  const std::time_t time = seconds.count();
  std::tm utc{};
  gmtime_r(&time, &utc);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y%m%dT%H%M%S", &utc);
  return fmt::format("{}.{:09}Z", std::string_view(text, size), rest.count());
}

tl::expected<void, IoError> makePrivateFolder(const fs::path& folder) {
  fs::path made;
  for (const fs::path& part : folder) {
    made /= part;
    if (mkdir(made.c_str(), 0700) == 0 || errno == EEXIST) continue;
    std::error_code failed(errno, std::generic_category());
    return tl::unexpected(IoError{IoErrorCode::kUnwritable, made.string(), failed.message()});
  }
  return {};
}

tl::expected<std::string, IoError> keepAt(const fs::path& copy, std::string_view bytes) {
  std::error_code failed;
  const bool replaces = fs::exists(copy, failed);
  const auto written =
      replaces ? writeFile(copy.string(), bytes) : createFile(copy.string(), bytes, kPrivateMode);
  if (!written) return tl::unexpected(written.error());
  if (replaces && chmod(copy.c_str(), kPrivateMode) != 0) {
    return tl::unexpected(IoError{IoErrorCode::kUnwritable, copy.string(), ""});
  }
  return copy.string();
}

std::vector<fs::path> copiesOf(const std::string& path) {
  std::vector<fs::path> copies;
  std::error_code failed;
  for (fs::directory_iterator at(folderOf(path), failed), end; !failed && at != end;
       at.increment(failed)) {
    std::error_code ignored;
    if (at->is_regular_file(ignored)) copies.push_back(at->path());
  }
  std::sort(copies.begin(), copies.end());
  return copies;
}

}  // namespace

fs::path stateFolder() {
  const char* state = std::getenv("XDG_STATE_HOME");
  // The base directory specification ignores relative paths.
  if (state != nullptr && *state == '/') return fs::path(state) / "htlint";
  return fs::path(homeFolder()) / ".local" / "state" / "htlint";
}

bool holdsPrivateKey(std::string_view bytes) {
  if (pem::isKeyFile(pem::detectKind(bytes))) return true;
  const pem::PlainText plain(bytes);
  const std::vector<pem::Marker> markers = pem::findMarkers(plain.text());
  return std::any_of(markers.begin(), markers.end(), [](const pem::Marker& marker) {
    return pem::isPrivateKey(pem::blockKind(marker.label));
  });
}

tl::expected<std::string, IoError> backUp(const std::string& path, std::string_view bytes,
                                          const BackupPolicy& policy) {
  if (policy.place == BackupPolicy::Place::kNone) return std::string();
  if (holdsPrivateKey(bytes)) {
    return tl::unexpected(IoError{IoErrorCode::kHoldsPrivateKey, path, ""});
  }
  if (policy.place == BackupPolicy::Place::kBeside) return keepAt(path + policy.suffix, bytes);
  const fs::path folder = folderOf(path);
  if (const auto made = makePrivateFolder(folder); !made) return tl::unexpected(made.error());
  return keepAt(folder / timeName(), bytes);
}

tl::expected<std::string, IoError> restoreBackup(const std::string& path) {
  const std::vector<fs::path> copies = copiesOf(path);
  if (copies.empty()) return tl::unexpected(IoError{IoErrorCode::kNoBackup, path, ""});
  const std::string newest = copies.back().string();
  const auto bytes = readFile(newest);
  if (!bytes) return tl::unexpected(bytes.error());
  if (const auto written = writeFile(path, *bytes); !written) {
    return tl::unexpected(written.error());
  }
  std::error_code ignored;
  fs::remove(newest, ignored);
  return newest;
}

}  // namespace htlint::project
