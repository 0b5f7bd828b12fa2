#include "project/write.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>

#include "descriptor.h"
#include "project/read.h"

namespace htlint::project {
namespace {

namespace fs = std::filesystem;

using Outcome = tl::expected<void, IoError>;

/// A new file in the folder of `target` that disappears unless it is given its final name. Its
/// name begins with `.ht`, which servers keep from visitors by default.
class TemporaryFile {
 public:
  static tl::expected<TemporaryFile, IoError> beside(const std::string& target, mode_t mode) {
    std::random_device random;
    const fs::path folder = fs::path(target).parent_path();
    for (int attempt = 0; attempt < 100; ++attempt) {
      const fs::path path = folder / (".htlint-" + std::to_string(random()) + ".tmp");
      Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
      if (file.isOpen()) return TemporaryFile(path.string(), std::move(file));
      if (errno != EEXIST) break;
    }
    return tl::unexpected(systemError(IoErrorCode::kUnwritable, target));
  }

  TemporaryFile(TemporaryFile&& other) noexcept
      : path_(std::exchange(other.path_, std::string())), file_(std::move(other.file_)) {}
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) unlink(path_.c_str());
  }

  [[nodiscard]] int descriptor() const { return file_.get(); }
  [[nodiscard]] const std::string& path() const { return path_; }
  void keep() { path_.clear(); }

 private:
  TemporaryFile(std::string path, Descriptor file)
      : path_(std::move(path)), file_(std::move(file)) {}

  std::string path_;
  Descriptor file_;
};

bool writeAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// Makes a rename in the folder of `path` last through a crash. Not every file system can.
void syncFolder(const std::string& path) {
  const std::string parent = fs::path(path).parent_path().string();
  const Descriptor folder(open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY));
  if (folder.isOpen()) fsync(folder.get());
}

bool hasOwner(const struct stat& facts, int descriptor) {
  struct stat now {};
  return fstat(descriptor, &now) == 0 && now.st_uid == facts.st_uid && now.st_gid == facts.st_gid;
}

/// The file that `path` leads to through links.
tl::expected<std::string, IoError> followLinks(const std::string& path) {
  char* resolved = realpath(path.c_str(), nullptr);
  if (resolved == nullptr) {
    const IoErrorCode code = errno == ENOENT ? IoErrorCode::kMissing : IoErrorCode::kUnwritable;
    return tl::unexpected(systemError(code, path));
  }
  std::string result(resolved);
  std::free(resolved);
  return result;
}

Outcome swapIn(const std::string& path, const std::string& target, const struct stat& facts,
               std::string_view bytes) {
  auto temporary = TemporaryFile::beside(target, 0600);
  if (!temporary)
    return tl::unexpected(IoError{temporary.error().code, path, temporary.error().reason});
  const int file = temporary->descriptor();
  const bool sameOwner = hasOwner(facts, file) || fchown(file, facts.st_uid, facts.st_gid) == 0;
  if (!sameOwner || fchmod(file, facts.st_mode & 07777) != 0 || !writeAll(file, bytes) ||
      fsync(file) != 0 || rename(temporary->path().c_str(), target.c_str()) != 0) {
    return tl::unexpected(systemError(IoErrorCode::kUnwritable, path));
  }
  temporary->keep();
  syncFolder(target);
  return {};
}

/// Facts about a file that may be replaced.
tl::expected<struct stat, IoError> replaceable(const std::string& path, const std::string& target) {
  struct stat facts {};
  if (stat(target.c_str(), &facts) != 0) {
    return tl::unexpected(systemError(IoErrorCode::kUnwritable, path));
  }
  if (S_ISDIR(facts.st_mode)) return tl::unexpected(IoError{IoErrorCode::kIsDirectory, path, ""});
  if (!S_ISREG(facts.st_mode)) return tl::unexpected(IoError{IoErrorCode::kNotRegular, path, ""});
  // Asked of the mode, because root may write everything.
  if ((facts.st_mode & S_IWUSR) == 0) {
    return tl::unexpected(IoError{IoErrorCode::kReadOnly, path, ""});
  }
  if (access(target.c_str(), W_OK) != 0) {
    return tl::unexpected(systemError(IoErrorCode::kUnwritable, path));
  }
  return facts;
}

/// Writes into what is there: a device, a pipe.
Outcome writeInto(const std::string& path, std::string_view bytes) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.isOpen() || !writeAll(file.get(), bytes)) {
    return tl::unexpected(systemError(IoErrorCode::kUnwritable, path));
  }
  return {};
}

Outcome renameToFree(const std::string& from, const std::string& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return {};
  if (errno == EEXIST) return tl::unexpected(IoError{IoErrorCode::kExists, to, ""});
  // Some file systems cannot refuse to replace.
  struct stat facts {};
  if (errno == EINVAL && lstat(to.c_str(), &facts) != 0 && errno == ENOENT &&
      rename(from.c_str(), to.c_str()) == 0) {
    return {};
  }
  return tl::unexpected(systemError(IoErrorCode::kUnwritable, to));
}

}  // namespace

Outcome replaceFile(const std::string& path, std::string_view expected, std::string_view bytes) {
  const auto target = followLinks(path);
  if (!target) return tl::unexpected(target.error());
  const auto facts = replaceable(path, *target);
  if (!facts) return tl::unexpected(facts.error());
  const auto present = readFile(*target);
  if (!present) return tl::unexpected(IoError{present.error().code, path, present.error().reason});
  if (*present != expected) return tl::unexpected(IoError{IoErrorCode::kChanged, path, ""});
  return swapIn(path, *target, *facts, bytes);
}

Outcome createFile(const std::string& path, std::string_view bytes, std::uint32_t mode) {
  auto temporary = TemporaryFile::beside(path, mode);
  if (!temporary) return tl::unexpected(temporary.error());
  if (!writeAll(temporary->descriptor(), bytes) || fsync(temporary->descriptor()) != 0) {
    return tl::unexpected(systemError(IoErrorCode::kUnwritable, path));
  }
  const Outcome renamed = renameToFree(temporary->path(), path);
  if (!renamed) return renamed;
  temporary->keep();
  syncFolder(path);
  return {};
}

Outcome writeFile(const std::string& path, std::string_view bytes) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found) return createFile(path, bytes);
  if (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status)) {
    return writeInto(path, bytes);
  }
  const auto target = followLinks(path);
  if (!target) return tl::unexpected(target.error());
  const auto facts = replaceable(path, *target);
  if (!facts) return tl::unexpected(facts.error());
  return swapIn(path, *target, *facts, bytes);
}

Outcome createFolder(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error) || mkdir(path.c_str(), 0777) == 0) return {};
  return tl::unexpected(systemError(IoErrorCode::kUnwritable, path));
}

Outcome renameFile(const std::string& from, const std::string& to) {
  const Outcome renamed = renameToFree(from, to);
  if (renamed) syncFolder(to);
  return renamed;
}

}  // namespace htlint::project
