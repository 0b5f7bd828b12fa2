// Real commits in a repository made for the test, with git's own hook and with pre-commit.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "support/files.h"

namespace htlint::house {
namespace {

constexpr const char* kGood = "DirectoryIndex index.html\n";
constexpr const char* kBad = "RewriteEngine on\nRewriteRule ^(.*$ /x [L]\n";

bool hasProgram(const std::string& name) {
  return test::runProgram("command -v " + name).exitCode == 0;
}

// A repository, and a home without anyone's configuration.
class Repository {
 public:
  Repository() {
    std::filesystem::create_directories(folder_ / "home");
    const test::ProgramResult made =
        run("git init --quiet . && git config user.name Test && "
            "git config user.email t@example.com");
    INFO(made.err);
    REQUIRE(made.exitCode == 0);
  }

  [[nodiscard]] test::ProgramResult run(const std::string& command) const {
    return test::runProgram("cd '" + (folder_ / "work").string() + "' && export HOME='" +
                            (folder_ / "home").string() +
                            "' GIT_CONFIG_NOSYSTEM=1 XDG_CONFIG_HOME= XDG_CACHE_HOME= "
                            "XDG_STATE_HOME= LC_ALL=C.UTF-8 PRE_COMMIT_COLOR=never "
                            "PATH='" +
                            (folder_ / "bin").string() + "':\"$PATH\" && " + command);
  }

  [[nodiscard]] test::ProgramResult commit(std::string_view htaccess) const {
    test::writeFile(folder_ / "work/.htaccess", htaccess);
    return run("git add -A && git commit --quiet -m change");
  }

  [[nodiscard]] int commits() const {
    const test::ProgramResult log = run("git rev-list --count HEAD");
    return log.exitCode == 0 ? std::stoi(log.out) : 0;
  }

  [[nodiscard]] std::filesystem::path path(std::string_view name) const { return folder_ / name; }

 private:
  struct Folder : test::TemporaryFolder {
    Folder() { std::filesystem::create_directories(path() / "work"); }
  };
  Folder folder_;
};

void blocksBadAndLetsGoodPass(const Repository& repository) {
  const int before = repository.commits();
  const test::ProgramResult bad = repository.commit(kBad);
  INFO(bad.out << bad.err);
  CHECK(bad.exitCode != 0);
  CHECK((bad.out + bad.err).find(".htaccess:2:") != std::string::npos);
  CHECK(repository.commits() == before);

  const test::ProgramResult good = repository.commit(kGood);
  INFO(good.out << good.err);
  CHECK(good.exitCode == 0);
  CHECK(repository.commits() == before + 1);
}

TEST_CASE("git's own hook blocks a commit of a broken .htaccess") {
  const Repository repository;
  std::filesystem::create_directories(repository.path("bin"));
  std::filesystem::create_symlink(HTLINT_PROGRAM, repository.path("bin/htlint"));
  std::filesystem::copy_file(std::string(HTLINT_SOURCE_DIR) + "/examples/git-hook/pre-commit",
                             repository.path("work/.git/hooks/pre-commit"));
  blocksBadAndLetsGoodPass(repository);
}

// The repository that pre-commit clones: the hooks of this one, with a program that is built.
std::string makeHookRepository(const Repository& repository) {
  const std::filesystem::path hooks = repository.path("hooks");
  test::writeFile(hooks / ".pre-commit-hooks.yaml",
                  test::readFile(std::string(HTLINT_SOURCE_DIR) + "/.pre-commit-hooks.yaml"));
  test::writeFile(hooks / "tools/run.sh",
                  "#!/bin/sh\nexec '" + std::string(HTLINT_PROGRAM) + "' \"$@\"\n");
  const test::ProgramResult made =
      repository.run("cd '" + hooks.string() +
                     "' && chmod +x tools/run.sh && git init --quiet . && git add -A && "
                     "git -c user.name=Test -c user.email=t@example.com commit --quiet -m hooks && "
                     "git rev-parse HEAD");
  INFO(made.err);
  REQUIRE(made.exitCode == 0);
  return made.out.substr(0, made.out.find('\n'));
}

void usePreCommit(const Repository& repository, const std::string& hook) {
  const std::string revision = makeHookRepository(repository);
  test::writeFile(repository.path("work/.pre-commit-config.yaml"),
                  "repos:\n- repo: " + repository.path("hooks").string() + "\n  rev: " + revision +
                      "\n  hooks:\n  - id: " + hook + "\n");
  const test::ProgramResult installed = repository.run("pre-commit install");
  INFO(installed.out << installed.err);
  REQUIRE(installed.exitCode == 0);
}

TEST_CASE("pre-commit blocks a commit of a broken .htaccess") {
  if (!hasProgram("pre-commit")) {
    WARN("pre-commit is not installed");
    return;
  }
  const Repository repository;
  usePreCommit(repository, "htlint");
  blocksBadAndLetsGoodPass(repository);
}

TEST_CASE("pre-commit's fixing hook corrects the file and lets the second commit pass") {
  if (!hasProgram("pre-commit")) {
    WARN("pre-commit is not installed");
    return;
  }
  const Repository repository;
  usePreCommit(repository, "htlint-fix");
  const test::ProgramResult first =
      repository.commit("RewriteEngine on\nRewriteBase app\nRewriteRule ^old$ /new [R=301,L]\n");
  INFO(first.out << first.err);
  CHECK(first.exitCode != 0);
  CHECK(test::readFile(repository.path("work/.htaccess")) ==
        "RewriteEngine on\nRewriteBase /app\nRewriteRule ^old$ /new [R=301,L]\n");

  const test::ProgramResult second = repository.run("git add -A && git commit --quiet -m again");
  INFO(second.out << second.err);
  CHECK(second.exitCode == 0);
}

}  // namespace
}  // namespace htlint::house
