#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/http_client.h"

namespace htlint::test {

/// One real `.htaccess` file and what httpd 2.4.71 said about it.
struct CorpusFile {
  std::filesystem::path path;
  std::string bytes;
  std::optional<std::string> rejected;  ///< httpd's first message, where it refused the file
};

/// HTLINT_CORPUS_DIR/htaccess by its MANIFEST.tsv; empty, after a warning, where it is missing.
[[nodiscard]] std::vector<CorpusFile> corpusFiles();

/// A small document root, the requests sent to it and httpd's answers.
struct Observation {
  struct Request {
    std::string target;
    std::string host;
    std::string method;
    HttpHeaders headers;
    int status = 0;
    std::string location;  ///< empty for none
  };
  std::string name;
  std::vector<std::pair<std::string, std::string>> files;  ///< path below the root, bytes
  std::optional<std::string> rejected;  ///< httpd's message as logged; DOCROOT for the root
  std::vector<Request> requests;
};

/// HTLINT_CORPUS_DIR/observations.jsonl; empty, after a warning, where it is missing.
[[nodiscard]] std::vector<Observation> observations();

}  // namespace htlint::test
