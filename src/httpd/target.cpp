#include "httpd/target.h"

#include <charconv>
#include <vector>

#include "ascii.h"
#include "catalogue/directives.h"

namespace htlint::httpd {
namespace {

constexpr std::uint16_t kAllClasses = catalogue::kOverrideLimit | catalogue::kOverrideOptions |
                                      catalogue::kOverrideFileInfo |
                                      catalogue::kOverrideAuthConfig | catalogue::kOverrideIndexes;

const catalogue::Module* findModule(std::string_view name) {
  for (const catalogue::Module& module : catalogue::modules()) {
    if (name == module.sourceName || name == module.identifier) return &module;
    const std::string_view source = module.sourceName;
    if (source.ends_with(".c") && name == source.substr(0, source.size() - 2)) return &module;
  }
  return nullptr;
}

const catalogue::Module* findModuleByAnyName(const std::string& name) {
  if (const catalogue::Module* module = findModule(name)) return module;
  if (const catalogue::Module* module = findModule(name + "_module")) return module;
  return findModule("mod_" + name + ".c");
}

std::uint16_t classNamed(std::string_view name) {
  if (equalsIgnoringCase(name, "Limit")) return catalogue::kOverrideLimit;
  if (equalsIgnoringCase(name, "Options")) return catalogue::kOverrideOptions;
  if (equalsIgnoringCase(name, "FileInfo")) return catalogue::kOverrideFileInfo;
  if (equalsIgnoringCase(name, "AuthConfig")) return catalogue::kOverrideAuthConfig;
  if (equalsIgnoringCase(name, "Indexes")) return catalogue::kOverrideIndexes;
  if (equalsIgnoringCase(name, "All")) return kAllClasses;
  return 0;
}

std::vector<std::string_view> splitAt(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  std::size_t start = text.find_first_not_of(separators);
  while (start != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(separators, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = text.find_first_not_of(separators, end);
  }
  return parts;
}

const std::set<std::string, std::less<>>& optionNames() {
  static const std::set<std::string, std::less<>> names = {
      "all",        "execcgi", "followsymlinks",       "includes",  "includesnoexec", "indexes",
      "multiviews", "none",    "symlinksifownermatch", "runscripts"};
  return names;
}

}  // namespace

Target::Target() : allowOverride(kAllClasses) {
  for (const catalogue::Module& module : catalogue::modules()) {
    modules_.emplace(module.sourceName);
    modules_.emplace(module.identifier);
  }
}

bool Target::hasModule(std::string_view name) const { return modules_.contains(name); }

tl::expected<void, std::string> Target::setModules(const std::set<std::string>& names) {
  std::set<std::string, std::less<>> chosen;
  const auto add = [&chosen](const catalogue::Module& module) {
    chosen.emplace(module.sourceName);
    chosen.emplace(module.identifier);
  };
  for (const catalogue::Module& module : catalogue::modules()) {
    if (module.builtIn) add(module);
  }
  for (const std::string& name : names) {
    const catalogue::Module* module = findModuleByAnyName(name);
    if (module == nullptr) return tl::unexpected("unknown module: " + name);
    add(*module);
  }
  modules_ = std::move(chosen);
  return {};
}

tl::expected<void, std::string> Target::setAllowOverride(std::string_view list) {
  std::uint16_t classes = 0;
  bool ignoreOverride = false;
  bool ignoreUnknown = false;
  std::set<std::string> options;
  const std::vector<std::string_view> words = splitAt(list, " \t");
  if (words.empty())
    return tl::unexpected(std::string("AllowOverride needs at least one argument"));
  for (const std::string_view word : words) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : word.substr(equals + 1);
    if (equals != std::string_view::npos && equalsIgnoringCase(name, "Nonfatal")) {
      const bool all = equalsIgnoringCase(value, "All");
      if (!all && !equalsIgnoringCase(value, "Override") && !equalsIgnoringCase(value, "Unknown")) {
        return tl::unexpected("AllowOverride's Nonfatal takes Override, Unknown or All, not " +
                              std::string(value));
      }
      ignoreOverride = ignoreOverride || all || equalsIgnoringCase(value, "Override");
      ignoreUnknown = ignoreUnknown || all || equalsIgnoringCase(value, "Unknown");
    } else if (equals != std::string_view::npos && equalsIgnoringCase(name, "Options")) {
      classes |= catalogue::kOverrideOptions;
      for (const std::string_view option : splitAt(value, ",")) {
        if (!optionNames().contains(lowerCase(option))) {
          return tl::unexpected("AllowOverride: unknown option " + std::string(option));
        }
        options.emplace(option);
      }
    } else if (equals == std::string_view::npos && equalsIgnoringCase(word, "None")) {
      classes = 0;
    } else if (const std::uint16_t bits = classNamed(word);
               equals == std::string_view::npos && bits != 0) {
      classes |= bits;
    } else {
      return tl::unexpected("AllowOverride does not know " + std::string(word));
    }
  }
  allowOverride = classes;
  nonfatalOverride = ignoreOverride;
  nonfatalUnknown = ignoreUnknown;
  allowedOptions_ = std::move(options);
  return {};
}

tl::expected<Version, std::string> parseVersion(std::string_view text) {
  const auto fail = [&text] {
    return tl::unexpected("not a version of httpd 2.4, such as 2.4 or 2.4.71: " +
                          std::string(text));
  };
  const std::vector<std::string_view> parts = splitAt(text, ".");
  const bool dots =
      text.find("..") != std::string_view::npos || text.starts_with('.') || text.ends_with('.');
  if (dots || parts.size() < 2 || parts.size() > 3) return fail();
  Version version;
  int* const numbers[] = {&version.major, &version.minor, &version.patch};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const char* end = parts[i].data() + parts[i].size();
    const auto [stopped, error] = std::from_chars(parts[i].data(), end, *numbers[i]);
    if (error != std::errc() || stopped != end || *numbers[i] < 0) return fail();
  }
  if (version.major != 2 || version.minor != 4) return fail();
  return version;
}

}  // namespace htlint::httpd
