#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace htlint::test {

enum class Scheme : std::uint8_t { kHttp, kHttps };

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// An answer as it came, nothing followed.
struct HttpAnswer {
  int status = 0;
  std::string location;  ///< the Location header, or empty
  HttpHeaders headers;   ///< in order, names as sent
  std::string body;

  /// The first header of that name (case-insensitive), or empty.
  [[nodiscard]] std::string header(std::string_view name) const;
};

/// A client of one loopback port that keeps its connection open (HTTP/1.1). The target and the
/// headers are sent as they are, valid or not. Over TLS it takes any certificate and sends the host
/// (without its port) as the server name. Throws std::runtime_error where the server does not
/// answer within ten seconds.
class HttpClient {
 public:
  HttpClient(Scheme scheme, std::uint16_t port);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;

  /// Without a Host header where `host` is empty.
  [[nodiscard]] HttpAnswer request(std::string_view method, std::string_view target,
                                   std::string_view host, const HttpHeaders& headers);

 private:
  class Connection;
  [[nodiscard]] HttpAnswer exchange(std::string_view message, bool head);
  [[nodiscard]] static HttpAnswer readHead(Connection& connection);
  [[nodiscard]] static bool readBody(Connection& connection, bool head, HttpAnswer& answer);

  Scheme scheme_;
  std::uint16_t port_;
  std::string serverName_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace htlint::test
