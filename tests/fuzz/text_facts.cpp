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

// Column after column, from character to character of each line.
void positionsCount(const text::SourceFile& file) {
  for (std::uint32_t line = 1; line <= std::min<std::uint32_t>(file.lineCount(), 50); ++line) {
    const text::TextRange range = file.lineRange(line);
    const std::uint32_t end = std::min(range.end, range.start + 200);
    std::uint32_t column = 1;
    for (std::uint32_t offset = range.start; offset < end; ++column) {
      require(file.position(offset) == text::Position{line, column}, "columns count characters");
      offset += text::characterSize(file.text({offset, range.end}), file.encoding());
    }
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
  positionsCount(*file);
  editsKeepTheRest(*file);
  return 0;
}
