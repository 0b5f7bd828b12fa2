#include "project/read.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cstdint>
#include <limits>

#include "descriptor.h"

namespace htlint::project {
namespace {

constexpr std::uint64_t kLargest = std::numeric_limits<std::uint32_t>::max();

tl::expected<std::string, IoError> readAll(const Descriptor& file, const std::string& path,
                                           std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t got = 0;
  // A file of /proc has size 0, and any file may grow meanwhile: read until the end is seen.
  while (true) {
    if (got == bytes.size()) bytes.resize(bytes.size() + (bytes.empty() ? 4096 : 1));
    const ssize_t count = read(file.get(), bytes.data() + got, bytes.size() - got);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return tl::unexpected(systemError(IoErrorCode::kUnreadable, path));
    if (count == 0) break;
    got += static_cast<std::size_t>(count);
    if (got > kLargest) return tl::unexpected(IoError{IoErrorCode::kTooLarge, path, ""});
  }
  bytes.resize(got);
  return bytes;
}

}  // namespace

tl::expected<std::string, IoError> readFile(const std::string& path) {
  // O_NONBLOCK keeps the opening of a pipe from waiting for its writer.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.isOpen()) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    if (missing) return tl::unexpected(IoError{IoErrorCode::kMissing, path, ""});
    return tl::unexpected(systemError(IoErrorCode::kUnreadable, path));
  }
  struct stat facts {};
  if (fstat(file.get(), &facts) != 0) {
    return tl::unexpected(systemError(IoErrorCode::kUnreadable, path));
  }
  if (S_ISDIR(facts.st_mode)) return tl::unexpected(IoError{IoErrorCode::kIsDirectory, path, ""});
  if (!S_ISREG(facts.st_mode)) return tl::unexpected(IoError{IoErrorCode::kNotRegular, path, ""});
  if (static_cast<std::uint64_t>(facts.st_size) > kLargest) {
    return tl::unexpected(IoError{IoErrorCode::kTooLarge, path, ""});
  }
  return readAll(file, path, static_cast<std::size_t>(facts.st_size));
}

tl::expected<std::string, IoError> readFirstLine(const std::string& path) {
  constexpr std::size_t kMost = 4096;
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const bool missing = !file.isOpen() && errno == ENOENT;
  if (missing) return tl::unexpected(IoError{IoErrorCode::kMissing, path, ""});
  if (!file.isOpen()) return tl::unexpected(systemError(IoErrorCode::kUnreadable, path));
  std::string line;
  char c = '\0';
  while (line.size() < kMost) {
    const ssize_t count = read(file.get(), &c, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return tl::unexpected(systemError(IoErrorCode::kUnreadable, path));
    if (count == 0 || c == '\n') break;
    line.push_back(c);
  }
  if (line.ends_with('\r')) line.pop_back();
  return line.starts_with(kMark) ? line.substr(kMark.size()) : line;
}

tl::expected<std::string, IoError> readStream(std::istream& in, const std::string& name) {
  std::string bytes;
  char buffer[65536];
  while (in.read(buffer, sizeof buffer) || in.gcount() > 0) {
    bytes.append(buffer, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > kLargest) return tl::unexpected(IoError{IoErrorCode::kTooLarge, name, ""});
  }
  if (in.bad()) return tl::unexpected(IoError{IoErrorCode::kUnreadable, name, ""});
  return bytes;
}

}  // namespace htlint::project
