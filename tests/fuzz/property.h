#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "text/source_file.h"

namespace htlint::fuzz {

/// Ends the program with `what` on standard error when a property does not hold.
inline void require(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "Property broken: %s\n", what.c_str());
  std::abort();
}

inline text::SourceFilePtr sourceOf(const std::uint8_t* data, std::size_t size,
                                    const std::string& path = ".htaccess") {
  std::string bytes(data, data + size);
  return std::make_shared<const text::SourceFile>(path, std::move(bytes));
}

}  // namespace htlint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
