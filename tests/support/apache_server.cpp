#include "support/apache_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "certificate.h"

namespace htlint::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kProgram = "/usr/sbin/apache2";
constexpr const char* kModules = "/usr/lib/apache2/modules";
constexpr const char* kServerName = "www.example.com";

// What a server that is modelled has, in every part that can be seen from a .htaccess file.
constexpr const char* kModelledServer = R"(ServerName www.example.com
UseCanonicalName Off
AccessFileName .htaccess
DirectoryIndex index.php index.html
<Directory "${DOCROOT}">
    AllowOverride All
    Options Indexes FollowSymLinks
    Require all granted
</Directory>
<FilesMatch "^\.ht">
    Require all denied
</FilesMatch>
)";

// One process with a few threads: enough for one client, and quick to start and stop.
constexpr const char* kHarness = R"(ServerRoot "${FOLDER}"
PidFile "${FOLDER}/pid"
Mutex "file:${FOLDER}" default
ErrorLog "${FOLDER}/error.log"
ErrorLogFormat "[%-m:%l] %M"
TypesConfig "${FOLDER}/mime.types"
ScriptSock "${FOLDER}/cgid.sock"
ServerLimit 1
StartServers 1
MinSpareThreads 1
MaxSpareThreads 8
ThreadsPerChild 8
MaxRequestWorkers 8
ListenBacklog 64
KeepAlive On
KeepAliveTimeout 600
MaxKeepAliveRequests 0
RemoteIPHeader X-Remote-Addr
RemoteIPInternalProxy 127.0.0.1
SSLSessionCache none
SSLRandomSeed startup builtin
Listen 127.0.0.1:${HTTP}
Listen 127.0.0.1:${HTTPS} https
DocumentRoot "${DOCROOT}"
<VirtualHost 127.0.0.1:${HTTP}>
    ServerName www.example.com:80
</VirtualHost>
<VirtualHost 127.0.0.1:${HTTPS}>
    ServerName www.example.com:443
    SSLEngine On
    SSLCertificateFile "${FOLDER}/tls.pem"
</VirtualHost>
)";

constexpr const char* kMimeTypes = R"(text/html html htm
text/plain txt text
text/css css
text/javascript js mjs
text/xml xml
application/json json
application/pdf pdf
application/zip zip
application/gzip gz
image/gif gif
image/jpeg jpeg jpg
image/png png
image/svg+xml svg
image/webp webp
font/woff2 woff2
video/mp4 mp4
)";

std::string replaceAll(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

std::uint16_t freePort() {
  const int socketFd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  const bool bound =
      bind(socketFd, generic, size) == 0 && getsockname(socketFd, generic, &size) == 0;
  close(socketFd);
  if (!bound) throw std::runtime_error("no free port on loopback");
  return ntohs(address.sin_port);
}

std::vector<std::string> defaultModules() {
  std::istringstream in(readFile(HTLINT_TEST_MODULES_FILE));
  std::vector<std::string> modules;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) modules.push_back(line);
  }
  return modules;
}

std::string loadLines(const std::vector<std::string>& modules) {
  std::string lines;
  for (const std::string& identifier : modules) {
    const std::string name = identifier.substr(0, identifier.rfind("_module"));
    lines += "LoadModule " + identifier + " " + kModules + "/mod_" + name + ".so\n";
  }
  return lines;
}

/// httpd serves nothing as root; another account must be found for its workers.
std::string accountLines() {
  if (geteuid() != 0) return {};
  for (const char* name : {"www-data", "nobody"}) {
    if (const passwd* entry = getpwnam(name)) {
      return "User #" + std::to_string(entry->pw_uid) + "\nGroup #" +
             std::to_string(entry->pw_gid) + "\n";
    }
  }
  throw std::runtime_error("running as root, and there is neither www-data nor nobody");
}

}  // namespace

bool ApacheServer::available() {
  return access(kProgram, X_OK) == 0 &&
         access((std::string(kModules) + "/mod_rewrite.so").c_str(), R_OK) == 0;
}

std::string ApacheServer::version() {
  constexpr std::string_view kMark = "Apache/";
  const std::string words = runProgram(std::string(kProgram) + " -v").out;
  const std::size_t start = words.find(kMark);
  if (start == std::string::npos) throw std::runtime_error("apache2 -v says: " + words);
  const std::size_t from = start + kMark.size();
  return words.substr(from, words.find_first_not_of("0123456789.", from) - from);
}

ApacheServer::ApacheServer() : ApacheServer(Options{}) {}

