#include "report/diff.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "sample.h"
#include "support/files.h"

namespace htlint::report {
namespace {

using lint::FileChange;
using sample::file;

FileChange modified(const std::string& path, std::string before, std::string after) {
  FileChange change;
  change.path = path;
  change.before = file(path, std::move(before));
  change.after = file(path, std::move(after));
  return change;
}

TEST_CASE("A diff has headers, hunks and the mark of a missing line feed") {
  const FileChange change = modified("d/.htaccess", "a\nb", "a\nc");
  const std::string text = unifiedDiff({&change, 1}, false);
  CHECK_THAT(text, Catch::Contains("--- a/d/.htaccess\n+++ b/d/.htaccess\n@@ -1,2 +1,2 @@\n"));
  CHECK_THAT(text, Catch::Contains(" a\n-b\n\\ No newline at end of file\n+c\n"));
}

TEST_CASE("git applies the diff byte for byte") {
  const test::TemporaryFolder folder;
  const std::string before = "\xef\xbb\xbfone\r\n\x82\xa0\r\nthree";
  const std::string after = "one\r\n\x82\xa0\x81\x40\r\nthree\r\n";
  test::writeFile(folder / ".htaccess", before);
  std::vector<FileChange> changes = {modified(".htaccess", before, after)};
  FileChange created;
  created.kind = FileChange::Kind::kCreated;
  created.path = "sub/.htaccess";
  created.after = file(created.path, "new\n");
  changes.push_back(created);
  FileChange renamed;
  renamed.kind = FileChange::Kind::kRenamed;
  renamed.path = "old.txt";
  renamed.renamedTo = "new.txt";
  renamed.before = file("old.txt", "same\n");
  renamed.after = file("new.txt", "same\n");
  test::writeFile(folder / "old.txt", "same\n");
  changes.push_back(renamed);
  const auto applied =
      test::runProgram("cd " + folder.path().string() + " && git init -q . && git apply --verbose",
                       unifiedDiff(changes, false));
  INFO(applied.err);
  REQUIRE(applied.exitCode == 0);
  CHECK(test::readFile(folder / ".htaccess") == after);
  CHECK(test::readFile(folder / "sub/.htaccess") == "new\n");
  CHECK(test::readFile(folder / "new.txt") == "same\n");
  CHECK_FALSE(std::filesystem::exists(folder / "old.txt"));
}

TEST_CASE("A private key's lines are not shown") {
  const std::string key = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n";
  const FileChange change = modified("s.pem", key, "x\n" + key);
  const std::string text = unifiedDiff({&change, 1}, false);
  CHECK(text == "Files a/s.pem and b/s.pem differ (private key, not shown)\n");
}

TEST_CASE("Colours of a diff") {
  const FileChange change = modified("f", "a\n", "b\n");
  const std::string text = unifiedDiff({&change, 1}, true);
  CHECK_THAT(text, Catch::Contains("\x1b[31m-a\x1b[0m\n\x1b[32m+b\x1b[0m\n"));
}

}  // namespace
}  // namespace htlint::report
