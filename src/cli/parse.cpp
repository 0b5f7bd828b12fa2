#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <string_view>

#include "exit_code.h"
#include "help_formatter.h"
#include "nearest.h"
#include "options.h"
#include "x509/time.h"

namespace htlint::cli {
namespace {

constexpr std::string_view kReportFormats =
    "full, concise, json, jsonl, sarif or github; repeatable";
constexpr std::string_view kListFormats = "full or json";
constexpr std::string_view kShowFormats = "full, json or svg (a picture); repeatable";
constexpr std::string_view kPicture = "svg";
constexpr std::string_view kTextGroup = "Output";
constexpr std::string_view kConfigGroup = "Configuration";
constexpr std::string_view kTargetGroup = "Site and server";
constexpr std::string_view kInputGroup = "Input";

/// What CLI11 stores, before it is made sense of.
struct Raw {
  std::vector<std::string> formats;
  std::string language;
  std::string color;
  std::string now;
  std::string type;
};

/// An option that stands for a key of htlint.toml.
struct SettingOption {
  std::string_view name;
  std::string_view key;
  std::string_view value;
  std::string_view group;
  std::string_view help;
};

constexpr SettingOption kSettingOptions[] = {
    {"--select", "select", "RULE|GROUP", kConfigGroup, "Only these rules or groups (repeatable)"},
    {"--ignore", "ignore", "RULE|GROUP", kConfigGroup, "Not these rules or groups (repeatable)"},
    {"--fail-on", "fail-on", "error|warning|never", kConfigGroup,
     "From which severity on to exit with 1 (default: warning)"},
    {"--host", "site.host", "NAME", kTargetGroup, "Where visitors of http:// are sent"},
    {"--alias", "site.aliases", "NAME", kTargetGroup,
     "Another name of the site that may be sent to the host (repeatable)"},
    {"--docroot", "site.docroot", "DIR", kTargetGroup,
     "The web root, where it is not the directory named"},
    {"--cert", "site.certificate", "FILE", kTargetGroup, "The site's certificate"},
    {"--key", "site.key", "FILE", kTargetGroup, "Its private key"},
    {"--csr", "site.csr", "FILE", kTargetGroup, "The request that it was made from"},
    {"--chain", "site.chain", "FILE", kTargetGroup, "Its intermediate certificates"},
    {"--notice", "site.notice", "FILE", kTargetGroup, "The CA's renewal notice, saved as text"},
    {"--pool", "site.pool", "FILE|DIR", kTargetGroup,
     "Certificates that may complete its chain (repeatable)"},
    {"--roots", "site.roots", "FILE|DIR", kTargetGroup,
     "The root certificates that visitors trust (default: the system's)"},
    {"--httpd", "target.httpd", "2.4.N", kTargetGroup, "Version of httpd"},
    {"--modules", "target.modules", "all|LIST|@FILE", kTargetGroup,
     "Modules that httpd has loaded (@FILE: output of apache2ctl -M)"},
    {"--allow-override", "target.allow-override", "LIST", kTargetGroup,
     "What AllowOverride says (default: All)"},
};

std::string text(std::string_view view) { return std::string(view); }

/// Builds the command line and reads it into Options.
class Parser {
 public:
  Parser() : app_("Checks and corrects .htaccess files and certificate files.", "htlint") {
    app_.formatter(std::make_shared<HelpFormatter>());
    app_.set_help_flag("-h,--help", "Print this text");
    app_.set_version_flag("--version", "htlint " HTLINT_VERSION, "Print the version");
    app_.require_subcommand(1);
    app_.footer("`htlint PATH` is `htlint check PATH`. `htlint VERB --help` tells more of a verb.");
    addCheck();
    addFix();
    addOthers();
    addConfig();
  }

  ParseOutcome parse(std::vector<std::string> args);

