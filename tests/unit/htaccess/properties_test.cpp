#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>

#include "htaccess/arguments.h"
#include "htaccess/document.h"
#include "parse.h"
#include "support/files.h"

namespace htlint::htaccess {
namespace {

/// The first property of `document` that does not hold, or empty.
std::string brokenLine(const Document& document) {
  std::uint32_t at = 0;
  std::uint32_t physical = 1;
  const std::string_view bytes = document.file().bytes();
  for (const LogicalLine& line : document.lines()) {
    if (line.range().start != at || line.range().empty()) return "lines do not tile the file";
    if (line.firstLine() != physical || line.lastLine() < physical) return "wrong physical lines";
    if (document.file().lineAt(at) != physical) return "physical line is not the file's";
    at = line.range().end;
    physical = line.lastLine() + 1;
    for (std::uint32_t i = 0; i < line.text().size(); ++i) {
      const std::uint32_t source = line.sourceOffset(i);
      if (!line.range().contains(source)) return "sourceOffset leaves the line";
      if (bytes[source] != line.text()[i]) return "sourceOffset leads to another byte";
      if (i > 0 && source <= line.sourceOffset(i - 1)) return "sourceOffset is not increasing";
    }
    const text::TextRange trimmed = line.trimmedRange();
    if (trimmed.start < line.range().start || trimmed.end > line.range().end) {
      return "trimmedRange leaves the line";
    }
  }
  return at == document.file().size() ? "" : "lines end before the file";
}

std::string brokenNode(const Document& document) {
  std::size_t linesOfNodes = 0;
  for (NodeId id = 0; id < document.nodes().size(); ++id) {
    const Node& node = document.node(id);
    const LogicalLine& line = document.line(node);
    linesOfNodes += node.closeLine == kNoNode ? 1 : 2;
    if (document.nodeAt(line.range().start) != id) return "nodeAt finds another node";
    if (!line.range().contains(node.nameRange)) {
      if (!node.nameRange.empty()) return "the name is not on its line";
    }
    if (node.argumentsAt > line.text().size()) return "arguments begin after the line";
    for (const NodeId child : node.children) {
      if (document.node(child).parent != id) return "a child has another parent";
      if (!document.fullRange(id).contains(document.fullRange(child))) return "child sticks out";
    }
    for (const Argument& argument : splitArguments(line, node.argumentsAt)) {
      if (!line.range().contains(argument.range)) return "an argument is not on its line";
    }
    for (const Argument& argument : splitRewriteArguments(line, node.argumentsAt).values) {
      if (argument.range.start < line.range().start || argument.range.end > line.range().end) {
        return "a rewrite argument is not on its line";
      }
    }
  }
  return linesOfNodes == document.lines().size() ? "" : "a line has no node";
}

std::string brokenProperty(std::string_view bytes) {
  const Document document = parse(bytes);
  if (document.print() != bytes) return "print() differs from the file";
  std::string broken = brokenLine(document);
  return broken.empty() ? brokenNode(document) : broken;
}

/// One random change, of those that make and break lines, quotes and sections.
void mutate(std::string& bytes, std::mt19937& random) {
  static const std::string kPieces[] = {"\n",
                                        "\r\n",
                                        "\\\n",
                                        "\\\r\n",
                                        "\\\\\n",
                                        "\r",
                                        std::string(1, '\0'),
                                        "\"",
                                        "'",
                                        "\\",
                                        "#",
                                        "<",
                                        ">",
                                        "</",
                                        "<If>",
                                        "</If>",
                                        "<Files x",
                                        " ",
                                        "\t",
                                        "\xEF\xBB\xBF",
                                        "\x82\xA0",
                                        "</A>\n",
                                        "<A>\n",
                                        "\"\" ",
                                        "\v",
                                        "\xFF"};
  const std::size_t at = bytes.empty() ? 0 : random() % (bytes.size() + 1);
  switch (random() % 3) {
    case 0:
      bytes.insert(at, kPieces[random() % std::size(kPieces)]);
      break;
    case 1:
      bytes.erase(at, random() % 12);
      break;
    default:
      bytes.insert(at, bytes.substr(random() % (bytes.size() + 1), random() % 80));
  }
}

void checkMutations(std::string bytes, std::uint32_t seed, int count) {
  std::mt19937 random(seed);
  for (int i = 0; i < count; ++i) {
    mutate(bytes, random);
    const std::string broken = brokenProperty(bytes);
    if (!broken.empty()) {
      CAPTURE(seed, i, bytes);
      FAIL(broken);
    }
  }
}

TEST_CASE("Every mutation of a small file keeps the properties") {
  const std::string seedFile =
      "# c\nRewriteEngine On\n<IfModule mod_rewrite.c>\n  RewriteCond %{HTTPS} off [NC,OR]\n"
      "  RewriteRule ^(.*)$ \"https://%{HTTP_HOST}/$1\" [R=301,L]\n</IfModule>\n"
      "<Files \"a b\">\r\nRequire all \\\r\n  denied\r\n</Files>\r\n<RequireAll>\n</RequireAll>";
  for (std::uint32_t seed = 1; seed <= 60; ++seed) checkMutations(seedFile, seed, 60);
  for (std::uint32_t seed = 100; seed < 130; ++seed) checkMutations("", seed, 60);
}

TEST_CASE("Random bytes keep the properties") {
  std::mt19937 random(7);
  for (int i = 0; i < 400; ++i) {
    std::string bytes(random() % 300, '\0');
    const bool narrow = i % 2 == 0;
    for (char& c : bytes) {
      c = narrow ? "\n\r\\ \"'<>/#ab\0"[random() % 13] : static_cast<char>(random() % 256);
    }
    CAPTURE(i, bytes);
    CHECK(brokenProperty(bytes).empty());
  }
}

TEST_CASE("Every real file and its mutations keep the properties") {
  const std::filesystem::path folder = std::filesystem::path(HTLINT_CORPUS_DIR) / "htaccess";
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: no corpus at " << folder);
    return;
  }
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".htaccess") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  REQUIRE(paths.size() > 100);
  std::uint32_t seed = 1000;
  for (const auto& path : paths) {
    const std::string bytes = test::readFile(path);
    CAPTURE(path);
    CHECK(brokenProperty(bytes).empty());
    checkMutations(bytes.substr(0, 3000), seed++, 4);
  }
}

TEST_CASE("The observations' lines keep the properties") {
  const std::filesystem::path path =
      std::filesystem::path(HTLINT_CORPUS_DIR) / "observations.jsonl";
  if (!std::filesystem::exists(path)) {
    WARN("skipped: no " << path);
    return;
  }
  // The escapes of JSON make an odd but busy `.htaccess` file: backslashes, quotes, angle brackets.
  std::ifstream in(path, std::ios::binary);
  std::string line;
  int count = 0;
  while (std::getline(in, line)) {
    CAPTURE(count);
    CHECK(brokenProperty(line).empty());
    std::string unescaped;
    for (std::size_t at = 0; at < line.size(); ++at) {
      const bool newline = line.compare(at, 2, "\\n") == 0;
      unescaped += newline ? '\n' : line[at];
      at += newline ? 1 : 0;
    }
    CHECK(brokenProperty(unescaped).empty());
    ++count;
  }
  CHECK(count > 200);
}

}  // namespace
}  // namespace htlint::htaccess
