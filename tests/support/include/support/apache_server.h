#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/files.h"
#include "support/http_client.h"

namespace htlint::test {

/// A real httpd on loopback, set up as the server that htlint models: one document root, reached
/// over http and over https (with a certificate made for the occasion), AllowOverride All.
///
/// To the rewrite rules http looks like port 80 and https like port 443, as long as the client's
/// Host header names no port (UseCanonicalName Off). A request header `X-Remote-Addr` is taken as
/// the client's address and removed (mod_remoteip). httpd runs with an empty environment, so no
/// ${NAME} is defined, and ends with this object, or with the thread that made it.
class ApacheServer {
 public:
  struct Options {
    /// Identifiers such as `rewrite_module`, in loading order; empty = tests/differential/
    /// modules.txt.
    std::vector<std::string> modules;
    /// More configuration for the server as a whole; `${DOCROOT}` is replaced.
    std::string extraConfig;
  };

  /// Whether httpd and its modules are installed here. Tests skip, and say so, where not.
  [[nodiscard]] static bool available();
  /// The installed version, e.g. "2.4.71". Precondition: available().
  [[nodiscard]] static std::string version();

  /// Starts it and waits, for at most a minute, until it answers; throws std::runtime_error with
  /// httpd's own words where it does not.
  ApacheServer();
  explicit ApacheServer(const Options& options);
  ~ApacheServer();
  ApacheServer(const ApacheServer&) = delete;
  ApacheServer& operator=(const ApacheServer&) = delete;

  /// An empty folder at first. What is put there must be readable by everybody.
  [[nodiscard]] const std::filesystem::path& documentRoot() const { return documentRoot_; }
  [[nodiscard]] std::uint16_t port(Scheme scheme) const {
    return scheme == Scheme::kHttp ? httpPort_ : httpsPort_;
  }

  /// One request; nothing is followed. About half a millisecond over a connection that stays open.
  [[nodiscard]] HttpAnswer request(Scheme scheme, std::string_view host, std::string_view target,
                                   const HttpHeaders& headers = {},
                                   std::string_view method = "GET");

  /// What was logged since the last call: lines of "[module:level] message".
  [[nodiscard]] std::string takeErrorLog();

  /// Writes `bytes` as the document root's .htaccess, sends a request and returns why httpd refused
  /// the file (its message, with the document root written as DOCROOT), or nothing if it did not.
  /// Some files end httpd's worker process: then the words are "connection closed before the
  /// answer", and the next request waits a second for a new worker.
  [[nodiscard]] std::optional<std::string> rejection(std::string_view bytes);

  /// The message about a refused `.htaccess` file in `log` (as takeErrorLog gives it), if any.
  [[nodiscard]] std::optional<std::string> rejectionIn(std::string_view log) const;

 private:
  void writeConfig(const Options& options);
  void start();
  [[nodiscard]] bool waitUntilItAnswers();
  void stop();

  TemporaryFolder folder_;
  std::filesystem::path documentRoot_;
  std::uint16_t httpPort_ = 0;
  std::uint16_t httpsPort_ = 0;
  pid_t process_ = -1;
  std::uintmax_t logRead_ = 0;
  std::optional<HttpClient> http_;
  std::optional<HttpClient> https_;
};

}  // namespace htlint::test
