#pragma once

#include <string>
#include <string_view>

#include "support/files.h"

namespace htlint::test {

/// The program in a folder of its own, with its state folder there and nothing of the user's.
class Program {
 public:
  /// Runs `htlint arguments` (shell words) in the folder.
  [[nodiscard]] ProgramResult run(const std::string& arguments, std::string_view input = "") const {
    return shell("$HTLINT " + arguments, input);
  }
  /// Runs a shell command line in which $HTLINT is the program.
  [[nodiscard]] ProgramResult shell(const std::string& line, std::string_view input = "") const {
    const std::string environment =
        "unset NO_COLOR SOURCE_DATE_EPOCH LC_ALL LC_MESSAGES LANG\nexport XDG_STATE_HOME=" +
        (folder_ / "state").string() + " HTLINT=" HTLINT_EXECUTABLE "\ncd " +
        folder_.path().string() + "\n";
    return runProgram(environment + line, input);
  }

  void write(std::string_view name, std::string_view bytes) const {
    writeFile(folder_ / name, bytes);
  }
  [[nodiscard]] std::string read(std::string_view name) const { return readFile(folder_ / name); }
  [[nodiscard]] std::filesystem::path path(std::string_view name) const { return folder_ / name; }

 private:
  TemporaryFolder folder_;
};

}  // namespace htlint::test
