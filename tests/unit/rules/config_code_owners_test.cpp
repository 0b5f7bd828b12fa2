// Every configuration error is put into words by exactly one rule.

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "support/files.h"

namespace htlint {
namespace {

const std::filesystem::path kSource = HTLINT_SOURCE_DIR;

/// The enumerators of httpd::ConfigCode, kFirstWarning and kCount left out.
std::vector<std::string> configCodes() {
  const std::string header = test::readFile(kSource / "src/httpd/include/httpd/config_error.h");
  const std::size_t start = header.find("enum class ConfigCode");
  const std::string body = header.substr(start, header.find("};", start) - start);
  const std::regex enumerator(R"(\n  (k\w+)(,| =))");
  std::vector<std::string> codes;
  for (std::sregex_iterator it(body.begin(), body.end(), enumerator), end; it != end; ++it) {
    const std::string code = (*it)[1];
    if (code != "kFirstWarning" && code != "kCount") codes.push_back(code);
  }
  return codes;
}

/// For each code the rules that report it.
std::map<std::string, std::vector<std::string>> owners() {
  const std::regex use(R"(configErrors\(\s*httpd::ConfigCode::(k\w+)\))");
  std::map<std::string, std::vector<std::string>> result;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kSource / "rules")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = test::readFile(entry.path());
    for (std::sregex_iterator it(text.begin(), text.end(), use), end; it != end; ++it) {
      result[(*it)[1]].push_back(entry.path().stem());
    }
  }
  return result;
}

TEST_CASE("every configuration error belongs to exactly one rule") {
  const std::vector<std::string> codes = configCodes();
  REQUIRE(codes.size() > 20);
  auto rules = owners();
  for (const std::string& code : codes) {
    INFO(code);
    CHECK(rules[code].size() == 1);
  }
}

}  // namespace
}  // namespace htlint
