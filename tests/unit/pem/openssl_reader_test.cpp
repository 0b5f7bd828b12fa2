#include "pem/openssl_reader.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <memory>

#include "mutations.h"

namespace htlint::pem {
namespace {

struct RealRead {
  bool isBlock = false;
  int reason = 0;  // PEM_R_..., 0 where OpenSSL gives none
  std::string name;
  std::string header;
  std::string der;
};

RealRead readReally(BIO* bio) {
  RealRead read;
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;
  ERR_clear_error();
  read.isBlock = PEM_read_bio(bio, &name, &header, &data, &size) == 1;
  if (read.isBlock) {
    read.name = name;
    read.header = header;
    read.der.assign(reinterpret_cast<char*>(data), static_cast<std::size_t>(size));
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_free(data);
  } else {
    read.reason = ERR_GET_REASON(ERR_peek_last_error());
  }
  ERR_clear_error();
  return read;
}

std::vector<RealRead> readAllReally(const std::string& bytes) {
  std::string copy = bytes;  // fmemopen wants memory it may write to
  std::vector<RealRead> reads;
  std::FILE* file =
      bytes.empty() ? std::fopen("/dev/null", "rb") : fmemopen(copy.data(), copy.size(), "rb");
  REQUIRE(file != nullptr);
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_fp(file, BIO_CLOSE), BIO_free);
  do {
    reads.push_back(readReally(bio.get()));
  } while (reads.back().isBlock);
  return reads;
}

int reasonOf(ReadStatus status) {
  switch (status) {
    case ReadStatus::kNoStartLine:
      return PEM_R_NO_START_LINE;
    case ReadStatus::kBadEndLine:
      return PEM_R_BAD_END_LINE;
    case ReadStatus::kBadBase64:
      return PEM_R_BAD_BASE64_DECODE;
    default:
      return 0;
  }
}

void compare(const std::string& bytes) {
  const std::vector<OpenSslRead> ours = readAsOpenSsl(bytes);
  const std::vector<RealRead> real = readAllReally(bytes);
  INFO("file:\n" << bytes);
  REQUIRE(ours.size() == real.size());
  for (std::size_t i = 0; i < real.size(); ++i) {
    INFO("read " << i);
    REQUIRE(ours[i].isBlock() == real[i].isBlock);
    if (!real[i].isBlock) {
      REQUIRE(reasonOf(ours[i].status) == real[i].reason);
      continue;
    }
    REQUIRE(ours[i].name == real[i].name);
    REQUIRE(ours[i].header == real[i].header);
    REQUIRE(ours[i].der == real[i].der);
  }
}

void compareDamaged(std::uint64_t seed, int count) {
  std::mt19937_64 random(seed);
  INFO("seed " << seed);
  const std::vector<std::string> bases{
      test::makePem({"CERTIFICATE"}), test::makePem({"CERTIFICATE", "CERTIFICATE"}),
      test::makePem({"PRIVATE KEY", "X509 CERTIFICATE", "DH PARAMETERS"}),
      "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n" +
          std::string(64, 'A') + "\nAAAA\n-----END RSA PRIVATE KEY-----\n"};
  for (int i = 0; i < count; ++i) compare(test::damage(bases[random() % bases.size()], random));
}

TEST_CASE("reads damaged files as OpenSSL does") {
  compareDamaged(20250322, 20000);
  const std::uint64_t seed = test::freshSeed();
  compareDamaged(seed, 5000);
}

TEST_CASE("reads the real PEM files as OpenSSL does") {
  std::mt19937_64 random(7);
  for (const std::string& bytes : test::corpusFiles()) {
    compare(bytes);
    for (int i = 0; i < 20; ++i) compare(test::damage(bytes, random));
  }
}

TEST_CASE("cuts lines where OpenSSL's buffer ends") {
  for (std::size_t length = 245; length < 265; ++length) {
    const std::string line(length, 'A');
    compare("-----BEGIN X-----\n" + line + "\n-----END X-----\n");
    compare("-----BEGIN X-----\n\n" + line + "\n-----END X-----\n");
    // The begin line counts although it does not begin a line of the file.
    compare(line + "-----BEGIN X-----\nAAAA\n-----END X-----\n");
  }
}

TEST_CASE("base64 is decoded as OpenSSL does") {
  for (const char* body : {"",
                           "A",
                           "AA",
                           "AAA",
                           "AAAA",
                           "A===",
                           "AA==",
                           "AAA=",
                           "====",
                           "=AAA",
                           "AA=A",
                           "AAAA====",
                           "AA==AAAA",
                           "AA=\n=",
                           "AA = =",
                           "AAAA-AAAA",
                           "AA-AA",
                           "AA==-",
                           "-",
                           "AAAA\x0B",
                           "A\rAAA",
                           "AAAA AAAA",
                           "AA\tAA",
                           "AA_A",
                           "\xC2\xA0"
                           "AAAA",
                           "AAAA\xC2\xA0",
                           "AA*A"}) {
    INFO(body);
    compare(std::string("-----BEGIN X-----\n") + body + "\n-----END X-----\n");
  }
}

TEST_CASE("knows an encrypted key's header from other text") {
  const auto firstRead = [](const std::string& header) {
    return readAsOpenSsl("-----BEGIN RSA PRIVATE KEY-----\n" + header +
                         "\n\nAAAA\n-----END RSA PRIVATE KEY-----\n")[0];
  };
  const OpenSslRead encrypted = firstRead("Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00");
  CHECK(encrypted.isEncrypted());
  CHECK(encrypted.hasUsableHeader());
  const OpenSslRead prose = firstRead("subject=CN: www.example.co.jp");
  CHECK(prose.isBlock());
  CHECK_FALSE(prose.isEncrypted());
  CHECK_FALSE(prose.hasUsableHeader());
}

TEST_CASE("says when an end line was missed and lines of the next block were swallowed") {
  std::string pem = test::makePem({"CERTIFICATE", "CERTIFICATE"});
  const std::size_t end = pem.find("-----END");
  pem.erase(end, 1);
  const std::vector<OpenSslRead> reads = readAsOpenSsl(pem);
  REQUIRE(reads.size() == 2);
  CHECK(reads[0].isBlock());
  CHECK(reads[0].swallowedLines);
  CHECK(reads[0].stopLine.end == pem.size());
  CHECK(reads[1].status == ReadStatus::kNoStartLine);
}

}  // namespace
}  // namespace htlint::pem
