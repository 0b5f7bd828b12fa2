#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "lint/rule.h"
#include "lint/site.h"
#include "report/report.h"

namespace htlint::cli {

enum class Verb : std::uint8_t {
  kCheck,
  kFix,
  kRestore,
  kExplain,
  kRules,
  kShow,
  kConfigShow,
  kConfigVerify,
  kConfigInit,
  kConfigSchema,
};

enum class ColorChoice : std::uint8_t { kAuto, kAlways, kNever };

/// One --format FMT[=FILE].
struct Output {
  report::Format format = report::Format::kFull;
  std::string file;        ///< empty: standard output
  bool isPicture = false;  ///< show's svg, whatever `format` says
};

/// The command line, understood. Nothing here has been looked up yet.
struct Options {
  Verb verb = Verb::kCheck;
  /// The verb that the first path may have been meant to be, when no verb was given.
  std::string mistypedVerb;
  std::vector<std::string> paths;  ///< paths, files or rule names, as the verb has it
  std::vector<Output> outputs;     ///< empty: full on standard output
  std::optional<lint::Language> language;
  ColorChoice color = ColorChoice::kAuto;

  std::optional<std::string> configFile;
  std::optional<std::string> profile;
  bool isolated = false;
  std::vector<config::CommandLineValue> settings;  ///< options that stand for keys of htlint.toml

  std::optional<std::int64_t> now;  ///< seconds since 1970-01-01T00:00:00Z
  std::optional<lint::FileKind> kind;
  std::size_t jobs = 0;
  std::optional<std::string> filesFrom;
  bool nulSeparated = false;
  std::string stdinName;
  std::optional<std::string> passwordFile;

  // show
  std::vector<std::string> pool;
  std::string roots;

  // fix
  bool diff = false;
  bool unsafe = false;
  bool noBackup = false;
  std::optional<std::string> backupSuffix;
  std::optional<std::string> outputFile;
  std::optional<std::string> createIn;
  std::optional<std::string> splitInto;
};

/// The options, or what to say instead of running.
struct ParseOutcome {
  std::optional<Options> options;
  int exitCode = 0;
  std::string out;
  std::string err;
};

[[nodiscard]] ParseOutcome parseCommandLine(int argc, const char* const* argv);

}  // namespace htlint::cli
