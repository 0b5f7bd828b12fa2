#include "project/write.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "support/files.h"

namespace htlint::project {
namespace {

namespace fs = std::filesystem;
using test::readFile;
using test::TemporaryFolder;

struct stat factsOf(const fs::path& path) {
  struct stat facts {};
  REQUIRE(lstat(path.c_str(), &facts) == 0);
  return facts;
}

std::size_t namesIn(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST_CASE("A replaced file keeps its mode and leaves nothing behind") {
  const TemporaryFolder folder;
  const fs::path file = folder / ".htaccess";
  test::writeFile(file, "old");
  REQUIRE(chmod(file.c_str(), 0640) == 0);
  const ino_t before = factsOf(file).st_ino;
  REQUIRE(replaceFile(file.string(), "old", std::string("new\0\r\n", 6)));
  CHECK(readFile(file) == std::string("new\0\r\n", 6));
  CHECK((factsOf(file).st_mode & 07777) == 0640);
  CHECK(factsOf(file).st_ino != before);
  CHECK(namesIn(folder.path()) == 1);
}

TEST_CASE("A replaced file keeps its owner") {
  if (geteuid() != 0) {
    WARN("skipped: only root can give files away");
    return;
  }
  const TemporaryFolder folder;
  const fs::path file = folder / ".htaccess";
  test::writeFile(file, "old");
  REQUIRE(chown(file.c_str(), 1234, 2345) == 0);
  REQUIRE(chmod(file.c_str(), 02664) == 0);
  REQUIRE(replaceFile(file.string(), "old", "new"));
  CHECK(factsOf(file).st_uid == 1234);
  CHECK(factsOf(file).st_gid == 2345);
  CHECK((factsOf(file).st_mode & 07777) == 02664);
}

TEST_CASE("A link stays a link, and what it leads to is replaced") {
  const TemporaryFolder folder;
  test::writeFile(folder / "real/file", "old");
  fs::create_symlink("real/file", folder / "link");
  REQUIRE(replaceFile((folder / "link").string(), "old", "new"));
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(readFile(folder / "real/file") == "new");
}

TEST_CASE("A read-only file is left alone") {
  const TemporaryFolder folder;
  const fs::path file = folder / ".htaccess";
  test::writeFile(file, "old");
  REQUIRE(chmod(file.c_str(), 0444) == 0);
  const auto outcome = replaceFile(file.string(), "old", "new");
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == IoErrorCode::kReadOnly);
  CHECK(readFile(file) == "old");
}

TEST_CASE("A file that another program has changed is left alone") {
  const TemporaryFolder folder;
  test::writeFile(folder / "file", "someone else's");
  const auto outcome = replaceFile((folder / "file").string(), "old", "new");
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == IoErrorCode::kChanged);
  CHECK(readFile(folder / "file") == "someone else's");
  CHECK(namesIn(folder.path()) == 1);
}

TEST_CASE("Creating and renaming never replace a file") {
  const TemporaryFolder folder;
  const std::string file = (folder / ".htaccess").string();
  REQUIRE(createFile(file, "new"));
  CHECK(readFile(file) == "new");
  CHECK((factsOf(file).st_mode & 0600) == 0600);
  const auto again = createFile(file, "other");
  REQUIRE_FALSE(again);
  CHECK(again.error().code == IoErrorCode::kExists);
  CHECK(readFile(file) == "new");
  test::writeFile(folder / ".htaccess.txt", "text");
  const auto renamed = renameFile((folder / ".htaccess.txt").string(), file);
  REQUIRE_FALSE(renamed);
  CHECK(renamed.error().code == IoErrorCode::kExists);
  REQUIRE(renameFile((folder / ".htaccess.txt").string(), (folder / "free").string()));
  CHECK(readFile(folder / "free") == "text");
  CHECK(namesIn(folder.path()) == 2);
}

TEST_CASE("A folder that is not there is a clear error") {
  const TemporaryFolder folder;
  const auto outcome = createFile((folder / "missing/file").string(), "x");
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == IoErrorCode::kUnwritable);
  CHECK_THAT(outcome.error().reason, Catch::Contains("No such file"));
}

}  // namespace
}  // namespace htlint::project
