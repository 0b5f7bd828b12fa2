// The running httpd still answers as it did when it was observed.
#include <catch2/catch.hpp>

#include "corpus.h"
#include "running_server.h"

namespace htlint::test {
namespace {

std::string withoutRoot(std::string text, const ApacheServer& server) {
  const std::string root = server.documentRoot().string();
  for (std::size_t at = text.find(root); at != std::string::npos; at = text.find(root, at)) {
    text.replace(at, root.size(), "DOCROOT");
  }
  return text;
}

void repeat(ApacheServer& server, const Observation& observation) {
  for (const auto& [path, bytes] : observation.files) {
    writeFile(server.documentRoot() / path, bytes);
  }
  for (const Observation::Request& request : observation.requests) {
    CAPTURE(observation.name, request.target);
    static_cast<void>(server.takeErrorLog());
    const HttpAnswer answer = server.request(Scheme::kHttp, request.host, request.target,
                                             request.headers, request.method);
    CHECK(answer.status == request.status);
    CHECK(withoutRoot(answer.location, server) == request.location);
    CHECK(server.rejectionIn(server.takeErrorLog()).value_or("accepted") ==
          observation.rejected.value_or("accepted"));
  }
}

TEST_CASE("Every observation repeats, live") {
  for (const Observation& observation : observations()) {
    ApacheServer* server = runningServer();
    if (server == nullptr) return;
    repeat(*server, observation);
  }
}

}  // namespace
}  // namespace htlint::test
