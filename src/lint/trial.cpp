#include "lint/trial.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>

namespace htlint::lint {
namespace {

struct Trial {
  std::shared_ptr<const text::SourceFile> source;
  htaccess::Document document;
  httpd::ConfigReport report;

  Trial(std::string text, const httpd::Target& target)
      : source(std::make_shared<text::SourceFile>(".htaccess", std::move(text))),
        document(source),
        report(httpd::checkConfig(document, target)) {}
};

ErrorPlaces placesOf(const httpd::ConfigReport& report, const text::SourceFile& source) {
  ErrorPlaces places;
  for (const httpd::ConfigError& error : report.errors) {
    // With AllowOverride Nonfatal= an error may be one that httpd only logs.
    if (!error.fatal && error.code < httpd::ConfigCode::kFirstWarning) continue;
    places.emplace(source.lineAt(error.range.start), error.code);
  }
  return places;
}

}  // namespace

ErrorPlaces errorPlaces(const HtaccessFile& file) { return placesOf(*file.report, file.source()); }

ErrorPlaces errorPlacesAfter(const HtaccessFile& file, std::span<const text::TextEdit> edits,
                             const httpd::Target& target) {
  const Trial trial(text::applyEdits(file.source().bytes(), edits), target);
  return placesOf(trial.report, *trial.source);
}

ErrorPlaces missingFrom(const ErrorPlaces& after, const ErrorPlaces& before) {
  ErrorPlaces missing;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                      std::inserter(missing, missing.end()));
  return missing;
}

bool isRefusedOn(const ErrorPlaces& places, std::uint32_t first, std::uint32_t last) {
  for (auto it = places.lower_bound({first, httpd::ConfigCode{}}); it != places.end(); ++it) {
    if (it->first > last) return false;
    if (it->second < httpd::ConfigCode::kFirstWarning) return true;
  }
  return false;
}

bool isAccepted(std::string_view text, const httpd::Target& target) {
  const Trial trial(std::string(text), target);
  return trial.report.verdict.state == httpd::VerdictState::kAccepted;
}

bool isAcceptedAfter(const HtaccessFile& file, std::span<const text::TextEdit> edits,
                     const httpd::Target& target) {
  return isAccepted(text::applyEdits(file.source().bytes(), edits), target);
}

}  // namespace htlint::lint
