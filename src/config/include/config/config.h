#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "httpd/target.h"
#include "lint/settings.h"
#include "lint/site.h"

/// htlint.toml: what it may say, where it is found, how its layers are merged, and what they come
/// to. This room opens no file itself: callers lend it a reader.
namespace htlint::config {

/// The name of the configuration file.
inline constexpr std::string_view kFileName = "htlint.toml";

/// Returns the bytes of a file, or a sentence (from the system) why it can't be read.
using ReadFile =
    std::function<tl::expected<std::string, std::string>(const std::filesystem::path&)>;

/// Where a value was set. Built-in profiles have the path `profile:NAME`, options of the command
/// line their own name (`--host`), values that nobody set an empty path; line 0 = no line.
struct Origin {
  std::string path;
  std::uint32_t line = 0;    ///< 1-based
  std::uint32_t column = 0;  ///< 1-based, in code points

  [[nodiscard]] bool isDefault() const { return path.empty(); }
};

/// Something wrong with the configuration, in both languages.
struct Problem {
  Origin where;
  std::string en;
  std::string ja;

  [[nodiscard]] const std::string& in(lint::Language language) const {
    return language == lint::Language::kJapanese ? ja : en;
  }
};

/// `path:line:column: error: text`, leaving out what is not known.
[[nodiscard]] std::string toString(const Problem& problem, lint::Language language);

template <typename T>
using Expected = tl::expected<T, std::vector<Problem>>;

/// [site]. Paths are relative to the process's working directory: those of a configuration file
/// have its folder in front. Empty = not set.
struct SiteConfig {
  std::string docroot;
  std::optional<std::string> host;
  std::vector<std::string> aliases;
  std::vector<std::string> domains;
  std::optional<std::string> contractDomain;
  std::string certificate;
  std::string chain;
  std::string key;
  std::string csr;
  std::string notice;
  std::vector<std::string> pool;  ///< files and folders of certificates that may complete a chain
  std::string roots;              ///< file or folder of trust anchors; empty = the system's
  bool tlsAtProxy = false;
};

/// [target].
struct TargetConfig {
  std::string httpd = "2.4";
  /// Module names, or one entry `all`, or one entry `@FILE` (lines as `apache2ctl -M` prints them).
  std::vector<std::string> modules = {"all"};
  std::vector<std::string> allowOverride = {"All"};
  /// The server's own configuration file. What it says about modules, AllowOverride and Define
  /// holds where `modules` and `allowOverride` are not set. Empty = the modelled server.
  std::string serverConfig;
};

/// What makes `check` exit with 1.
enum class FailOn : std::uint8_t { kError, kWarning, kNever };

/// The merged configuration.
struct Config {
  std::string profile = "default";
  SiteConfig site;
  TargetConfig target;
  std::map<std::string, lint::RuleSetting, std::less<>> rules;
  std::vector<lint::PathOverride> overrides;
  std::vector<lint::CustomRule> customRules;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  FailOn failOn = FailOn::kWarning;
  std::optional<lint::Language> language;  ///< unset: the locale decides

  /// The configuration file itself; empty if there is none.
  std::string path;
  /// By dotted key: `site.host`, `rules.NAME`, `rules.NAME.OPTION`, `overrides.0`,
  /// `custom-rules.0`. A key that is missing here has its default value.
  std::map<std::string, Origin, std::less<>> origins;

  [[nodiscard]] Origin originOf(std::string_view key) const;
};

using Rules = std::span<const lint::RuleInfo* const>;

/// The nearest htlint.toml in `directory` or above it. `directory` is absolute; `isFile` tells
/// whether a path names a regular file.
[[nodiscard]] std::optional<std::filesystem::path> discover(
    const std::filesystem::path& directory,
    const std::function<bool(const std::filesystem::path&)>& isFile);

/// What to load. Later layers win: defaults, profile, what the file extends (in order, depth
/// first), the file, the command line (see applyCommandLine).
struct LoadRequest {
  std::string file;                    ///< empty: no configuration file (also --isolated)
  std::optional<std::string> profile;  ///< --profile, instead of what the files say
};

/// Reads and validates `request.file`, its profile and everything it extends. Unknown keys, rules,
/// groups and options, values of the wrong type, cycles of `extends` and unreadable files are
/// problems; all of them are returned, in the order they are met.
[[nodiscard]] Expected<Config> load(const LoadRequest& request, const ReadFile& readFile,
                                    Rules rules);

/// One option of the command line, e.g. {"--host", "site.host", {"www.example.jp"}}. Keys are those
/// of htlint.toml; a list replaces the configured one.
struct CommandLineValue {
  std::string option;
  std::string key;
  std::vector<std::string> values;
};

/// Puts the options of the command line on top. Paths are taken as they are.
[[nodiscard]] Expected<void> applyCommandLine(Config& config,
                                              std::span<const CommandLineValue> values,
                                              Rules rules);

/// What a configuration comes to for the other rooms.
struct Settings {
  lint::LintSettings lint;  ///< `rules` is what was given, `now` is left at 0 for the caller
  lint::SiteSettings site;  ///< paths as in Config::site
  httpd::Target target;
  std::vector<std::string> pool;  ///< as SiteConfig::pool
  std::string roots;              ///< as SiteConfig::roots
};

/// Problems here are about values that are well-formed but mean nothing: an unknown module, an
/// httpd version that htlint doesn't know, a class that AllowOverride doesn't have, a custom rule
/// whose pattern does not compile. `readFile` is used for `modules = "@FILE"` and
/// `server-config`.
[[nodiscard]] Expected<Settings> resolve(const Config& config, const ReadFile& readFile,
                                         Rules rules);

/// Names that `profile` and --profile accept beside files.
[[nodiscard]] std::vector<std::string> profileNames();

/// `config show`: every key with its value as TOML, each with the file and line it comes from.
[[nodiscard]] std::string showText(const Config& config, lint::Language language);
/// `config init`: a commented htlint.toml in which nothing is set.
[[nodiscard]] std::string templateText(lint::Language language);
/// `config schema`: the JSON schema (draft 2020-12) of htlint.toml.
[[nodiscard]] std::string schemaText(Rules rules);

}  // namespace htlint::config
