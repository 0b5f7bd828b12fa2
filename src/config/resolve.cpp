#include <fmt/format.h>

#include <set>

#include "config/config.h"
#include "httpd/regex.h"
#include "server_config.h"

namespace htlint::config {
namespace {

/// `apache2ctl -M` prints " rewrite_module (shared)" under a heading; a plain list of names, with
/// `#` comments, is read in the same way.
std::set<std::string> namesInModuleList(std::string_view text) {
  std::set<std::string> names;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string_view line = text.substr(start, end - start);
    start = end + 1;
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '#') continue;
    line.remove_prefix(first);
    if (line.find(':') != std::string_view::npos) continue;  // "Loaded Modules:"
    names.emplace(line.substr(0, line.find_first_of(" \t\r(")));
  }
  return names;
}

class Resolver {
 public:
  Resolver(const Config& config, const ReadFile& readFile, Rules rules)
      : config_(config), readFile_(readFile), rules_(rules) {}

  Expected<Settings> resolve() {
    readServer();
    resolveTarget();
    resolveSite();
    resolveLint();
    if (!problems_.empty()) return tl::unexpected(std::move(problems_));
    return std::move(settings_);
  }

 private:
  void report(std::string_view key, std::string en, std::string ja) {
    problems_.push_back({config_.originOf(key), std::move(en), std::move(ja)});
  }

  void readServer() {
    const std::string& path = config_.target.serverConfig;
    if (path.empty()) return;
    auto text = readFile_(path);
    if (!text) {
      reportUnreadable("target.server-config", path, text.error());
      return;
    }
    server_ = readServerConfig(path, std::move(*text), config_.site.docroot);
    settings_.target.defines = server_.defines;
  }

  void reportUnreadable(std::string_view key, const std::string& path, const std::string& reason) {
    report(key, fmt::format("can't read `{}`: {}", path, reason),
           fmt::format("`{}` を読めません: {}", path, reason));
  }

  [[nodiscard]] bool isSet(std::string_view key) const {
    return !config_.originOf(key).isDefault();
  }

  void resolveTarget() {
    if (auto version = httpd::parseVersion(config_.target.httpd)) {
      settings_.target.version = *version;
    } else {
      report("target.httpd", fmt::format("`{}`: {}", config_.target.httpd, version.error()),
             fmt::format(
                 "`{}` は httpd のバージョンとして使えません (2.4 または 2.4.71 の形で書きます)",
                 config_.target.httpd));
    }
    std::string list;
    for (const std::string& word : config_.target.allowOverride) {
      list += list.empty() ? word : " " + word;
    }
    const bool byServer = server_.allowOverride && !isSet("target.allow-override");
    if (byServer) list = *server_.allowOverride;
    if (auto set = settings_.target.setAllowOverride(list); !set) {
      report(byServer ? "target.server-config" : "target.allow-override",
             fmt::format("allow-override: {}", set.error()),
             fmt::format("AllowOverride に `{}` は書けません", list));
    }
    resolveModules();
  }

  void resolveModules() {
    const std::vector<std::string>& given = config_.target.modules;
    if (!server_.modules.empty() && !isSet("target.modules")) {
      setModules(server_.modules, "target.server-config");
      return;
    }
    if (given.size() == 1 && given[0] == "all") return;
    std::set<std::string> names(given.begin(), given.end());
    if (given.size() == 1 && given[0].starts_with('@')) {
      const std::string path = given[0].substr(1);
      const auto text = readFile_(path);
      if (!text) {
        reportUnreadable("target.modules", path, text.error());
        return;
      }
      names = namesInModuleList(*text);
    }
    setModules(names, "target.modules");
  }

  void setModules(const std::set<std::string>& names, std::string_view key) {
    if (auto set = settings_.target.setModules(names); !set) {
      report(key, fmt::format("modules: {}", set.error()),
             fmt::format("モジュール一覧に知らない名前があります: {}", set.error()));
    }
  }

  void resolveSite() {
    const SiteConfig& from = config_.site;
    lint::SiteSettings& to = settings_.site;
    if (from.host) to.host = checkedHost("site.host", *from.host);
    to.aliases = from.aliases;
    to.domains = from.domains;
    to.contractDomain = from.contractDomain;
    to.tlsAtProxy = from.tlsAtProxy;
    to.certificatePath = from.certificate;
    to.chainPath = from.chain;
    to.keyPath = from.key;
    to.requestPath = from.csr;
    to.noticePath = from.notice;
    settings_.pool = from.pool;
    settings_.roots = from.roots;
  }

  /// A fix writes the host into `.htaccess`, where a blank or a quote would break the line.
  std::string checkedHost(std::string_view key, const std::string& host) {
    const bool clean =
        !host.empty() && host.find_first_of(" \t\r\n\"'\\/:@?#%$*") == std::string::npos;
    if (!clean) {
      report(key, fmt::format("`{}` is no host name (no scheme, port, path or wildcard)", host),
             fmt::format("`{}` はホスト名ではありません (https:// やポート、パス、* は付けません)",
                         host));
    }
    return host;
  }

  void resolveLint() {
    lint::LintSettings& to = settings_.lint;
    to.rules = rules_;
    to.ruleSettings = config_.rules;
    to.select = config_.select;
    to.ignore = config_.ignore;
    to.overrides = config_.overrides;
    to.customRules = config_.customRules;
    for (std::size_t i = 0; i < config_.customRules.size(); ++i) {
      const std::string& pattern = config_.customRules[i].argument;
      const auto compiled = httpd::Regex::compile(pattern, false);
      if (compiled) continue;
      const httpd::RegexError& error = compiled.error();
      report(fmt::format("custom-rules.{}", i),
             fmt::format("`argument`: the pattern `{}` does not compile: {} (at byte {})", pattern,
                         error.message, error.offset),
             fmt::format("`argument` のパターン `{}` はコンパイルできません: {} ({} バイト目)",
                         pattern, error.message, error.offset));
    }
  }

  const Config& config_;
  const ReadFile& readFile_;
  Rules rules_;
  ServerFacts server_;
  Settings settings_;
  std::vector<Problem> problems_;
};

}  // namespace

Expected<Settings> resolve(const Config& config, const ReadFile& readFile, Rules rules) {
  return Resolver(config, readFile, rules).resolve();
}

}  // namespace htlint::config
