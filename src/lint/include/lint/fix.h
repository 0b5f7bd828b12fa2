#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "text/edit.h"

namespace htlint::lint {

/// One step of a fix, on the file `path` (as in Finding::path).
struct FixEdit {
  enum class Kind : std::uint8_t {
    kReplace,  ///< `range` of the file becomes `text`
    kCreate,   ///< the file, which does not exist, is written with `text` (exact bytes)
    kRename,   ///< the file gets the path `text`, which does not exist
  };
  Kind kind = Kind::kReplace;
  std::string path;
  text::TextRange range;
  std::string text;
};

/// A proposed correction: all of its edits or none. kReplace edits are sorted and disjoint within
/// each file.
struct Fix {
  FixSafety safety = FixSafety::kSafe;
  Text title;                     ///< what it does, imperative; `{0}` as in the message
  std::vector<std::string> args;  ///< for the title
  std::vector<FixEdit> edits;
};

}  // namespace htlint::lint
