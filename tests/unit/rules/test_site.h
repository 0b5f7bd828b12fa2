#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "fixture_page.h"
#include "lint/engine.h"

namespace htlint::test {

/// A site in memory and the settings to lint it with.
struct TestSite {
  lint::SiteInput input;
  lint::LintSettings settings;
  std::map<std::string, std::string> certificates;  ///< see Credentials
};

/// Attributes that describe the bytes of a file.
[[nodiscard]] const std::vector<std::string_view>& contentAttributes();

/// The exact bytes that a block with contentAttributes() stands for.
[[nodiscard]] std::string fileBytes(const Block& block);

/// Makes a site from the blocks of tests/fixtures/README.md. Throws FixtureError.
class SiteBuilder {
 public:
  /// Whether `language` is one of the blocks that add() knows.
  [[nodiscard]] static bool knows(std::string_view language);

  void add(const Block& block);
  [[nodiscard]] TestSite build(config::Rules rules) const;

 private:
  static lint::SiteInput wholeRoot();
  void addInput(const Block& block, lint::FileKind kind, std::string bytes,
                std::string_view defaultPath);
  void addCertificateFile(const Block& block, std::string bytes);
  void addTree(const Block& block);
  void addSiteLines(const Block& block);
  void addOptions(const Block& block);
  void addEntry(const std::string& sitePath, bool isDirectory, std::size_t size);

  lint::SiteInput input_ = wholeRoot();
  std::map<std::string, std::string> texts_;  // files that configuration may read, by path
  std::vector<const Block*> credentials_;
  std::vector<config::CommandLineValue> options_;
  std::string profile_;
  std::string now_ = "2026-01-15T00:00:00Z";
  std::size_t line_ = 0;
};

}  // namespace htlint::test
