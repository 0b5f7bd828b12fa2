// Where httpd's line buffer loses text, as LogicalLine::mayBeDropped() and cutAtNul() say.
#include <catch2/catch.hpp>

#include "htaccess/logical_line.h"
#include "running_server.h"
#include "text/source_file.h"

namespace htlint::test {
namespace {

bool mayBeDropped(const std::string& bytes) {
  const text::SourceFile file(".htaccess", bytes);
  return htaccess::readLogicalLines(file).back().mayBeDropped();
}

TEST_CASE("httpd drops a last line that fills its buffer, and no other") {
  ApacheServer* server = runningServer();
  if (server == nullptr) return;
  for (const std::size_t filling : {206U, 622U, 1870U, 8134U}) {
    for (const std::size_t size : {filling - 1, filling, filling + 1}) {
      const std::string bytes(size, 'B');
      CAPTURE(size);
      CHECK(server->rejection(bytes).has_value() == !mayBeDropped(bytes));
      CHECK(server->rejection(bytes + "\n").has_value());
    }
  }
}

TEST_CASE("A buffer that has grown drops its larger sizes only") {
  ApacheServer* server = runningServer();
  if (server == nullptr) return;
  const std::string longLine = "#" + std::string(300, 'x') + "\n";
  CHECK(server->rejection(longLine + std::string(206, 'B')).has_value());
  CHECK_FALSE(server->rejection(longLine + std::string(622, 'B')).has_value());
}

TEST_CASE("Behind a NUL byte, httpd reads on where its buffer ended") {
  ApacheServer* server = runningServer();
  if (server == nullptr) return;
  const std::string hidden = "#" + std::string(1, '\0');
  CHECK_FALSE(server->rejection(hidden + std::string(100, ' ') + "Bogus\n").has_value());
  CHECK(server->rejection(hidden + std::string(204, ' ') + "Bogus\n").has_value());
}

}  // namespace
}  // namespace htlint::test
