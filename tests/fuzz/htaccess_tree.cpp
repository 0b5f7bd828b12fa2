// The tree of a .htaccess file holds every byte exactly once, and its ranges stay within it.
#include "htaccess/arguments.h"
#include "htaccess/document.h"
#include "property.h"

namespace htlint::fuzz {
namespace {

void linesTile(const htaccess::Document& document) {
  std::uint32_t at = 0;
  std::uint32_t nextLine = 1;
  for (const htaccess::LogicalLine& line : document.lines()) {
    require(line.range().start == at, "logical lines follow each other");
    require(line.firstLine() == nextLine, "physical lines follow each other");
    require(line.lastLine() >= line.firstLine(), "a line has at least one physical line");
    require(line.range().contains(line.trimmedRange()), "the text lies within its line");
    at = line.range().end;
    nextLine = line.lastLine() + 1;
  }
  require(at == document.file().size(), "logical lines cover the file");
}

void argumentsLieInTheirLine(const htaccess::LogicalLine& line, std::uint32_t from) {
  std::uint32_t at = line.range().start;
  for (const htaccess::Argument& argument : htaccess::splitArguments(line, from)) {
    require(line.range().contains(argument.range), "an argument lies within its line");
    require(argument.range.start >= at, "arguments follow each other");
    at = argument.range.end;
  }
  const htaccess::RewriteArguments rewrite = htaccess::splitRewriteArguments(line, from);
  require(rewrite.values.size() <= 3, "a rewrite directive has at most three arguments");
  for (const htaccess::Argument& argument : rewrite.values) {
    require(line.range().contains(argument.range), "a rewrite argument lies within its line");
  }
}

void nodesNest(const htaccess::Document& document) {
  for (htaccess::NodeId id = 0; id < document.nodes().size(); ++id) {
    const htaccess::Node& node = document.node(id);
    const text::TextRange range = document.fullRange(id);
    require(node.line < document.lines().size(), "a node has a line");
    for (const htaccess::NodeId child : node.children) {
      require(document.node(child).parent == id, "a child knows its parent");
      require(range.contains(document.fullRange(child)), "a section holds its children");
    }
    require(document.nodeAt(document.line(node).range().start) == id, "a place finds its node");
    if (node.kind == htaccess::NodeKind::kDirective || node.kind == htaccess::NodeKind::kSection) {
      argumentsLieInTheirLine(document.line(node), node.argumentsAt);
    }
  }
}

}  // namespace
}  // namespace htlint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace htlint::fuzz;
  const auto file = sourceOf(data, size);
  const htlint::htaccess::Document document(file);
  require(document.print() == file->bytes(), "print(parse(bytes)) == bytes");
  linesTile(document);
  nodesNest(document);
  return 0;
}
