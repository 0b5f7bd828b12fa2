#include "project/backup.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "project/apply.h"
#include "support/files.h"

namespace htlint::project {
namespace {

namespace fs = std::filesystem;
using test::readFile;
using test::TemporaryFolder;

constexpr std::string_view kKey = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n";

/// A state folder of its own for one test.
class StateFolder {
 public:
  StateFolder() { setenv("XDG_STATE_HOME", folder_.path().c_str(), 1); }
  ~StateFolder() { unsetenv("XDG_STATE_HOME"); }
  StateFolder(const StateFolder&) = delete;
  StateFolder& operator=(const StateFolder&) = delete;

 private:
  TemporaryFolder folder_;
};

mode_t modeOf(const fs::path& path) {
  struct stat facts {};
  REQUIRE(stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 07777;
}

TEST_CASE("The state folder follows the base directory specification") {
  setenv("XDG_STATE_HOME", "/var/state", 1);
  CHECK(stateFolder() == "/var/state/htlint");
  setenv("XDG_STATE_HOME", "relative", 1);
  CHECK(stateFolder().parent_path().filename() == "state");
  CHECK(stateFolder().is_absolute());
  unsetenv("XDG_STATE_HOME");
  CHECK(stateFolder().parent_path().parent_path().filename() == ".local");
}

TEST_CASE("Backups go to the state folder, are private, and come back newest first") {
  const StateFolder state;
  const TemporaryFolder folder;
  const std::string file = (folder / ".htaccess").string();
  test::writeFile(file, "third");
  const auto first = backUp(file, "first", {});
  const auto second = backUp(file, "second", {});
  REQUIRE(first);
  REQUIRE(second);
  CHECK(*first != *second);
  CHECK(modeOf(*first) == 0600);
  CHECK(modeOf(fs::path(*first).parent_path()) == 0700);
  CHECK(fs::path(*first).string().starts_with(stateFolder().string()));
  REQUIRE(restoreBackup(file));
  CHECK(readFile(file) == "second");
  REQUIRE(restoreBackup(file));
  CHECK(readFile(file) == "first");
  const auto none = restoreBackup(file);
  REQUIRE_FALSE(none);
  CHECK(none.error().code == IoErrorCode::kNoBackup);
}

TEST_CASE("A file that is gone comes back") {
  const StateFolder state;
  const TemporaryFolder folder;
  const std::string file = (folder / ".htaccess").string();
  REQUIRE(backUp(file, "kept", {}));
  REQUIRE(restoreBackup(file));
  CHECK(readFile(file) == "kept");
}

TEST_CASE("The backup of a linked file is found by the link and by the file") {
  const StateFolder state;
  const TemporaryFolder folder;
  test::writeFile(folder / "real", "new");
  fs::create_symlink("real", folder / "link");
  REQUIRE(backUp((folder / "link").string(), "old", {}));
  REQUIRE(restoreBackup((folder / "real").string()));
  CHECK(readFile(folder / "link") == "old");
}

TEST_CASE("A suffix keeps the copy beside the file, and only the newest") {
  const TemporaryFolder folder;
  const std::string file = (folder / ".htaccess").string();
  const BackupPolicy policy{BackupPolicy::Place::kBeside, ".orig"};
  REQUIRE(backUp(file, "first", policy) == file + ".orig");
  REQUIRE(backUp(file, "second", policy));
  CHECK(readFile(file + ".orig") == "second");
  CHECK(modeOf(file + ".orig") == 0600);
}

TEST_CASE("No copy of a private key is made") {
  const StateFolder state;
  const TemporaryFolder folder;
  const std::string file = (folder / "server.pem").string();
  for (const auto place : {BackupPolicy::Place::kStateFolder, BackupPolicy::Place::kBeside}) {
    const auto refused = backUp(file, kKey, {place, ".orig"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == IoErrorCode::kHoldsPrivateKey);
  }
  CHECK(backUp(file, kKey, {BackupPolicy::Place::kNone, ""}) == "");
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("Damaged and encrypted keys are keys too") {
  CHECK(holdsPrivateKey(kKey));
  CHECK(holdsPrivateKey("x\n----BEGIN RSA PRIVATE KEY-----\nMIIE\n"));
  CHECK(holdsPrivateKey("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
  CHECK_FALSE(holdsPrivateKey("-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n"));
  CHECK_FALSE(holdsPrivateKey("RewriteEngine on\n"));
}

TEST_CASE("A change is written after its backup, and not at all without it") {
  const StateFolder state;
  const TemporaryFolder folder;
  const std::string file = (folder / "server.pem").string();
  test::writeFile(file, kKey);
  lint::FileChange change;
  change.path = file;
  change.before = std::make_shared<text::SourceFile>(file, std::string(kKey));
  const std::string after = "# moved\n" + std::string(kKey);
  change.after = std::make_shared<text::SourceFile>(file, after);
  REQUIRE_FALSE(applyChange(change, {}));
  CHECK(readFile(file) == kKey);
  REQUIRE(applyChange(change, {BackupPolicy::Place::kNone, ""}));
  CHECK(readFile(file) == after);
}

TEST_CASE("No change takes the only copy of a private key away") {
  const StateFolder state;
  const TemporaryFolder folder;
  const std::string file = (folder / "server.pem").string();
  test::writeFile(file, kKey);
  lint::FileChange change;
  change.path = file;
  change.before = std::make_shared<text::SourceFile>(file, std::string(kKey));
  change.after = std::make_shared<text::SourceFile>(file, "a certificate alone");
  const auto applied = applyChange(change, {BackupPolicy::Place::kNone, ""});
  REQUIRE_FALSE(applied);
  CHECK(applied.error().code == IoErrorCode::kDropsPrivateKey);
  CHECK(readFile(file) == kKey);
}

TEST_CASE("A renamed file takes its new bytes along") {
  const StateFolder state;
  const TemporaryFolder folder;
  lint::FileChange change;
  change.kind = lint::FileChange::Kind::kRenamed;
  change.path = (folder / ".htaccess.txt").string();
  change.renamedTo = (folder / ".htaccess").string();
  change.before = std::make_shared<text::SourceFile>(change.path, "old");
  change.after = std::make_shared<text::SourceFile>(change.renamedTo, "new");
  test::writeFile(change.path, "old");
  REQUIRE(applyChange(change, {}));
  CHECK(readFile(change.renamedTo) == "new");
  CHECK_FALSE(fs::exists(change.path));
}

}  // namespace
}  // namespace htlint::project
