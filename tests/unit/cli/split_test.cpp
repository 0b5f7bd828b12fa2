#include <catch2/catch.hpp>
#include <filesystem>

#include "program.h"
#include "support/certificates.h"

namespace htlint::cli {
namespace {

namespace fs = std::filesystem;
using test::Program;

/// A root, an intermediate below it and a server's certificate.
struct Chain {
  test::TestCertificate intermediate = make("Example CA", &test::testAuthority(), true, 21);
  test::TestCertificate leaf = make("www.example.jp", &intermediate, false, 22);

  static test::TestCertificate make(const std::string& name, const test::TestCertificate* issuer,
                                    bool isCa, int key) {
    test::CertificateOptions options;
    options.subject = {{"CN", name}};
    if (isCa) options.dnsNames.clear();
    if (!isCa) options.dnsNames = {name};
    options.isCa = isCa;
    options.issuer = issuer;
    options.key = &test::ecKey(key);
    return test::makeCertificate(options);
  }
};

const Chain& chain() {
  static const Chain made;
  return made;
}

constexpr const char* kOptions = " --isolated --roots roots.pem --now 2026-02-01 ";

TEST_CASE("fix --split writes the two files that a form asks for, and leaves the source") {
  const auto& [intermediate, leaf] = chain();
  const Program program;
  const std::string root = test::testAuthority().pem;
  const std::string bundle = "from the CA\n" + root + intermediate.pem + leaf.pem + leaf.pem;
  program.write("roots.pem", root);
  program.write("form/bundle.pem", bundle);
  const std::string run = "fix form/bundle.pem --split form" + std::string(kOptions);
  const auto split = program.run(run);
  INFO(split.out << split.err);
  CHECK(split.exitCode == 0);
  CHECK_THAT(split.err, Catch::Contains("created form/server.pem"));
  CHECK(program.read("form/server.pem") == leaf.pem);
  CHECK(program.read("form/intermediate.pem") == intermediate.pem);
  CHECK(program.read("form/bundle.pem") == bundle);

  SECTION("a second run changes nothing") {
    const auto again = program.run(run);
    CHECK(again.exitCode == 0);
    CHECK(again.err.find("form/server.pem") == std::string::npos);
  }
  SECTION("a file with other bytes is kept") {
    program.write("form/server.pem", "the old one\n");
    const auto again = program.run(run + "--backup=.old");
    CHECK(again.exitCode == 0);
    CHECK(program.read("form/server.pem") == leaf.pem);
    CHECK(program.read("form/server.pem.old") == "the old one\n");
  }
  SECTION("a private key is not overwritten") {
    program.write("form/server.pem", leaf.pem + leaf.key.pem());
    CHECK(program.run(run + "--no-backup").exitCode == 2);
    CHECK(program.read("form/server.pem") == leaf.pem + leaf.key.pem());
  }
}

TEST_CASE("fix --split takes what is missing from the pool, and containers as they come") {
  const auto& [intermediate, leaf] = chain();
  const Program program;
  program.write("roots.pem", test::testAuthority().pem);
  program.write("pool.pem", intermediate.pem);
  test::Pkcs12Options options;
  options.password = "x";
  program.write("server.p12", test::makePkcs12(leaf, options));
  program.write("password", "x\n");
  program.write("mixed.p7b", test::makePkcs7({intermediate, leaf}));
  for (const std::string& source :
       {std::string("server.p12 --password-file password"), std::string("mixed.p7b")}) {
    CAPTURE(source);
    fs::create_directory(program.path("out"));
    const auto split = program.run("fix --split out --pool pool.pem " + source + kOptions);
    INFO(split.out << split.err);
    CHECK(program.read("out/server.pem") == leaf.pem);
    CHECK(program.read("out/intermediate.pem") == intermediate.pem);
    fs::remove_all(program.path("out"));
  }
}

TEST_CASE("fix --split says what it cannot do") {
  const auto& [intermediate, leaf] = chain();
  const Program program;
  program.write("roots.pem", test::testAuthority().pem);
  program.write("ca.pem", intermediate.pem);
  program.write("leaf.pem", leaf.pem);
  const auto none = program.run("fix ca.pem --split ." + std::string(kOptions));
  CHECK(none.exitCode == 2);
  CHECK_THAT(none.err, Catch::Contains("ca.pem: does not hold exactly one server certificate"));
  CHECK(program.run("fix leaf.pem --split missing/deeper" + std::string(kOptions)).exitCode == 2);
  for (const char* wrong :
       {"fix --split . a b", "fix --split . a -o b", "fix --split . a --diff"}) {
    CHECK(program.run(wrong).exitCode == 2);
  }
}

}  // namespace
}  // namespace htlint::cli
