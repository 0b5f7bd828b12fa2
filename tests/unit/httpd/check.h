#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "httpd/config_checker.h"

namespace htlint::httpd::test {

/// A file, its tree and what the checker says of it, kept alive together.
struct Checked {
  text::SourceFilePtr file;
  std::unique_ptr<htaccess::Document> document;
  ConfigReport report;

  /// The errors of `code`, as the bytes they point at.
  [[nodiscard]] std::vector<std::string> pointedAt(ConfigCode code) const {
    std::vector<std::string> result;
    for (const ConfigError& error : report.errors) {
      if (error.code == code) result.emplace_back(file->text(error.range));
    }
    return result;
  }
  [[nodiscard]] const ConfigError* only(ConfigCode code) const {
    const ConfigError* found = nullptr;
    for (const ConfigError& error : report.errors) {
      if (error.code != code) continue;
      if (found != nullptr) return nullptr;
      found = &error;
    }
    return found;
  }
};

inline Checked check(std::string bytes, const Target& target = {}) {
  Checked checked;
  checked.file = std::make_shared<const text::SourceFile>(".htaccess", std::move(bytes));
  checked.document = std::make_unique<htaccess::Document>(checked.file);
  checked.report = checkConfig(*checked.document, target);
  return checked;
}

/// One file and the error that httpd 2.4.71 stops at in it: what it points at, and its arguments.
struct Refused {
  std::string bytes;
  ConfigCode code;
  std::string at;
  std::vector<std::string> args;
};

}  // namespace htlint::httpd::test
