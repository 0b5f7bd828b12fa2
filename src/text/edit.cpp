#include "text/edit.h"

#include <cassert>

namespace htlint::text {

bool areSortedAndDisjoint(std::span<const TextEdit> edits, std::size_t size) {
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].range.start > edits[i].range.end || edits[i].range.end > size) return false;
    if (i == 0) continue;
    const TextRange& before = edits[i - 1].range;
    if (before.end > edits[i].range.start || before == edits[i].range) return false;
  }
  return true;
}

std::string applyEdits(std::string_view bytes, std::span<const TextEdit> edits) {
  assert(areSortedAndDisjoint(edits, bytes.size()));
  std::string result;
  result.reserve(bytes.size());
  std::size_t copied = 0;
  for (const TextEdit& edit : edits) {
    result.append(bytes.substr(copied, edit.range.start - copied));
    result.append(edit.replacement);
    copied = edit.range.end;
  }
  result.append(bytes.substr(copied));
  return result;
}

}  // namespace htlint::text
