#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "program.h"

namespace htlint::cli {
namespace {

using test::Program;

constexpr std::string_view kPem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

TEST_CASE("A directory called .htaccess is reported, not an accident") {
  const Program program;
  std::filesystem::create_directories(program.path(".htaccess"));
  for (const char* path : {".", ".htaccess"}) {
    const auto result = program.run(std::string(path));
    CHECK(result.exitCode == 1);
    CHECK_THAT(result.out, Catch::Contains("is a directory"));
  }
}

TEST_CASE("An empty file is accepted") {
  const Program program;
  program.write(".htaccess", "");
  const auto result = program.run(". --format json");
  CHECK(result.exitCode == 0);
  CHECK_THAT(result.out, Catch::Contains("\"accepted\""));
}

TEST_CASE("A binary file is judged without an accident") {
  const Program program;
  std::string bytes;
  for (int i = 0; i < 5000; ++i) bytes.push_back(static_cast<char>(i * 7919 >> 3));
  program.write(".htaccess", bytes);
  for (const char* format : {"full", "json", "sarif"}) {
    const auto result = program.run(". --format " + std::string(format));
    CHECK(result.exitCode == 1);
    CHECK(result.err.empty());
  }
  CHECK(program.run("fix .").exitCode == 1);
}

TEST_CASE("A certificate as .htaccess, and the other way round") {
  const Program program;
  program.write("a/.htaccess", kPem);
  const auto certificate = program.run("a --format json");
  CHECK(certificate.exitCode == 1);
  CHECK_THAT(certificate.out, Catch::Contains("\"htaccess\"") && Catch::Contains("\"rejected\""));
  program.write("server.pem", "RewriteEngine on\n");
  const auto access = program.run("server.pem --format json");
  CHECK_THAT(access.out, Catch::Contains("\"pem\""));
  CHECK(access.exitCode == 1);
  CHECK_THAT(program.run("server.pem --type htaccess --format json").out,
             Catch::Contains("\"htaccess\""));
}

TEST_CASE("A file of 100 MiB is read to its end") {
  const Program program;
  std::string bytes;
  const std::string line = "# " + std::string(1022, 'x') + "\n";
  while (bytes.size() < 100U * 1024 * 1024) bytes += line;
  bytes += "RewriteBase blog\n";
  program.write(".htaccess", bytes);
  const auto result = program.run(". --format concise");
  CHECK(result.exitCode == 1);
  CHECK_THAT(result.out, Catch::Contains("[rewrite-base-without-slash]"));
}

TEST_CASE("Standard input is named as it is told to be") {
  const Program program;
  const auto plain = program.run("- --format concise", "RewriteBase blog\n");
  CHECK(plain.exitCode == 1);
  CHECK_THAT(plain.out, Catch::Contains("<stdin>:1:13: error"));
  CHECK_THAT(program.run("- --format concise --stdin-filename x/.htaccess", "RewriteBase b\n").out,
             Catch::Contains("x/.htaccess:1:13: error"));
  CHECK_THAT(program.run("- --format json", kPem).out, Catch::Contains("\"pem\""));
}

TEST_CASE("show lists what is in a certificate file") {
  const Program program;
  const auto made = program.shell(
      "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 "
      "-subj '/C=JP/CN=www.example.jp' -addext 'subjectAltName=DNS:www.example.jp' 2>/dev/null && "
      "cat cert.pem key.pem > both.pem");
  REQUIRE(made.exitCode == 0);
  const auto text = program.run("show both.pem");
  CHECK(text.exitCode == 0);
  CHECK_THAT(text.out, Catch::Contains("CN=www.example.jp") && Catch::Contains("RSA 2048") &&
                           Catch::Contains("private key"));
  const auto json = program.run("show --format json - --lang ja", program.read("both.pem"));
  CHECK_THAT(json.out, Catch::Contains("\"privateKey\"") && Catch::Contains("\"names\""));
  const std::string key = program.read("key.pem").substr(28, 40);
  CHECK(text.out.find(key) == std::string::npos);
  CHECK(program.run("show missing.pem").exitCode == 2);
}

TEST_CASE("show draws pictures, and takes roots, a pool and a password") {
  const Program program;
  const auto made = program.shell(
      "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 "
      "-subj '/CN=www.example.jp' -addext 'subjectAltName=DNS:www.example.jp' 2>/dev/null && "
      "openssl pkcs12 -export -in cert.pem -inkey key.pem -passout pass:geheim -out s.p12 && "
      "printf 'geheim\r\n' > password");
  REQUIRE(made.exitCode == 0);
  const auto both =
      program.run("show cert.pem --roots cert.pem --format svg=chain.svg --format json");
  CHECK(both.exitCode == 0);
  CHECK_THAT(both.out, Catch::StartsWith("{"));
  CHECK_THAT(program.read("chain.svg"), Catch::StartsWith("<svg "));
  CHECK(program.run("check cert.pem --format svg").exitCode == 2);
  CHECK(program.run("show cert.pem --roots key.pem").exitCode == 2);
  CHECK(program.run("show cert.pem --pool missing").exitCode == 2);
  CHECK_THAT(program.run("show s.p12").out, Catch::Contains("it needs a password"));
  CHECK_THAT(program.run("show s.p12 --password-file password").out,
             Catch::Contains("CN=www.example.jp"));
  CHECK_THAT(program.run("show s.p12 --password-file cert.pem").out,
             Catch::Contains("the password does not open it"));
  CHECK(program.run("show s.p12 --password-file missing").exitCode == 2);
  CHECK(program.run("show s.p12 --password-file -").exitCode == 2);
}

TEST_CASE("a private key in PKCS#12 is never lost") {
  const Program program;
  const auto made = program.shell(
      "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 "
      "-subj '/CN=www.example.jp' -addext 'subjectAltName=DNS:www.example.jp' 2>/dev/null && "
      "openssl pkcs12 -export -in cert.pem -inkey key.pem -passout pass:geheim -out s.p12 && "
      "echo geheim > password");
  REQUIRE(made.exitCode == 0);
  const std::string original = program.read("s.p12");
  const std::string fix = "fix s.p12 --password-file password --select certificate-in-container ";
  for (const char* more : {"", "--no-backup", "--backup=.bak", "-o s.p12", "-o ./s.p12"}) {
    CHECK(program.run(fix + more).exitCode == 2);
    CHECK(program.read("s.p12") == original);
  }
  const auto written = program.run(fix + "-o server.pem");
  CHECK(written.exitCode == 0);
  CHECK(program.read("server.pem") == program.read("cert.pem"));
  CHECK(program.read("s.p12") == original);
  CHECK(program.run(fix + "-o -").out == program.read("cert.pem"));
}

}  // namespace
}  // namespace htlint::cli
