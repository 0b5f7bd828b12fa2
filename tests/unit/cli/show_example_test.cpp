// What docs/show.md and README show is what the program prints. HTLINT_UPDATE=1 writes it.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "program.h"

namespace htlint::cli {
namespace {

const std::filesystem::path kSource = HTLINT_SOURCE_DIR;
constexpr const char* kArguments =
    "show examples/chain/bundle.pem --roots examples/chain/roots.pem --now 2026-12-01";

/// The block that begins with the command, as the document has it and as it has to be.
void compareBlock(const std::filesystem::path& document, const std::string& output) {
  const std::string text = test::readFile(document);
  const std::string command = std::string("$ htlint ") + kArguments + "\n";
  const std::size_t start = text.find(command);
  REQUIRE(start != std::string::npos);
  const std::size_t body = start + command.size();
  const std::size_t end = text.find("```\n", body);
  REQUIRE(end != std::string::npos);
  if (std::getenv("HTLINT_UPDATE") != nullptr) {
    test::writeFile(document, text.substr(0, body) + output + text.substr(end));
    return;
  }
  CHECK(text.substr(body, end - body) == output);
}

TEST_CASE("the example in the documentation is what the program prints") {
  const test::Program program;
  const std::string inSource = "cd " + kSource.string() + " && $HTLINT " + kArguments;
  const auto text = program.shell(inSource);
  REQUIRE(text.exitCode == 0);
  compareBlock(kSource / "docs/show.md", text.out);

  const auto svg = program.shell(inSource + " --format svg");
  REQUIRE(svg.exitCode == 0);
  if (std::getenv("HTLINT_UPDATE") != nullptr) test::writeFile(kSource / "docs/chain.svg", svg.out);
  CHECK(test::readFile(kSource / "docs/chain.svg") == svg.out);
}

}  // namespace
}  // namespace htlint::cli
