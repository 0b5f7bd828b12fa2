#include "project/web_roots.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "support/files.h"

namespace htlint::project {
namespace {

using test::TemporaryFolder;
using test::writeFile;

TEST_CASE("Paths are tidied without touching what links decide") {
  CHECK(tidyPath("") == ".");
  CHECK(tidyPath("./") == ".");
  CHECK(tidyPath("/") == "/");
  CHECK(tidyPath("./a//b/") == "a/b");
  CHECK(tidyPath("/a/./b") == "/a/b");
  CHECK(tidyPath("../a/../b") == "../a/../b");
}

TEST_CASE("A path is below a root only at a name's end") {
  CHECK(pathBelow("a", "a/b/c") == "b/c");
  CHECK(pathBelow("a/", "./a") == "");
  CHECK_FALSE(pathBelow("a", "ab/c"));
  CHECK(pathBelow("/", "/x") == "x");
  CHECK(pathBelow(std::filesystem::current_path().string(), "x/y") == "x/y");
}

TEST_CASE("A directory is a web root, a file's web root is its directory") {
  const TemporaryFolder folder;
  writeFile(folder / "site/.htaccess", "");
  writeFile(folder / "other/.htaccess", "");
  const std::string site = (folder / "site").string();
  const auto roots = findWebRoots({{site + "/", {}}, {(folder / "other/.htaccess").string(), {}}});
  REQUIRE(roots);
  REQUIRE(roots->size() == 2);
  CHECK((*roots)[0].root == site);
  CHECK((*roots)[0].whole);
  CHECK((*roots)[1].root == (folder / "other").string());
  CHECK_FALSE((*roots)[1].whole);
  CHECK((*roots)[1].files == std::vector<std::string>{(folder / "other/.htaccess").string()});
}

TEST_CASE("A file below a directory that is walked belongs to it") {
  const TemporaryFolder folder;
  writeFile(folder / "site/sub/.htaccess", "");
  const auto roots = findWebRoots(
      {{(folder / "site/sub/.htaccess").string(), {}}, {(folder / "site").string(), {}}});
  REQUIRE(roots);
  REQUIRE(roots->size() == 1);
  CHECK(roots->front().root == (folder / "site").string());
}

TEST_CASE("A certificate file joins the only web root") {
  const TemporaryFolder folder;
  writeFile(folder / "site/.htaccess", "");
  writeFile(folder / "second/.htaccess", "");
  writeFile(folder / "tls/server.pem", "x");
  const NamedPath site{(folder / "site").string(), {}};
  const NamedPath second{(folder / "second").string(), {}};
  const NamedPath certificate{(folder / "tls/server.pem").string(), {}};
  const auto one = findWebRoots({certificate, site});
  REQUIRE(one);
  REQUIRE(one->size() == 1);
  CHECK(one->front().files == std::vector<std::string>{certificate.path});
  const auto several = findWebRoots({site, second, certificate});
  REQUIRE(several);
  REQUIRE(several->size() == 3);
  CHECK(several->back().root == (folder / "tls").string());
}

TEST_CASE("A document root takes the place of the directory that is named") {
  const TemporaryFolder folder;
  writeFile(folder / "repository/public/sub/.htaccess", "");
  const std::string repository = (folder / "repository").string();
  const std::string docroot = repository + "/public";
  const auto around = findWebRoots({{repository, docroot}});
  REQUIRE(around);
  CHECK(around->front().root == docroot);
  CHECK(around->front().whole);
  CHECK(around->front().directories == std::vector<std::string>{repository});
  const auto inside = findWebRoots({{docroot + "/sub/.htaccess", docroot}});
  REQUIRE(inside);
  CHECK(inside->front().root == docroot);
  CHECK_FALSE(inside->front().whole);
}

TEST_CASE("A named path that does not exist is the error") {
  const TemporaryFolder folder;
  const std::string missing = (folder / "missing").string();
  const auto roots = findWebRoots({{folder.path().string(), {}}, {missing, {}}});
  REQUIRE_FALSE(roots);
  CHECK(roots.error().code == IoErrorCode::kMissing);
  CHECK(roots.error().path == missing);
  std::filesystem::create_symlink("nowhere", folder / "dangling");
  CHECK_FALSE(findWebRoots({{(folder / "dangling").string(), {}}}));
  CHECK_FALSE(findWebRoots({{folder.path().string(), missing}}));
}

}  // namespace
}  // namespace htlint::project
