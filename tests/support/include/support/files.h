#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace htlint::test {

/// The bytes of `path`; fails the running program with a message when it cannot be read.
[[nodiscard]] std::string readFile(const std::filesystem::path& path);
/// Writes `bytes`, making missing parent folders.
void writeFile(const std::filesystem::path& path, std::string_view bytes);

/// A new empty folder below the system's temporary folder, removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

/// What a finished program left behind.
struct ProgramResult {
  int exitCode = -1;
  std::string out;
  std::string err;
};
/// Runs a shell command line, with `input` as its standard input.
[[nodiscard]] ProgramResult runProgram(const std::string& commandLine, std::string_view input = "");

}  // namespace htlint::test
