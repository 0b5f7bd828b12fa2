#include "corpus.h"

#include <openssl/evp.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>

#include "support/files.h"

namespace htlint::test {
namespace {

namespace fs = std::filesystem;

bool isThere(const fs::path& path) {
  if (fs::exists(path)) return true;
  WARN("skipped: no " << path);
  return false;
}

std::string decodeBase64(const std::string& text) {
  std::string bytes(text.size(), '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  REQUIRE(size >= 0);
  // EVP_DecodeBlock counts the padding as bytes.
  const auto padding = static_cast<std::size_t>(std::count(text.begin(), text.end(), '='));
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

Observation::Request toRequest(const nlohmann::json& json) {
  Observation::Request request;
  request.target = json.at("target");
  request.host = json.at("host");
  request.method = json.at("method");
  request.status = json.at("status");
  if (json.at("location").is_string()) request.location = json.at("location");
  for (const auto& [name, value] : json.at("headers").items()) {
    request.headers.emplace_back(name, value.get<std::string>());
  }
  return request;
}

Observation toObservation(const nlohmann::ordered_json& json) {
  Observation observation;
  observation.name = json.at("name");
  for (const auto& [path, content] : json.at("files").items()) {
    observation.files.emplace_back(path, content.is_string() ? content.get<std::string>()
                                                             : decodeBase64(content.at("base64")));
  }
  if (json.at("rejected").is_string()) observation.rejected = json.at("rejected");
  for (const auto& request : json.at("requests")) {
    observation.requests.push_back(toRequest(request));
  }
  return observation;
}

}  // namespace

std::vector<CorpusFile> corpusFiles() {
  std::vector<CorpusFile> files;
  const fs::path folder = fs::path(HTLINT_CORPUS_DIR) / "htaccess";
  if (!isThere(folder / "MANIFEST.tsv")) return files;
  std::ifstream manifest(folder / "MANIFEST.tsv");
  std::string line;
  std::getline(manifest, line);
  while (std::getline(manifest, line)) {
    std::istringstream cells(line);
    std::vector<std::string> cell;
    for (std::string text; std::getline(cells, text, '\t');) cell.push_back(text);
    REQUIRE(cell.size() >= 5);
    CorpusFile file;
    file.path = folder / (cell[0] + ".htaccess");
    file.bytes = readFile(file.path);
    if (cell[4] == "rejected") file.rejected = cell.size() > 5 ? cell[5] : "";
    files.push_back(std::move(file));
  }
  return files;
}

std::vector<Observation> observations() {
  std::vector<Observation> result;
  const fs::path path = fs::path(HTLINT_CORPUS_DIR) / "observations.jsonl";
  if (!isThere(path)) return result;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    result.push_back(toObservation(nlohmann::ordered_json::parse(line)));
  }
  return result;
}

}  // namespace htlint::test
