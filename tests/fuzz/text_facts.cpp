// Facts about a file's text agree with each other, whatever its bytes.
#include <algorithm>

#include "property.h"
#include "text/edit.h"

namespace htlint::fuzz {
namespace {

void linesTile(const text::SourceFile& file) {
  std::uint32_t at = 0;
  for (std::uint32_t line = 1; line <= file.lineCount(); ++line) {
    const text::TextRange full = file.fullLineRange(line);
    require(full.start == at, "lines follow each other");
    require(full.contains(file.lineRange(line)), "a line's text lies within it");
    require(text::isValidUtf8(file.displayLine(line)), "a shown line is UTF-8");
    at = full.end;
  }
  require(at == file.size(), "lines cover the file");
}

void positionsGrow(const text::SourceFile& file) {
  text::Position before{1, 1};
  const std::uint32_t end = std::min<std::uint32_t>(file.size(), 2000);
  for (std::uint32_t offset = 0; offset <= end; ++offset) {
    const text::Position position = file.position(offset);
    require(position.line == file.lineAt(offset), "a position is on its line");
    require(position.line > before.line ||
                (position.line == before.line && position.column >= before.column),
            "positions do not go back");
    before = position;
  }
}

void editsKeepTheRest(const text::SourceFile& file) {
  const std::uint32_t middle = file.size() / 2;
  const text::TextEdit edit{{middle, middle}, std::string(file.lineEndNear(middle))};
  const std::string edited = text::applyEdits(file.bytes(), {&edit, 1});
  require(edited.substr(0, middle) == file.bytes().substr(0, middle), "what is before stays");
  require(edited.substr(middle + edit.replacement.size()) == file.bytes().substr(middle),
          "what is after stays");
}

}  // namespace
}  // namespace htlint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace htlint::fuzz;
  const auto file = sourceOf(data, size);
  linesTile(*file);
  positionsGrow(*file);
  editsKeepTheRest(*file);
  return 0;
}
