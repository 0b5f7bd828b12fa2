// The server that all differential tests ask must itself be the modelled one.
#include <catch2/catch.hpp>

#include "running_server.h"

namespace htlint::test {
namespace {

constexpr const char* kHost = "www.example.com";

void write(ApacheServer& server, std::string_view name, std::string_view bytes) {
  writeFile(server.documentRoot() / name, bytes);
}

TEST_CASE("Rules see http as port 80 and https as port 443") {
  ApacheServer* server = runningServer();
  if (server == nullptr) return;
  write(*server, ".htaccess",
        "RewriteEngine On\n"
        "RewriteRule ^v$ /x?%{HTTPS},%{REQUEST_SCHEME},%{SERVER_PORT},%{HTTP_HOST},%{SERVER_NAME},"
        "%{REMOTE_ADDR} [R,L]\n"
        "RewriteRule ^p$ /x [R,L]\n");
  CHECK(server->request(Scheme::kHttp, kHost, "/v").location ==
        "http://www.example.com/x?off,http,80,www.example.com,www.example.com,127.0.0.1");
  CHECK(server->request(Scheme::kHttps, kHost, "/v").location ==
        "https://www.example.com/x?on,https,443,www.example.com,www.example.com,127.0.0.1");
  CHECK(server->request(Scheme::kHttp, "example.com:8080", "/p").location ==
        "http://example.com:8080/x");
  CHECK(server->request(Scheme::kHttps, "other.example", "/p").location ==
        "https://other.example/x");
  CHECK(server->request(Scheme::kHttp, kHost, "/v", {{"X-Remote-Addr", "203.0.113.5"}})
            .location.ends_with(",203.0.113.5"));
}

TEST_CASE("Answers of all kinds come through") {
  ApacheServer* server = runningServer();
  if (server == nullptr) return;
  write(*server, ".htaccess", "Header set X-A b\n");
  write(*server, "f.txt", "F");
  for (const Scheme scheme : {Scheme::kHttp, Scheme::kHttps}) {
    const HttpAnswer file = server->request(scheme, kHost, "/f.txt");
    CHECK(file.status == 200);
    CHECK(file.body == "F");
    CHECK(file.header("x-a") == "b");
    CHECK(server->request(scheme, kHost, "/none").status == 404);
    CHECK(server->request(scheme, kHost, "/%zz").status == 400);
    const HttpAnswer head = server->request(scheme, kHost, "/f.txt", {}, "HEAD");
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(server->request(scheme, kHost, "/").body.find("Index of /") != std::string::npos);
    CHECK(server->request(scheme, kHost, "/.htaccess").status == 403);
    CHECK(server->request(scheme, kHost, "/f.txt", {}, "FOO").status == 501);
  }
}

TEST_CASE("No variable of the environment is defined") {
  ApacheServer* server = runningServer();
  if (server == nullptr) return;
  CHECK(server->rejection("${PATH}\n") ==
        "Invalid command '${PATH}', perhaps misspelled or defined by a module not included in the "
        "server configuration");
  CHECK(server->rejection("Options None\n") == std::nullopt);
  CHECK(server->rejection("<Files x>\n") == "DOCROOT/.htaccess:1: <Files> was not closed.");
}

TEST_CASE("A server can be set up otherwise") {
  if (runningServer() == nullptr) return;
  ApacheServer::Options options;
  options.modules = {"mpm_event_module",     "authz_core_module", "dir_module",      "mime_module",
                     "socache_shmcb_module", "ssl_module",        "remoteip_module", "cgid_module"};
  options.extraConfig =
      "<Directory \"${DOCROOT}/n\">\nAllowOverride All Nonfatal=All\n</Directory>";
  ApacheServer server(options);
  CHECK(server.rejection("RewriteEngine On\n").has_value());
  CHECK_FALSE(server.rejection("").has_value());
  write(server, "n/.htaccess", "RewriteEngine On\n");
  CHECK(server.request(Scheme::kHttp, kHost, "/n/x").status == 404);
}

}  // namespace
}  // namespace htlint::test