 private:
  CLI::App* verb(CLI::App& parent, const std::string& name, const std::string& help, Verb value);
  void addCheck();
  void addFix();
  void addOthers();
  void addConfig();
  void addPaths(CLI::App* app, const std::string& help);
  void addText(CLI::App* app, std::string_view formats);
  void addConfiguration(CLI::App* app);
  void addSettings(CLI::App* app);
  void addInput(CLI::App* app);
  void addPassword(CLI::App* app);

  [[nodiscard]] std::size_t findFirstWord(const std::vector<std::string>& args) const;
  void moveVerbToFront(std::vector<std::string>& args);
  [[nodiscard]] std::vector<std::string> verbNames() const;
  [[nodiscard]] const CLI::App* chosen() const;
  std::string digest();
  std::string digestFormats();
  std::string digestTime();
  [[nodiscard]] std::string checkTogether() const;
  [[nodiscard]] std::string explainExtras(const std::vector<std::string>& extras) const;

  CLI::App app_;
  Raw raw_;
  Options options_;
  std::map<std::string_view, std::vector<std::string>> settingValues_;
};

CLI::App* Parser::verb(CLI::App& parent, const std::string& name, const std::string& help,
                       Verb value) {
  CLI::App* app = parent.add_subcommand(name, help);
  app->callback([this, value] { options_.verb = value; });
  return app;
}

void Parser::addPaths(CLI::App* app, const std::string& help) {
  app->add_option("PATH", options_.paths, help)->type_name("");
}

void Parser::addText(CLI::App* app, std::string_view formats) {
  if (!formats.empty()) {
    app->add_option("--format", raw_.formats, text(formats))
        ->type_name("FMT[=FILE]")
        ->allow_extra_args(false)
        ->group(text(kTextGroup));
  }
  app->add_option("--lang", raw_.language, "Language of the texts (default: of the locale)")
      ->type_name("en|ja")
      ->check(CLI::IsMember({"en", "ja"}))
      ->group(text(kTextGroup));
  app->add_option("--color", raw_.color, "Colours (default: auto; NO_COLOR is honoured)")
      ->type_name("auto|always|never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->group(text(kTextGroup));
}

void Parser::addConfiguration(CLI::App* app) {
  app->add_option("--config", options_.configFile, "This file, not the nearest htlint.toml")
      ->type_name("FILE")
      ->group(text(kConfigGroup));
  app->add_option("--profile", options_.profile, "Named set of options")
      ->type_name("NAME")
      ->group(text(kConfigGroup));
  app->add_flag("--isolated", options_.isolated, "Read no configuration file")
      ->group(text(kConfigGroup));
}

void Parser::addSettings(CLI::App* app) {
  for (const SettingOption& option : kSettingOptions) {
    app->add_option(text(option.name), settingValues_[option.name], text(option.help))
        ->type_name(text(option.value))
        ->allow_extra_args(false)
        ->group(text(option.group));
  }
}

void Parser::addInput(CLI::App* app) {
  app->add_option("--type", raw_.type, "What the named files are, whatever their names")
      ->type_name("htaccess|pem")
      ->check(CLI::IsMember({"htaccess", "pem"}))
      ->group(text(kInputGroup));
  app->add_option("--stdin-filename", options_.stdinName, "The name of what - reads")
      ->type_name("NAME")
      ->group(text(kInputGroup));
  app->add_option("--files-from", options_.filesFrom, "Read more paths from FILE, one on a line")
      ->type_name("FILE|-")
      ->group(text(kInputGroup));
  app->add_flag("-0", options_.nulSeparated, "The paths of --files-from end with NUL")
      ->group(text(kInputGroup));
  addPassword(app);
  app->add_option("--now", raw_.now, "The time to judge dates by (RFC 3339)")
      ->type_name("TIME")
      ->group(text(kInputGroup));
  app->add_option("--jobs", options_.jobs, "How many web roots at once (0: one per processor)")
      ->type_name("N")
      ->group(text(kInputGroup));
}

void Parser::addPassword(CLI::App* app) {
  app->add_option("--password-file", options_.passwordFile,
                  "The first line of FILE opens PKCS#12 files")
      ->type_name("FILE")
      ->group(text(kInputGroup));
}

void Parser::addCheck() {
  CLI::App* app = verb(app_, "check", "Look for mistakes (the default)", Verb::kCheck);
  addPaths(app, "Web roots and files (default: .); - is standard input");
  addText(app, kReportFormats);
  addConfiguration(app);
  addSettings(app);
  addInput(app);
}

void Parser::addFix() {
  CLI::App* app = verb(app_, "fix", "Correct files in place", Verb::kFix);
  addPaths(app, "Web roots and files (default: .); - goes from standard input to output");
  app->add_flag("--diff", options_.diff, "Show what would change, change nothing");
  app->add_option("-o", options_.outputFile, "Write the corrected file there (-: standard output)")
      ->type_name("FILE");
  app->add_option("--split", options_.splitInto,
                  "Write server.pem and intermediate.pem into DIR, for the two fields of a form")
      ->type_name("DIR");
  app->add_option("--create", options_.createIn, "Write the .htaccess that DIR lacks")
      ->type_name("DIR");
  app->add_flag("--unsafe", options_.unsafe, "Corrections that change behaviour too");
  app->add_option("--backup", options_.backupSuffix,
                  "Keep the old file beside the new one (default: in the user's state folder)")
      ->type_name("SUFFIX");
  app->add_flag("--no-backup", options_.noBackup, "Keep no copy of the old file");
  addText(app, kReportFormats);
  addConfiguration(app);
  addSettings(app);
  addInput(app);
}

void Parser::addOthers() {
  CLI::App* restore = verb(app_, "restore", "Put the newest backup back", Verb::kRestore);
  restore->add_option("FILE", options_.paths, "Files that fix has changed")
      ->type_name("")
      ->required();
  addText(restore, "");

  CLI::App* explain = verb(app_, "explain", "What a rule is about", Verb::kExplain);
  explain->add_option("RULE", options_.paths, "Names of rules")->type_name("")->required();
  addText(explain, kListFormats);

  CLI::App* rules = verb(app_, "rules", "List all rules", Verb::kRules);
  addText(rules, kListFormats);

  CLI::App* show =
      verb(app_, "show", "What is in certificate files, and where their chains lead", Verb::kShow);
  show->add_option("FILE", options_.paths, "Certificate files; - is standard input")
      ->type_name("")
      ->required();
  addText(show, kShowFormats);
  show->add_option("--pool", options_.pool, "Certificates that may complete a chain (repeatable)")
      ->type_name("FILE|DIR")
      ->allow_extra_args(false)
      ->group(text(kTargetGroup));
  show->add_option("--roots", options_.roots,
                   "The root certificates that visitors trust (default: the system's)")
      ->type_name("FILE|DIR")
      ->group(text(kTargetGroup));
  addPassword(show);
  show->add_option("--now", raw_.now, "The time to judge dates by (RFC 3339)")
      ->type_name("TIME")
      ->group(text(kInputGroup));
}

void Parser::addConfig() {
  CLI::App* group = app_.add_subcommand("config", "Show, verify or begin a htlint.toml");
  group->require_subcommand(1);
  CLI::App* show =
      verb(*group, "show", "Every setting, its value and its origin", Verb::kConfigShow);
  addPaths(show, "Where the nearest htlint.toml is looked for (default: .)");
  addText(show, "");
  addConfiguration(show);
  addSettings(show);
  CLI::App* verify = verb(*group, "verify", "Check htlint.toml", Verb::kConfigVerify);
  addPaths(verify, "Configuration files (default: the nearest)");
  addText(verify, "");
  addConfiguration(verify);
  CLI::App* init =
      verb(*group, "init", "Write a htlint.toml that explains itself", Verb::kConfigInit);
  addText(init, "");
  verb(*group, "schema", "The JSON schema of htlint.toml", Verb::kConfigSchema);
}

std::vector<std::string> Parser::verbNames() const {
  std::vector<std::string> names;
  for (const CLI::App* app : app_.get_subcommands({})) names.push_back(app->get_name());
  return names;
}

/// Index in `args` of the first that is neither an option nor an option's value; args.size() if
/// there is none.
std::size_t Parser::findFirstWord(const std::vector<std::string>& args) const {
  const CLI::App* fix = app_.get_subcommand("fix");
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    if (arg == "--") return args.size();
    if (arg.size() < 2 || arg[0] != '-') return i;
    const CLI::Option* option = fix->get_option_no_throw(arg.substr(0, arg.find('=')));
    const bool hasOwnValue = arg.find('=') != std::string::npos;
    if (option != nullptr && !hasOwnValue && option->get_items_expected_min() > 0) ++i;
  }
  return args.size();
}

/// Puts the verb in front, whatever options precede it; `check` where there is none.
void Parser::moveVerbToFront(std::vector<std::string>& args) {
  const std::vector<std::string> names = verbNames();
  const std::size_t at = findFirstWord(args);
  std::string verb = "check";
  if (at < args.size()) {
    if (std::find(names.begin(), names.end(), args[at]) != names.end()) {
      verb = args[at];
      args.erase(args.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
      options_.mistypedVerb = nearest(args[at], names);
    }
  }
  args.insert(args.begin(), verb);
}

const CLI::App* Parser::chosen() const {
  const CLI::App* app = &app_;
  while (!app->get_subcommands().empty()) app = app->get_subcommands().front();
  return app;
}

std::string Parser::digestFormats() {
  std::vector<std::string> names;
  for (const std::string_view name : report::formatNames()) names.emplace_back(name);
  const bool every = options_.verb == Verb::kCheck || options_.verb == Verb::kFix;
  if (!every) names = {"full", "json"};
  if (options_.verb == Verb::kShow) names.emplace_back(kPicture);
  for (const std::string& given : raw_.formats) {
    const std::size_t sign = given.find('=');
    const std::string name = given.substr(0, sign);
    const bool isPicture = name == kPicture;
    const auto format = isPicture ? report::Format::kFull : report::parseFormat(name);
    if (!format || std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string meant = nearest(name, names);
      return fmt::format("--format: there is no format `{}` here{}", name,
                         meant.empty() ? fmt::format(" (only {})", fmt::join(names, ", "))
                                       : fmt::format("; did you mean `{}`?", meant));
    }
    std::string file = sign == std::string::npos ? "" : given.substr(sign + 1);
    if (sign != std::string::npos && file.empty())
      return "--format: a file name is missing after =";
    if (file == "-") file.clear();
    options_.outputs.push_back({*format, std::move(file), isPicture});
  }
  const auto onScreen = std::count_if(options_.outputs.begin(), options_.outputs.end(),
                                      [](const Output& output) { return output.file.empty(); });
  return onScreen > 1 ? "--format: only one report can go to standard output" : "";
}

std::string Parser::digestTime() {
  if (!raw_.now.empty()) {
    const auto time = x509::parseRfc3339(raw_.now);
    if (!time) {
      return fmt::format("--now: `{}` is no RFC 3339 time such as 2026-03-15T09:00:00+09:00",
                         raw_.now);
    }
    options_.now = time->time_since_epoch().count();
    return "";
  }
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (epoch == nullptr || *epoch == '\0') return "";
  std::int64_t seconds = 0;
  const std::string_view digits(epoch);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) {
    return fmt::format("SOURCE_DATE_EPOCH: `{}` is no number of seconds", digits);
  }
  options_.now = seconds;
  return "";
}

std::string Parser::checkTogether() const {
  const auto& paths = options_.paths;
  const bool readsStdin = std::find(paths.begin(), paths.end(), "-") != paths.end();
  if (readsStdin && paths.size() > 1) return "-: standard input cannot be read beside other paths";
  if (readsStdin && options_.filesFrom) return "-: not together with --files-from";
  if (options_.passwordFile == "-") return "--password-file: needs a file, not standard input";
  if (options_.noBackup && options_.backupSuffix) return "--backup: not together with --no-backup";
  if (options_.backupSuffix &&
      (options_.backupSuffix->empty() || options_.backupSuffix->find('/') != std::string::npos)) {
    return "--backup: the suffix is empty or has a / in it";
  }
  if (options_.nulSeparated && !options_.filesFrom) return "-0: only with --files-from";
  if (options_.splitInto && (options_.outputFile || options_.diff || options_.createIn)) {
    return "--split: not together with -o, --diff or --create";
  }
  if (options_.splitInto && paths.size() != 1) return "--split: needs one certificate file";
  if (options_.outputFile && options_.diff) return "-o: not together with --diff";
  if (options_.outputFile && paths.size() + (options_.createIn ? 1U : 0U) != 1) {
    return "-o: needs one file to correct";
  }
  return "";
}

std::string Parser::digest() {
  if (raw_.language == "ja") options_.language = lint::Language::kJapanese;
  if (raw_.language == "en") options_.language = lint::Language::kEnglish;
  if (raw_.color == "always") options_.color = ColorChoice::kAlways;
  if (raw_.color == "never") options_.color = ColorChoice::kNever;
  if (raw_.type == "htaccess") options_.kind = lint::FileKind::kHtaccess;
  if (raw_.type == "pem") options_.kind = lint::FileKind::kCertificate;
  for (const SettingOption& option : kSettingOptions) {
    const auto& values = settingValues_[option.name];
    if (values.empty()) continue;
    options_.settings.push_back({text(option.name), text(option.key), values});
  }
  for (const std::string& problem : {digestFormats(), digestTime(), checkTogether()}) {
    if (!problem.empty()) return problem;
  }
  return "";
}

std::string Parser::explainExtras(const std::vector<std::string>& extras) const {
  const std::string& extra = extras.front();
  const std::string name = extra.substr(0, extra.find('='));
  if (!name.starts_with('-')) return fmt::format("`{}` is one argument too many", extra);
  std::vector<std::string> known;
  for (const CLI::Option* option : chosen()->get_options()) {
    for (const std::string& longName : option->get_lnames()) known.push_back("--" + longName);
  }
  const std::string meant = nearest(name, known);
  return fmt::format("there is no option `{}` here{}", name,
                     meant.empty() ? "" : fmt::format("; did you mean `{}`?", meant));
}

ParseOutcome Parser::parse(std::vector<std::string> args) {
  const bool aboutItself =
      args.size() == 1 && (args[0] == "--help" || args[0] == "-h" || args[0] == "--version");
  if (!aboutItself) moveVerbToFront(args);
  ParseOutcome outcome;
  std::string problem;
  try {
    std::reverse(args.begin(), args.end());
    app_.parse(args);
    problem = digest();
  } catch (const CLI::CallForHelp&) {
    outcome.out = app_.help();
  } catch (const CLI::CallForVersion& version) {
    outcome.out = text(version.what()) + "\n";
  } catch (const CLI::ExtrasError&) {
    problem = explainExtras(chosen()->remaining(false));
  } catch (const CLI::ParseError& error) {
    problem = error.what();
  }
  if (!problem.empty()) {
    outcome.exitCode = kExitError;
    outcome.err = fmt::format("htlint: {}\nTry `htlint --help`.\n", problem);
  } else if (outcome.out.empty()) {
    outcome.options = std::move(options_);
  }
  return outcome;
}

}  // namespace

ParseOutcome parseCommandLine(int argc, const char* const* argv) {
  return Parser().parse(std::vector<std::string>(argv + std::min(argc, 1), argv + argc));
}

}  // namespace htlint::cli
