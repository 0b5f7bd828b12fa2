#include "project/load_site.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "support/files.h"

namespace htlint::project {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::writeFile;

constexpr std::string_view kPem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

SiteRequest wholeRoot(const fs::path& root) {
  SiteRequest request;
  request.webRoot = {
      .root = root.string(), .directories = {root.string()}, .files = {}, .whole = true};
  return request;
}

SiteRequest oneFile(const fs::path& file) {
  SiteRequest request;
  request.webRoot = {
      .root = file.parent_path().string(), .directories = {}, .files = {file.string()}};
  return request;
}

std::vector<std::string> sitePaths(const lint::SiteInput& input) {
  std::vector<std::string> paths;
  for (const lint::InputFile& file : input.files) paths.push_back(file.sitePath);
  return paths;
}

const lint::InputFile* find(const lint::SiteInput& input, std::string_view sitePath) {
  for (const lint::InputFile& file : input.files) {
    if (file.sitePath == sitePath) return &file;
  }
  return nullptr;
}

bool hasEntry(const lint::SiteInput& input, std::string_view path) {
  return std::any_of(input.entries.begin(), input.entries.end(),
                     [path](const lint::SiteEntry& entry) { return entry.path == path; });
}

TEST_CASE("Names tell what is read on a walk") {
  for (const char* name : {".htaccess", "x.htaccess", ".htaccess.txt", ".htaccess.bak", "htaccess",
                           "htaccess.txt", "_htaccess"}) {
    CAPTURE(name);
    CHECK(isHtaccessName(name));
  }
  for (const char* name : {"access", ".htpasswd", "my_htaccess", ".htaccessx"}) {
    CAPTURE(name);
    CHECK_FALSE(isHtaccessName(name));
  }
  CHECK(isCertificateName("server.PEM"));
  CHECK(isCertificateName("notice.txt"));
  CHECK_FALSE(isCertificateName("index.html"));
}

TEST_CASE("A named file's kind is told by its name, then by its content") {
  CHECK(kindOf(".htaccess", kPem) == lint::FileKind::kHtaccess);
  CHECK(kindOf("server.pem", "RewriteEngine on\n") == lint::FileKind::kCertificate);
  CHECK(kindOf("notice.txt", kPem) == lint::FileKind::kCertificate);
  CHECK(kindOf("notice.txt", "RewriteEngine on\n") == lint::FileKind::kHtaccess);
  CHECK(kindOf("whatever", kPem) == lint::FileKind::kCertificate);
  CHECK(kindOf("whatever", "") == lint::FileKind::kHtaccess);
}

TEST_CASE("A walk reads access and certificate files and sees every name") {
  const TemporaryFolder folder;
  writeFile(folder / ".htaccess", "RewriteEngine on\n");
  writeFile(folder / "a/.htaccess", "");
  writeFile(folder / "a/.htaccess.txt", "");
  writeFile(folder / "a/server.pem", kPem);
  writeFile(folder / "a/readme.txt", "nothing\n");
  writeFile(folder / "a/cert.txt", kPem);
  writeFile(folder / ".git/.htaccess", "");
  writeFile(folder / "node_modules/x/.htaccess", "");
  const auto site = loadSite(wholeRoot(folder.path()));
  REQUIRE(site);
  CHECK(site->problems.empty());
  CHECK(site->input.wholeRoot);
  CHECK(sitePaths(site->input) == std::vector<std::string>{".htaccess", "a/.htaccess",
                                                           "a/.htaccess.txt", "a/cert.txt",
                                                           "a/server.pem"});
  CHECK(find(site->input, ".htaccess")->source->bytes() == "RewriteEngine on\n");
  CHECK(find(site->input, ".htaccess")->path == (folder / ".htaccess").string());
  CHECK_FALSE(find(site->input, ".htaccess")->named);
  for (const char* name : {"a", "a/readme.txt", ".git", "node_modules"}) {
    CAPTURE(name);
    CHECK(hasEntry(site->input, name));
  }
  CHECK_FALSE(hasEntry(site->input, ".git/.htaccess"));
}

TEST_CASE("Links to files are read, links to directories and to nowhere are not followed") {
  const TemporaryFolder folder;
  const TemporaryFolder elsewhere;
  writeFile(elsewhere / "real", "RewriteEngine on\n");
  writeFile(elsewhere / "sub/.htaccess", "");
  fs::create_symlink(elsewhere / "real", folder / ".htaccess");
  fs::create_directory_symlink(elsewhere / "sub", folder / "linked");
  fs::create_directory(folder / "d");
  fs::create_symlink("nowhere", folder / "d/.htaccess");
  const auto site = loadSite(wholeRoot(folder.path()));
  REQUIRE(site);
  CHECK(sitePaths(site->input) == std::vector<std::string>{".htaccess"});
  CHECK(hasEntry(site->input, "linked"));
  CHECK(site->problems.empty());
}

TEST_CASE("A directory called .htaccess is a file that cannot be read") {
  const TemporaryFolder folder;
  writeFile(folder / ".htaccess/x", "");
  const auto site = loadSite(wholeRoot(folder.path()));
  REQUIRE(site);
  REQUIRE(sitePaths(site->input) == std::vector<std::string>{".htaccess"});
  CHECK(site->input.files.front().unreadable == "is a directory, not a file");
  CHECK(site->problems.empty());
}

TEST_CASE("A pipe is refused without waiting for it") {
  const TemporaryFolder folder;
  REQUIRE(mkfifo((folder / ".htaccess").c_str(), 0600) == 0);
  const auto site = loadSite(wholeRoot(folder.path()));
  REQUIRE(site);
  CHECK(site->input.files.front().unreadable == "is not a regular file");
}

/// Root may read everything; for the life of this, a test that root runs is nobody.
class Unprivileged {
 public:
  Unprivileged() : wasRoot_(geteuid() == 0) {
    if (wasRoot_) REQUIRE(seteuid(65534) == 0);
  }
  ~Unprivileged() {
    if (wasRoot_ && seteuid(0) != 0) std::abort();
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

 private:
  bool wasRoot_;
};

TEST_CASE("What the system refuses to read is told") {
  const TemporaryFolder folder;
  REQUIRE(chmod(folder.path().c_str(), 0755) == 0);
  writeFile(folder / ".htaccess", "x");
  writeFile(folder / "closed/x", "x");
  REQUIRE(chmod((folder / ".htaccess").c_str(), 0) == 0);
  REQUIRE(chmod((folder / "closed").c_str(), 0) == 0);
  const Unprivileged nobody;
  const auto met = loadSite(wholeRoot(folder.path()));
  REQUIRE(met);
  CHECK_THAT(met->input.files.front().unreadable, Catch::Contains("Permission denied"));
  REQUIRE(met->problems.size() == 1);
  CHECK(met->problems.front().path == (folder / "closed").string());
  const auto named = loadSite(oneFile(folder / ".htaccess"));
  REQUIRE(named);
  CHECK(named->problems.size() == 1);
}

TEST_CASE("A named file brings no neighbours, but the name that decides about it") {
  const TemporaryFolder folder;
  writeFile(folder / ".htaccess", "");
  writeFile(folder / ".htaccess.txt", "RewriteEngine on\n");
  writeFile(folder / "other.pem", kPem);
  const auto site = loadSite(oneFile(folder / ".htaccess.txt"));
  REQUIRE(site);
  CHECK_FALSE(site->input.wholeRoot);
  CHECK(sitePaths(site->input) == std::vector<std::string>{".htaccess.txt"});
  CHECK(site->input.files.front().named);
  CHECK(hasEntry(site->input, ".htaccess"));
  CHECK_FALSE(hasEntry(site->input, "other.pem"));
}

TEST_CASE("Settings' files are read once, under one path, inside the root and outside") {
  const TemporaryFolder folder;
  writeFile(folder / "www/.htaccess", "");
  writeFile(folder / "www/server.pem", kPem);
  writeFile(folder / "tls/chain.pem", kPem);
  SiteRequest request = wholeRoot(folder / "www");
  request.settings.certificatePath = (folder / "www/./server.pem").string();
  request.settings.chainPath = (folder / "tls//chain.pem").string();
  const auto site = loadSite(request);
  REQUIRE(site);
  CHECK(site->input.files.size() == 3);
  CHECK(site->input.settings.certificatePath == (folder / "www/server.pem").string());
  CHECK(site->input.settings.chainPath == (folder / "tls/chain.pem").string());
  CHECK(find(site->input, "server.pem")->named);
  CHECK(find(site->input, "")->path == (folder / "tls/chain.pem").string());
  request.settings.keyPath = (folder / "missing.key").string();
  const auto missing = loadSite(request);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == IoErrorCode::kMissing);
}

TEST_CASE("The kind that was asked for is that of named files only") {
  const TemporaryFolder folder;
  writeFile(folder / "server.pem", "RewriteEngine on\n");
  SiteRequest request = oneFile(folder / "server.pem");
  request.kind = lint::FileKind::kHtaccess;
  const auto site = loadSite(request);
  REQUIRE(site);
  CHECK(site->input.files.front().kind == lint::FileKind::kHtaccess);
}

TEST_CASE("Standard input is a web root's file by its name") {
  SiteRequest request;
  const auto plain = loadText("RewriteEngine on\n", "", request);
  REQUIRE(plain);
  CHECK(plain->input.root.empty());
  CHECK(plain->input.files.front().path == "<stdin>");
  CHECK(plain->input.files.front().sitePath == ".htaccess");
  const auto pem = loadText(std::string(kPem), "", request);
  CHECK(pem->input.files.front().kind == lint::FileKind::kCertificate);
  const auto named = loadText("", "public/sub/.htaccess", request);
  CHECK(named->input.files.front().path == "public/sub/.htaccess");
  CHECK(named->input.files.front().sitePath == ".htaccess");
  request.webRoot.root = "public";
  const auto below = loadText("", "public/sub/.htaccess", request);
  CHECK(below->input.files.front().sitePath == "sub/.htaccess");
}

}  // namespace
}  // namespace htlint::project
