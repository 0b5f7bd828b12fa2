#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "program.h"

namespace htlint::cli {
namespace {

using test::Program;

/// A file that is accepted and gives rise to nothing but an info.
constexpr std::string_view kFine = "Options -Indexes\n";
constexpr std::string_view kBroken = "RewriteEngine on\nRewriteBase blog\n";

TEST_CASE("The help reads as it was reviewed") {
  const Program program;
  const std::filesystem::path snapshots =
      std::filesystem::path(HTLINT_SOURCE_DIR) / "tests/unit/cli/help";
  for (const std::string verb :
       {"", "check", "fix", "restore", "explain", "rules", "show", "config", "config show",
        "config verify", "config init", "config schema"}) {
    const auto shown = program.run(verb + " --help");
    CHECK(shown.exitCode == 0);
    CHECK(shown.err.empty());
    std::string name = verb.empty() ? "htlint" : verb;
    for (char& c : name) c = c == ' ' ? '-' : c;
    const auto file = snapshots / (name + ".txt");
    if (std::getenv("HTLINT_UPDATE") != nullptr) test::writeFile(file, shown.out);
    CHECK(shown.out == test::readFile(file));
  }
}

TEST_CASE("Exit codes of check") {
  const Program program;
  program.write("fine/.htaccess", kFine);
  program.write("broken/.htaccess", kBroken);
  CHECK(program.run("fine").exitCode == 0);
  CHECK(program.run("check fine").exitCode == 0);
  CHECK(program.run("broken").exitCode == 1);
  CHECK(program.run("broken fine").exitCode == 1);
  CHECK(program.run("broken --fail-on never").exitCode == 0);
  CHECK(program.run("--fail-on error broken").exitCode == 1);
  for (const char* format : {"full", "concise", "json", "jsonl", "sarif", "github"}) {
    CAPTURE(format);
    CHECK(program.run("broken --format " + std::string(format)).exitCode == 1);
    CHECK(program.run("fine --format " + std::string(format)).exitCode == 0);
  }
}

TEST_CASE("What cannot be done is 2 and said on standard error") {
  const Program program;
  program.write("fine/.htaccess", kFine);
  program.write("htlint.toml", "colour = 1\n");
  const struct {
    const char* arguments;
    const char* message;
  } cases[] = {
      {"--isolated missing", "missing: there is no such file or directory"},
      {"--isolated fine --formt json", "did you mean `--format`?"},
      {"--isolated fine --format jsn", "did you mean `json`?"},
      {"--isolated fine --format", "--format"},
      {"--isolated chek fine", "did you mean `htlint check`?"},
      {"--isolated fine --fail-on sometimes", "sometimes"},
      {"--isolated fine --lang fr", "fr"},
      {"--isolated fine --now yesterday", "RFC 3339"},
      {"--isolated fine --select no-such-rule", "no-such-rule"},
      {"--isolated fine --cert missing.pem", "missing.pem: there is no such file"},
      {"--isolated fine --roots missing.pem", "missing.pem: there is no such file"},
      {"--isolated fine --pool missing", "missing: there is no such file"},
      {"--isolated fine -", "standard input"},
      {"fine", "htlint.toml:1:1"},
      {"explain https-redirect-mising", "did you mean `https-redirect-missing`?"},
      {"config", "subcommand"},
      {"restore fine/.htaccess", "has no backup"},
      {"--isolated fine --format json --format sarif", "only one report"},
      {"--isolated fine --format json=nowhere/report.json", "nowhere/report.json"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.arguments);
    const auto result = program.run(one.arguments);
    CHECK(result.exitCode == 2);
    CHECK_THAT(result.err, Catch::Contains(one.message));
    CHECK_THAT(result.err, Catch::StartsWith("htlint"));
  }
}

TEST_CASE("The version is one line") {
  const Program program;
  const auto result = program.run("--version");
  CHECK(result.exitCode == 0);
  CHECK_THAT(result.out, Catch::Matches("htlint [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST_CASE("The verb may follow options; a folder with a verb's name needs ./") {
  const Program program;
  program.write("fix/.htaccess", kFine);
  CHECK(program.run("--lang ja --format json rules").exitCode == 0);
  CHECK(program.run("./fix").exitCode == 0);
  CHECK_THAT(program.run("--lang ja ./fix").out, Catch::Contains("ファイル"));
}

TEST_CASE("The locale decides the language, the option before it") {
  const Program program;
  program.write(".htaccess", kFine);
  CHECK_THAT(program.shell("LANG=ja_JP.UTF-8 $HTLINT .").out, Catch::Contains("ファイル"));
  CHECK_THAT(program.shell("LANG=ja_JP.UTF-8 LC_ALL=C $HTLINT .").out, Catch::Contains("file"));
  CHECK_THAT(program.shell("LANG=ja_JP.UTF-8 $HTLINT . --lang en").out, Catch::Contains("file"));
}

TEST_CASE("Several reports in one run, with colour only where it was asked for") {
  const Program program;
  program.write(".htaccess", kBroken);
  const auto result =
      program.run(". --format full --format sarif=out.sarif --format json=out.json");
  CHECK_THAT(result.out, Catch::Contains("rewrite-base-without-slash"));
  CHECK_THAT(program.read("out.sarif"), Catch::Contains("\"2.1.0\""));
  CHECK_THAT(program.read("out.json"), Catch::Contains("\"summary\""));
  CHECK(result.out.find('\x1b') == std::string::npos);
  CHECK(program.run(". --color always").out.find('\x1b') != std::string::npos);
}

TEST_CASE("A reader that goes away is nobody's mistake") {
  const Program program;
  std::string lines;
  for (int i = 0; i < 3000; ++i) lines += "NoSuchDirective" + std::to_string(i) + "\n";
  program.write(".htaccess", lines);
  const auto result = program.shell("{ $HTLINT .; echo code $? >&2; } | head -n 1");
  CHECK(result.err == "code 1\n");
}

TEST_CASE("A full disk is an error") {
  if (!std::filesystem::exists("/dev/full")) {
    WARN("skipped: there is no /dev/full");
    return;
  }
  const Program program;
  program.write(".htaccess", kFine);
  CHECK(program.shell("$HTLINT . >/dev/full").exitCode == 2);
  CHECK(program.shell("$HTLINT . --format json=/dev/full").exitCode == 2);
}

TEST_CASE("An interrupt ends with 130") {
  const Program program;
  // The program waits for standard input, which stays open; a shell's background job would be
  // deaf to SIGINT, so it is started by a program that is not.
  const auto result = program.shell(
      "mkfifo pipe; sleep 5 >pipe & "
      "python3 -c 'import os,signal,subprocess,sys,time\n"
      "signal.signal(signal.SIGINT, signal.SIG_DFL)\n"
      "p=subprocess.Popen([os.environ[\"HTLINT\"],\"-\"],stdin=open(\"pipe\"))\n"
      "time.sleep(0.5)\np.send_signal(signal.SIGINT)\nsys.exit(p.wait())'");
  CHECK(result.exitCode == 130);
}

TEST_CASE("Lists of paths come from files and from standard input") {
  const Program program;
  program.write("a/.htaccess", kFine);
  program.write("b b/.htaccess", kBroken);
  program.write("list", "a/.htaccess\nb b/.htaccess\r\n");
  CHECK(program.run("--files-from list").exitCode == 1);
  CHECK(program.run("--files-from - -0", std::string_view("a/.htaccess\0b b\0", 17)).exitCode == 1);
  CHECK(program.run("--files-from -", "a/.htaccess\n").exitCode == 0);
  const auto nothing = program.run("--files-from -", "");
  CHECK(nothing.exitCode == 0);
  CHECK_THAT(nothing.out, Catch::Contains("0 files"));
  CHECK(program.run("--files-from missing").exitCode == 2);
}

TEST_CASE("Reports are the same with one thread and with many") {
  const Program program;
  for (char c = 'a'; c < 'k'; ++c) {
    program.write(std::string(1, c) + "/.htaccess", kBroken);
  }
  const std::string roots = "a b c d e f g h i j --format json --jobs ";
  const std::string one = program.run(roots + "1").out;
  CHECK(one == program.run(roots + "8").out);
  CHECK_THAT(one, Catch::Contains("\"j/.htaccess\""));
}

TEST_CASE("Configuration: shown, verified, begun, described") {
  const Program program;
  CHECK(program.run("config init").exitCode == 0);
  CHECK(program.run("config init").exitCode == 2);
  CHECK(program.run("config verify").exitCode == 0);
  program.write("htlint.toml", "[site]\nhost = \"www.example.jp\"\n");
  CHECK_THAT(program.run("config show").out, Catch::Contains("htlint.toml:2"));
  CHECK_THAT(program.run("config show --host other.example.jp").out, Catch::Contains("--host"));
  CHECK_THAT(program.run("config schema").out, Catch::StartsWith("{"));
  program.write("htlint.toml", "[site]\nhots = \"www.example.jp\"\n");
  const auto wrong = program.run("config verify");
  CHECK(wrong.exitCode == 2);
  CHECK_THAT(wrong.err, Catch::Contains("htlint.toml:2") && Catch::Contains("host"));
}

TEST_CASE("Rules are listed and explained") {
  const Program program;
  CHECK_THAT(program.run("rules").out, Catch::Contains("rewrite-base-without-slash"));
  CHECK_THAT(program.run("rules --format json").out, Catch::StartsWith("["));
  CHECK_THAT(program.run("explain rewrite-base-without-slash").out, Catch::Contains("RewriteBase"));
}

}  // namespace
}  // namespace htlint::cli
