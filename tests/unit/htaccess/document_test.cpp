#include "htaccess/document.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "parse.h"

namespace htlint::htaccess {
namespace {

/// The tree in one line: `section{child child}` with its name, `name` for a directive, `/name` for
/// a stray close, `#` and `_` for comments and blanks; `!` marks a section without its close.
void write(const Document& document, NodeId id, std::string& out) {
  const Node& node = document.node(id);
  switch (node.kind) {
    case NodeKind::kBlank:
      out += '_';
      return;
    case NodeKind::kComment:
      out += '#';
      return;
    case NodeKind::kDirective:
      out += node.name;
      return;
    case NodeKind::kStrayClose:
      out.append("/").append(node.name);
      return;
    case NodeKind::kSection:
      break;
  }
  out.append(node.name).append(node.closeLine == kNoNode ? "!{" : "{");
  for (const NodeId child : node.children) {
    if (out.back() != '{') out += ' ';
    write(document, child, out);
  }
  out += '}';
}

std::string tree(std::string_view bytes) {
  const Document document = parse(bytes);
  std::string out;
  for (const NodeId root : document.roots()) {
    if (!out.empty()) out += ' ';
    write(document, root, out);
  }
  CHECK(document.print() == bytes);
  return out;
}

/// What httpd passes to the directive of the first line.
std::string arguments(std::string_view bytes) {
  const Document document = parse(bytes);
  const Node& node = document.node(0);
  return std::string(document.line(node).text().substr(node.argumentsAt));
}

std::string nameBytes(std::string_view bytes) {
  const Document document = parse(bytes);
  return std::string(document.file().text(document.node(0).nameRange));
}

TEST_CASE("Directives, comments, blanks and sections") {
  CHECK(tree("# c\n\nA b\n<Files x>\n  B\n  <If y>\n C\n</If>\n</Files>\nD") ==
        "# _ A Files{B If{C}} D");
  CHECK(tree("").empty());
}

TEST_CASE("# is a comment as the first byte after trimming only") {
  CHECK(tree("  # x\n\t#y\nA # z\n\\\n # w\n") == "# # A #");
  CHECK(tree("\"#\" x\n") == "#");
  CHECK(parse("\"#\" x\n").node(0).kind == NodeKind::kDirective);
}

TEST_CASE("A close line ends the innermost section of its name, whatever the case") {
  CHECK(tree("<files x>\n</FILES>\n") == "files{}");
  CHECK(tree("<A>\n<A>\n</A>\nB\n</A>\n") == "A{A{} B}");
  CHECK(tree("<A>\n<B>\n</A>\n</B>\n") == "A{B!{}} /B");
  CHECK(tree("<A>\n<B>\nC\n</B>\n") == "A!{B{C}}");
  CHECK(tree("</A>\n<A>\n") == "/A A!{}");
}

TEST_CASE("Close lines: what follows the bracket and a missing bracket") {
  CHECK(tree("<A>\n</A> junk\n") == "A{}");
  CHECK(tree("<A>\n\"</A>\"\n") == "A{}");
  CHECK(tree("<A>\n</A\nB") == "A{} B");
  CHECK(tree("<A>\n</A >\n") == "A{}");
  CHECK(tree("<A>\n</ A>\n") == "A!{/}");
  CHECK(tree("</\n") == "/");
  CHECK(tree("</>\n") == "/");
  CHECK(tree("<>\n</>\n") == "{}");
  CHECK(tree("< Files x>\n</>\n") == "{}");
}

TEST_CASE("A bracket at the end of the first word is not part of the name") {
  CHECK(tree("Options> None\n") == "Options");
  CHECK(tree("<RequireAll>\n</RequireAll>") == "RequireAll{}");
  CHECK(tree(">\n").empty());
  CHECK(parse(">\n").node(0).kind == NodeKind::kDirective);
  CHECK(tree("xy/>\n") == "xy/");
  CHECK(tree("x/>\n") == "x/>");
}

TEST_CASE("Quoted names") {
  CHECK(tree("\"Options\" None\n") == "Options");
  CHECK(tree("'<Files' x>\n</Files>") == "Files{}");
  CHECK(tree(R"("Opt\\ions" x)") == R"(Opt\ions)");
  CHECK(tree(R"("\"<x" y)") == R"("<x)");
  CHECK(nameBytes("'<Files' x>\n") == "Files");
  CHECK(nameBytes(" \"Options\" None") == "Options");
}

TEST_CASE("An empty first word makes a blank line") { CHECK(tree("\"\" x\n''\n") == "_ _"); }

TEST_CASE("Names reach across continuations") {
  CHECK(tree("<Fi\\\nles x>\n</Fil\\\nes>\nBo\\\ngus") == "Files{} Bogus");
  CHECK(nameBytes("<Fi\\\nles x>\n") == "Fi\\\nles");
}

TEST_CASE("Where the arguments begin") {
  CHECK(arguments("Options  None x\n") == "None x");
  CHECK(arguments("Options\n").empty());
  CHECK(arguments("<Files \"x\">\n") == "\"x\">");
  CHECK(arguments("<RequireAll>\n") == ">");
  CHECK(arguments("<RequireAll> x\n") == "x");
  CHECK(arguments("<RequireAll >\n") == ">");
  CHECK(arguments("<RequireAll\n").empty());
  CHECK(arguments("</Files> x\n") == "x");
  CHECK(arguments("\"A\"b\n") == "b");
}

TEST_CASE("Name ranges leave out the brackets") {
  CHECK(nameBytes("<RequireAll>\n") == "RequireAll");
  CHECK(nameBytes("  </Files> x\n") == "Files");
  CHECK(nameBytes("</Files\n") == "Files");
  CHECK(nameBytes("Options> x\n") == "Options");
}

TEST_CASE("A section's full range ends with its closing line") {
  const Document document = parse("A\n<B>\nC\n</B> \nD\n<E>\n<F>\nG\n# end\n");
  const auto text = [&](NodeId id) { return document.file().text(document.fullRange(id)); };
  CHECK(text(0) == "A\n");
  CHECK(text(1) == "<B>\nC\n</B> \n");
  CHECK(text(3) == "D\n");
  CHECK(text(4) == "<E>\n<F>\nG\n# end\n");
  CHECK(text(5) == "<F>\nG\n# end\n");
}

TEST_CASE("The node at a place") {
  const Document document = parse("A\n<B>\nC \\\n d\n</B>\n");
  CHECK(document.nodeAt(0) == 0);
  CHECK(document.nodeAt(1) == 0);
  CHECK(document.nodeAt(2) == 1);
  CHECK(document.nodeAt(12) == 2);
  CHECK(document.nodeAt(14) == 1);
  CHECK(document.nodeAt(document.file().size()) == kNoNode);
  CHECK(parse("").nodeAt(0) == kNoNode);
}

TEST_CASE("Parents and children agree") {
  const Document document = parse("<A>\n<B>\n</A>\nC\n</B>\n");
  CHECK(document.node(0).children == std::vector<NodeId>{1});
  CHECK(document.node(1).parent == 0);
  CHECK(document.node(2).parent == kNoNode);
  CHECK(document.node(3).kind == NodeKind::kStrayClose);
}

TEST_CASE("A document can be moved and copied") {
  auto original = std::make_unique<Document>(parse("\"Opt\\\\ions\" a\\\nb\nC"));
  const Document copy = *original;
  const Document moved = std::move(*original);
  original.reset();
  CHECK(copy.node(0).name == "Opt\\ions");
  CHECK(copy.line(copy.node(0)).text() == "\"Opt\\\\ions\" ab");
  CHECK(moved.node(1).name == "C");
}

TEST_CASE("Deep nesting costs neither the stack nor quadratic time") {
  std::string bytes;
  constexpr int kDepth = 200000;
  for (int i = 0; i < kDepth; ++i) bytes += "<A" + std::to_string(i) + " x>\n";
  for (int i = 0; i < kDepth; ++i) bytes += "</Unknown>\n";
  for (int i = kDepth; i-- > 0;) bytes += "</A" + std::to_string(i) + ">\n";
  const auto start = std::chrono::steady_clock::now();
  const Document document = parse(bytes);
  CHECK(document.node(0).closeLine == 3U * kDepth - 1);
  CHECK(document.fullRange(0) == text::TextRange{0, document.file().size()});
  CHECK(document.print() == bytes);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

}  // namespace
}  // namespace htlint::htaccess