ApacheServer::ApacheServer(const Options& options)
    : documentRoot_(fs::canonical(folder_.path()) / "root") {
  fs::create_directory(documentRoot_);
  constexpr auto kReadable = fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                             fs::perms::others_read | fs::perms::others_exec;
  fs::permissions(folder_.path(), kReadable);
  fs::permissions(documentRoot_, kReadable);
  writeSelfSignedCertificate(folder_ / "tls.pem", kServerName);
  fs::permissions(folder_ / "tls.pem", fs::perms::owner_read);
  writeFile(folder_ / "mime.types", kMimeTypes);
  // Another program may take a port between its choice and httpd's start.
  for (int attempt = 1;; ++attempt) {
    httpPort_ = freePort();
    do {
      httpsPort_ = freePort();
    } while (httpsPort_ == httpPort_);
    writeConfig(options);
    start();
    if (waitUntilItAnswers()) break;
    stop();
    if (attempt == 3) throw std::runtime_error("httpd does not start: " + takeErrorLog());
  }
  http_.emplace(Scheme::kHttp, httpPort_);
  https_.emplace(Scheme::kHttps, httpsPort_);
  static_cast<void>(takeErrorLog());
}

ApacheServer::~ApacheServer() {
  http_.reset();
  https_.reset();
  stop();
}

void ApacheServer::writeConfig(const Options& options) {
  std::string config =
      loadLines(options.modules.empty() ? defaultModules() : options.modules) + accountLines();
  config += std::string(kHarness) + kModelledServer + options.extraConfig + "\n";
  // Replaced here and not by `Define`: a defined name would be visible to .htaccess files.
  config = replaceAll(config, "${FOLDER}", folder_.path().string());
  config = replaceAll(config, "${DOCROOT}", documentRoot_.string());
  config = replaceAll(config, "${HTTPS}", std::to_string(httpsPort_));
  config = replaceAll(config, "${HTTP}", std::to_string(httpPort_));
  writeFile(folder_ / "httpd.conf", config);
}

void ApacheServer::start() {
  const std::string configPath = (folder_ / "httpd.conf").string();
  const std::string outputPath = (folder_ / "output.log").string();
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("cannot fork");
  if (process_ > 0) return;
  // A group of its own, so that what is left of it can be ended as one.
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(127);
  std::signal(SIGPIPE, SIG_DFL);
  const int output = open(outputPath.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  dup2(input, 0);
  dup2(output, 1);
  dup2(output, 2);
  const std::array<const char*, 5> arguments{kProgram, "-DFOREGROUND", "-f", configPath.c_str(),
                                             nullptr};
  const std::array<char*, 1> environment{nullptr};
  execve(kProgram, const_cast<char* const*>(arguments.data()), environment.data());
  _exit(127);
}

bool ApacheServer::waitUntilItAnswers() {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (std::chrono::steady_clock::now() < limit) {
    if (waitpid(process_, nullptr, WNOHANG) == process_) {
      process_ = -1;
      return false;
    }
    try {
      HttpClient client(Scheme::kHttp, httpPort_);
      if (client.request("OPTIONS", "*", kServerName, {}).status != 0) return true;
    } catch (const std::runtime_error&) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  return false;
}

void ApacheServer::stop() {
  if (process_ < 0) return;
  kill(process_, SIGTERM);
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  bool ended = false;
  while (!(ended = waitpid(process_, nullptr, WNOHANG) == process_) &&
         std::chrono::steady_clock::now() < limit) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  if (!ended) {
    kill(-process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  process_ = -1;
}

HttpAnswer ApacheServer::request(Scheme scheme, std::string_view host, std::string_view target,
                                 const HttpHeaders& headers, std::string_view method) {
  HttpClient& client = scheme == Scheme::kHttp ? *http_ : *https_;
  return client.request(method, target, host, headers);
}

std::string ApacheServer::takeErrorLog() {
  std::string text;
  if (process_ < 0 && fs::exists(folder_ / "output.log")) text = readFile(folder_ / "output.log");
  std::ifstream log(folder_ / "error.log", std::ios::binary);
  log.seekg(static_cast<std::streamoff>(logRead_));
  const std::string fresh{std::istreambuf_iterator<char>(log), {}};
  logRead_ += fresh.size();
  return text + fresh;
}

std::optional<std::string> ApacheServer::rejectionIn(std::string_view log) const {
  // core logs "<file>: <message>" at level alert, and nothing else at that level.
  constexpr std::string_view kAlert = "[core:alert] ";
  const std::size_t start = log.find(kAlert);
  if (start == std::string_view::npos) return std::nullopt;
  std::string_view line = log.substr(start + kAlert.size());
  line = line.substr(0, line.find('\n'));
  const std::size_t colon = line.find(".htaccess: ");
  if (colon != std::string_view::npos)
    line.remove_prefix(colon + std::string_view(".htaccess: ").size());
  return replaceAll(std::string(line), documentRoot_.string(), "DOCROOT");
}

std::optional<std::string> ApacheServer::rejection(std::string_view bytes) {
  writeFile(documentRoot_ / ".htaccess", bytes);
  static_cast<void>(takeErrorLog());
  try {
    static_cast<void>(request(Scheme::kHttp, kServerName, "/nothing"));
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return rejectionIn(takeErrorLog());
}

}  // namespace htlint::test
