#include "running_server.h"

#include <catch2/catch.hpp>
#include <filesystem>

namespace htlint::test {

ApacheServer* runningServer() {
  if (!ApacheServer::available()) {
    WARN("skipped: apache2 is not installed");
    return nullptr;
  }
  static ApacheServer server;
  for (const auto& entry : std::filesystem::directory_iterator(server.documentRoot())) {
    std::filesystem::remove_all(entry.path());
  }
  return &server;
}

}  // namespace htlint::test
