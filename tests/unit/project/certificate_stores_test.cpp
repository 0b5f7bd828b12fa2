#include "project/certificate_stores.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "project/load_site.h"
#include "support/certificates.h"
#include "support/files.h"

namespace htlint::project {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::writeFile;

/// Sets an environment variable until the end of its scope.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    setenv(name, value.c_str(), 1);
  }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

std::vector<std::string> namesIn(const CertificateStores::Pool& pool) {
  std::vector<std::string> names;
  for (const x509::Certificate& one : pool->certificates()) {
    names.emplace_back(one.commonName().value_or(""));
  }
  return names;
}

using Names = std::vector<std::string>;

TEST_CASE("A folder gives every certificate directly in it once, whatever its files are called") {
  const TemporaryFolder folder;
  const auto a = test::makeCertificateFor({"a.example"});
  const auto b = test::makeCertificateFor({"b.example"});
  const auto c = test::makeCertificateFor({"c.example"});
  writeFile(folder / "2.bin", a.der);
  writeFile(folder / "3.pem", "text\n" + b.pem + a.pem);
  writeFile(folder / "1.p7b", test::makePkcs7({c}));
  writeFile(folder / "4.pem", a.key.pem());
  writeFile(folder / "5.txt", "no certificate");
  writeFile(folder / "sub/d.pem", test::makeCertificateFor({"d.example"}).pem);
  fs::create_symlink(folder / "3.pem", folder / "0.link");
  fs::create_symlink(folder / "nowhere", folder / "6.pem");
  CertificateStores stores;
  const auto pool = stores.pool({folder.path().string()});
  REQUIRE(pool);
  CHECK(namesIn(*pool) == Names{"b.example", "a.example", "c.example"});
  CHECK(stores.pool({folder.path().string()})->get() == pool->get());

  const auto two = stores.pool({(folder / "2.bin").string(), (folder / "3.pem").string()});
  REQUIRE(two);
  CHECK(namesIn(*two) == Names{"a.example", "b.example"});
}

TEST_CASE("What is named has to be there and to hold certificates; a pool's folder may be empty") {
  const TemporaryFolder folder;
  writeFile(folder / "key.pem", test::ecKey().pem());
  writeFile(folder / "a.pem", test::makeCertificateFor({"a.example"}).pem);
  fs::create_directory(folder / "empty");
  const auto at = [&folder](const char* name) { return (folder / name).string(); };
  CertificateStores stores;
  CHECK(stores.pool({at("missing.pem")}).error().code == IoErrorCode::kMissing);
  CHECK(stores.pool({at("a.pem"), at("key.pem")}).error().code == IoErrorCode::kNoCertificate);
  CHECK(stores.pool({at("empty")}).value()->empty());
  CHECK(stores.roots(at("missing.pem")).error().code == IoErrorCode::kMissing);
  CHECK(stores.roots(at("key.pem")).error().code == IoErrorCode::kNoCertificate);
  CHECK(stores.roots(at("empty")).error().code == IoErrorCode::kNoCertificate);
  CHECK(namesIn(stores.roots(at("a.pem")).value()) == Names{"a.example"});
}

TEST_CASE("The system's trust anchors are where OpenSSL's own variables say") {
  const TemporaryFolder folder;
  writeFile(folder / "a.pem", test::makeCertificateFor({"a.example"}).pem);
  writeFile(folder / "more/b.pem", test::makeCertificateFor({"b.example"}).pem);
  SECTION("a file") {
    const Variable file("SSL_CERT_FILE", (folder / "a.pem").string());
    CHECK(namesIn(CertificateStores().roots("").value()) == Names{"a.example"});
  }
  SECTION("folders, where that file has none") {
    const Variable file("SSL_CERT_FILE", (folder / "missing.pem").string());
    const Variable more("SSL_CERT_DIR",
                        (folder / "none").string() + ":" + (folder / "more").string());
    CHECK(namesIn(CertificateStores().roots("").value()) == Names{"b.example"});
  }
  SECTION("none at all") {
    const Variable file("SSL_CERT_FILE", (folder / "missing.pem").string());
    const Variable more("SSL_CERT_DIR", (folder / "none").string());
    CHECK(CertificateStores().roots("").value()->empty());
  }
}

TEST_CASE("A site gets its pool and roots when it has a certificate file, and only then") {
  const TemporaryFolder folder;
  const auto certificate = test::makeCertificateFor({"a.example"});
  writeFile(folder / "www/.htaccess", "");
  writeFile(folder / "roots.pem", certificate.pem);
  SiteRequest request;
  request.webRoot = {.root = (folder / "www").string(),
                     .directories = {(folder / "www").string()},
                     .files = {},
                     .whole = true};
  request.pool = {(folder / "roots.pem").string()};
  request.roots = (folder / "roots.pem").string();
  request.stores = std::make_shared<CertificateStores>();
  const auto plain = loadSite(request);
  REQUIRE(plain);
  CHECK(plain->input.roots == nullptr);
  CHECK(plain->input.pool == nullptr);

  writeFile(folder / "www/server.pem", certificate.pem);
  const auto full = loadSite(request);
  REQUIRE(full);
  CHECK(full->input.roots->certificates().size() == 1);
  CHECK(full->input.pool->certificates().size() == 1);

  for (const bool withCertificate : {true, false}) {
    if (!withCertificate) fs::remove(folder / "www/server.pem");
    request.roots = (folder / "missing").string();
    const auto missing = loadSite(request);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == IoErrorCode::kMissing);
    CHECK(missing.error().path == request.roots);
  }
}

}  // namespace
}  // namespace htlint::project
