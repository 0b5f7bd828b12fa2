#include "mutations.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <string_view>

#include "support/files.h"

namespace htlint::test {
namespace {

using namespace std::string_view_literals;

constexpr std::array kInsertions{
    "-"sv,
    "="sv,
    " "sv,
    "\t"sv,
    "\n"sv,
    "\r"sv,
    "\r\n"sv,
    "\0"sv,
    ":"sv,
    "A"sv,
    "\n\n"sv,
    "_"sv,
    "\xEF\xBB\xBF"sv,
    "\xC2\xA0"sv,
    "\xE3\x80\x80"sv,
    "\xE2\x80\x93"sv,
    "\xEF\xBC\x8D"sv,
    "\x1A"sv,
    "-----BEGIN CERTIFICATE-----\n"sv,
    "-----END CERTIFICATE-----\n"sv,
    "-----BEGIN X-----"sv,
    "----BEGIN CERTIFICATE-----\n"sv,
    "-----END X-----"sv,
    "-----END "sv,
    "-----BEGIN "sv,
    "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n"sv,
    "some words\n"sv,
    "AAAA"sv,
    "> "sv,
    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"sv};

std::size_t below(std::mt19937_64& random, std::size_t limit) {
  return limit == 0 ? 0 : static_cast<std::size_t>(random() % limit);
}

// A place near a marker half of the time: damage there matters most.
std::size_t place(const std::string& bytes, std::mt19937_64& random) {
  const std::size_t anywhere = below(random, bytes.size() + 1);
  if (below(random, 2) == 0) return anywhere;
  const std::size_t dashes = bytes.find("-----", anywhere);
  if (dashes == std::string::npos) return anywhere;
  return std::min(dashes + below(random, 30), bytes.size());
}

void damageOnce(std::string& bytes, std::mt19937_64& random) {
  const std::size_t at = place(bytes, random);
  const std::size_t line = bytes.rfind('\n', at) == std::string::npos ? 0 : bytes.rfind('\n', at);
  const std::size_t lineEnd = std::min(bytes.find('\n', at), bytes.size());
  switch (below(random, 8)) {
    case 0:
      bytes.erase(at, 1 + below(random, 3));
      break;
    case 1:
      bytes.erase(line, lineEnd - std::min(line, lineEnd));
      break;
    case 2:
      if (at < bytes.size()) bytes[at] = static_cast<char>(below(random, 256));
      break;
    case 3:
      bytes.insert(at, bytes.substr(line, lineEnd - std::min(line, lineEnd)));
      break;
    case 4:
      bytes.insert(at, below(random, 600), "A \n-"[below(random, 4)]);
      break;
    case 5:
      bytes.resize(at);
      break;
    default:
      bytes.insert(at, kInsertions[below(random, kInsertions.size())]);
  }
}

}  // namespace

std::string makePem(const std::vector<std::string>& labels) {
  std::string pem;
  for (const std::string& label : labels) {
    pem += "-----BEGIN " + label + "-----\n";
    for (int i = 0; i < 3; ++i) pem += std::string(64, static_cast<char>('a' + i)) + "\n";
    pem += "c2hvcnQ=\n-----END " + label + "-----\n";
  }
  return pem;
}

std::string damage(std::string bytes, std::mt19937_64& random) {
  const std::size_t count = 1 + below(random, 6);
  for (std::size_t i = 0; i < count; ++i) damageOnce(bytes, random);
  return bytes;
}

std::vector<std::string> corpusFiles() {
  std::vector<std::string> files;
  const std::filesystem::path folder = std::filesystem::path(HTLINT_CORPUS_DIR) / "pem";
  if (!std::filesystem::exists(folder)) {
    WARN("no real PEM files at " << folder << "; skipped");
    return files;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(readFile(entry.path()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::uint64_t freshSeed() { return std::random_device{}(); }

}  // namespace htlint::test
