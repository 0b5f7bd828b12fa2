// How long the parts of a run take, in one process and on one core, over a folder of real files:
// HTLINT_BENCH_FOLDER, else the corpus's .htaccess files, else the example web root.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "htaccess/document.h"
#include "httpd/config_checker.h"
#include "lint/engine.h"
#include "lint/fix_loop.h"
#include "report/report.h"
#include "rules/rule_table.h"
#include "text/source_file.h"

namespace htlint::bench {
namespace {

constexpr std::int64_t kNow = 1767225600;  // 2026-01-01T00:00:00Z

std::filesystem::path folder() {
  if (const char* const named = std::getenv("HTLINT_BENCH_FOLDER")) return named;
  const std::filesystem::path corpus = std::filesystem::path(HTLINT_CORPUS_DIR) / "htaccess";
  if (std::filesystem::exists(corpus)) return corpus;
  return std::filesystem::path(HTLINT_SOURCE_DIR) / "examples/website";
}

using Files = std::vector<text::SourceFilePtr>;

const Files& files() {
  static const Files loaded = [] {
    Files files;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
      const std::string name = entry.path().filename().string();
      if (entry.is_regular_file() && name.find("htaccess") != std::string::npos) {
        paths.push_back(entry.path());
      }
    }
    std::sort(paths.begin(), paths.end());
    for (const std::filesystem::path& path : paths) {
      std::ifstream stream(path, std::ios::binary);
      files.push_back(std::make_shared<const text::SourceFile>(
          path.string(), std::string(std::istreambuf_iterator<char>(stream), {})));
    }
    return files;
  }();
  return loaded;
}

// The whole folder as the live file of as many web roots.
const std::vector<lint::SiteInput>& sites() {
  static const std::vector<lint::SiteInput> made = [] {
    std::vector<lint::SiteInput> sites;
    for (const text::SourceFilePtr& source : files()) {
      lint::SiteInput site;
      site.settings.host = "www.example.co.jp";
      lint::InputFile file;
      file.path = source->path();
      file.sitePath = ".htaccess";
      file.source = source;
      site.files = {file};
      sites.push_back(std::move(site));
    }
    return sites;
  }();
  return made;
}

lint::LintSettings settings() {
  lint::LintSettings settings;
  settings.rules = rules::table();
  settings.now = kNow;
  return settings;
}

void countFiles(benchmark::State& state) {
  std::size_t bytes = 0;
  for (const text::SourceFilePtr& file : files()) bytes += file->size();
  state.counters["files"] = static_cast<double>(files().size());
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) *
                          static_cast<std::int64_t>(state.iterations()));
}

void parseFolder(benchmark::State& state) {
  for (auto iteration : state) {
    for (const text::SourceFilePtr& file : files()) {
      benchmark::DoNotOptimize(htaccess::Document(file).nodes().size());
    }
  }
  countFiles(state);
}
BENCHMARK(parseFolder)->Unit(benchmark::kMillisecond);

void checkFolder(benchmark::State& state) {
  const httpd::Target target;
  for (auto iteration : state) {
    for (const text::SourceFilePtr& file : files()) {
      const htaccess::Document document(file);
      benchmark::DoNotOptimize(httpd::checkConfig(document, target).errors.size());
    }
  }
  countFiles(state);
}
BENCHMARK(checkFolder)->Unit(benchmark::kMillisecond);

void lintFolder(benchmark::State& state) {
  const lint::LintSettings withRules = settings();
  for (auto iteration : state) {
    for (const lint::SiteInput& site : sites()) {
      benchmark::DoNotOptimize(lint::lint(lint::Site(site), withRules).findings.size());
    }
  }
  countFiles(state);
}
BENCHMARK(lintFolder)->Unit(benchmark::kMillisecond);

void fixFolder(benchmark::State& state) {
  const lint::LintSettings withRules = settings();
  for (auto iteration : state) {
    for (const lint::SiteInput& site : sites()) {
      benchmark::DoNotOptimize(lint::fixAll(site, withRules, {}).changes.size());
    }
  }
  countFiles(state);
}
BENCHMARK(fixFolder)->Unit(benchmark::kMillisecond);

void reportFolder(benchmark::State& state, report::Format format) {
  const lint::LintSettings withRules = settings();
  std::vector<lint::LintResult> results;
  for (const lint::SiteInput& site : sites()) {
    results.push_back(lint::lint(lint::Site(site), withRules));
  }
  const report::Report input{.toolVersion = "0",
                             .results = results,
                             .rules = rules::table(),
                             .language = lint::Language::kEnglish,
                             .color = false};
  for (auto iteration : state) {
    benchmark::DoNotOptimize(report::render(format, input).size());
  }
  countFiles(state);
}
BENCHMARK_CAPTURE(reportFolder, full, report::Format::kFull)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(reportFolder, sarif, report::Format::kSarif)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace htlint::bench

BENCHMARK_MAIN();
