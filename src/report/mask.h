#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"
#include "text/source_file.h"

namespace htlint::report {

/// What of one file must not be shown: everything that may be the material of a private key.
class Mask {
 public:
  explicit Mask(const text::SourceFile& file);

  /// Whether a byte of `range` is masked.
  [[nodiscard]] bool covers(text::TextRange range) const;

 private:
  std::vector<text::TextRange> ranges_;  // sorted, disjoint
};

/// The masks of the files of one report, each made once. Not thread-safe.
class Masks {
 public:
  /// False for null.
  [[nodiscard]] bool covers(const text::SourceFilePtr& file, text::TextRange range);

 private:
  std::map<const text::SourceFile*, std::unique_ptr<Mask>> masks_;
};

/// Whether `bytes` hold any part of a private key that can be told for one.
[[nodiscard]] bool mayHoldKey(std::string_view bytes);

/// `args` without those that may be key material: for texts about a masked place.
[[nodiscard]] std::vector<std::string> withoutKeyMaterial(std::vector<std::string> args);

}  // namespace htlint::report
