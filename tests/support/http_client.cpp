#include "support/http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace htlint::test {
namespace {

bool equalIgnoringCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

/// The connection was closed before a byte of the answer came: worth another try when it was an
/// old one.
struct ClosedEarly : std::runtime_error {
  using std::runtime_error::runtime_error;
};

int connectTo(std::uint16_t port) {
  const int socketFd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socketFd < 0) throw std::runtime_error("no socket");
  const timeval limit{10, 0};
  const int on = 1;
  setsockopt(socketFd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(socketFd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  setsockopt(socketFd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socketFd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close(socketFd);
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  }
  return socketFd;
}

SSL_CTX* clientContext() {
  static SSL_CTX* const context = [] {
    // OpenSSL writes with write(2), which has no MSG_NOSIGNAL.
    std::signal(SIGPIPE, SIG_IGN);
    SSL_CTX* made = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_options(made, SSL_OP_IGNORE_UNEXPECTED_EOF);
    return made;
  }();
  return context;
}

}  // namespace

/// One open connection with a read buffer.
class HttpClient::Connection {
 public:
  Connection(Scheme scheme, std::uint16_t port, const std::string& serverName)
      : socket_(connectTo(port)) {
    if (scheme == Scheme::kHttp) return;
    tls_.reset(SSL_new(clientContext()));
    SSL_set_fd(tls_.get(), socket_);
    if (!serverName.empty()) SSL_set_tlsext_host_name(tls_.get(), serverName.c_str());
    if (SSL_connect(tls_.get()) != 1) {
      close(socket_);
      throw std::runtime_error("TLS handshake failed");
    }
  }
  ~Connection() {
    tls_.reset();
    close(socket_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const long count = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                              : send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) throw ClosedEarly("connection closed while sending");
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  /// Reads more into the buffer; false at the end of the connection.
  bool fill() {
    char chunk[16384];
    const long count =
        tls_ ? SSL_read(tls_.get(), chunk, sizeof chunk) : recv(socket_, chunk, sizeof chunk, 0);
    if (count < 0 && !tls_ && errno != ECONNRESET) throw std::runtime_error("no answer in time");
    if (count <= 0) return false;
    buffer_.append(chunk, static_cast<std::size_t>(count));
    return true;
  }

  [[nodiscard]] bool empty() const { return buffer_.empty(); }

  std::string takeLine() {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n")) == std::string::npos) {
      if (!fill()) throw std::runtime_error("connection closed within a line");
    }
    std::string line = buffer_.substr(0, end);
    buffer_.erase(0, end + 2);
    return line;
  }

  std::string take(std::size_t count) {
    while (buffer_.size() < count) {
      if (!fill()) throw std::runtime_error("connection closed within a body");
    }
    std::string bytes = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return bytes;
  }

  std::string takeRest() {
    while (fill()) {
    }
    return std::exchange(buffer_, {});
  }

 private:
  struct FreeTls {
    void operator()(SSL* tls) const { SSL_free(tls); }
  };
  int socket_;
  std::unique_ptr<SSL, FreeTls> tls_;
  std::string buffer_;
};

std::string HttpAnswer::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (equalIgnoringCase(key, name)) return value;
  }
  return {};
}

HttpClient::HttpClient(Scheme scheme, std::uint16_t port) : scheme_(scheme), port_(port) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

HttpAnswer HttpClient::request(std::string_view method, std::string_view target,
                               std::string_view host, const HttpHeaders& headers) {
  std::string message;
  message.append(method).append(" ").append(target).append(" HTTP/1.1\r\n");
  if (!host.empty()) message.append("Host: ").append(host).append("\r\n");
  for (const auto& [name, value] : headers) {
    message.append(name).append(": ").append(value).append("\r\n");
  }
  message.append("\r\n");
  const std::string serverName(host.substr(0, host.find(':')));
  if (scheme_ == Scheme::kHttps && serverName != serverName_) connection_.reset();
  serverName_ = serverName;
  const bool head = method == "HEAD";
  if (connection_ != nullptr) {
    try {
      return exchange(message, head);
    } catch (const ClosedEarly&) {
      connection_.reset();
    }
  }
  return exchange(message, head);
}

/// Status line and headers.
HttpAnswer HttpClient::readHead(Connection& connection) {
  HttpAnswer answer;
  const std::string statusLine = connection.takeLine();
  answer.status = statusLine.size() > 9 ? std::atoi(statusLine.c_str() + 9) : 0;
  for (std::string line = connection.takeLine(); !line.empty(); line = connection.takeLine()) {
    const std::size_t colon = line.find(':');
    const std::size_t value = line.find_first_not_of(" \t", colon + 1);
    answer.headers.emplace_back(line.substr(0, colon),
                                value == std::string::npos ? "" : line.substr(value));
  }
  answer.location = answer.header("Location");
  return answer;
}

/// Returns whether the connection can be used again.
bool HttpClient::readBody(Connection& connection, bool head, HttpAnswer& answer) {
  const std::string length = answer.header("Content-Length");
  const bool bodiless = head || answer.status == 204 || answer.status == 304;
  const bool stays = !equalIgnoringCase(answer.header("Connection"), "close");
  if (!bodiless && equalIgnoringCase(answer.header("Transfer-Encoding"), "chunked")) {
    while (const std::size_t size = std::stoul(connection.takeLine(), nullptr, 16)) {
      answer.body += connection.take(size);
      static_cast<void>(connection.takeLine());
    }
    while (!connection.takeLine().empty()) {
    }
  } else if (!bodiless && !length.empty()) {
    answer.body = connection.take(std::stoul(length));
  } else if (!bodiless) {
    answer.body = connection.takeRest();
    return false;
  }
  return stays;
}

HttpAnswer HttpClient::exchange(std::string_view message, bool head) {
  if (connection_ == nullptr) {
    connection_ = std::make_unique<Connection>(scheme_, port_, serverName_);
  }
  // Left in the member again only where the answer says that the connection stays.
  std::unique_ptr<Connection> connection = std::move(connection_);
  connection->write(message);
  if (!connection->fill()) throw ClosedEarly("connection closed before the answer");
  HttpAnswer answer = readHead(*connection);
  if (readBody(*connection, head, answer)) connection_ = std::move(connection);
  return answer;
}

}  // namespace htlint::test
