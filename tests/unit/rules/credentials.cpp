#include "credentials.h"

namespace htlint::test {

bool isCredentialBlock(const Block& block) {
  return block.language == "certificate" || block.language == "key" || block.language == "request";
}

std::vector<Credential> makeCredentials(const std::vector<const Block*>& blocks) {
  if (blocks.empty()) return {};
  throw FixtureError(blocks.front()->line, "certificates can't be made yet");
}

}  // namespace htlint::test
