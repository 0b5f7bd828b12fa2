#pragma once

#include <map>
#include <string>
#include <vector>

#include "fixture_page.h"

namespace htlint::test {

/// A file made from a `certificate`, `key` or `request` block.
struct Credential {
  const Block* block = nullptr;
  std::string bytes;
};

struct Credentials {
  std::vector<Credential> files;
  std::map<std::string, std::string> certificates;  ///< PEM text by the certificate's name
};

[[nodiscard]] bool isCredentialBlock(const Block& block);

/// Makes the files of one case together, so that they may refer to each other by name. The same
/// blocks always give the same keys and names. Throws FixtureError.
[[nodiscard]] Credentials makeCredentials(const std::vector<const Block*>& blocks);

}  // namespace htlint::test
