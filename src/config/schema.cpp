#include "schema.h"

#include <algorithm>
#include <array>

namespace htlint::config {
namespace {

using lint::OptionValue;
using Strings = std::vector<std::string>;
using Fetched = std::optional<OptionValue>;

constexpr std::array<std::string_view, 2> kTlsChoices = {"here", "proxy"};
constexpr std::array<std::string_view, 3> kFailOnChoices = {"error", "warning", "never"};
constexpr std::array<std::string_view, 2> kLanguageChoices = {"en", "ja"};
constexpr std::array<std::string_view, 3> kSeverityChoices = {"error", "warning", "info"};
constexpr std::array<std::string_view, 5> kRuleLevels = {"off", "on", "info", "warning", "error"};

const std::string& text(const OptionValue& value) { return std::get<std::string>(value); }
const Strings& list(const OptionValue& value) { return std::get<Strings>(value); }

Fetched ifSet(const std::string& value) {
  return value.empty() ? Fetched() : Fetched(OptionValue(value));
}
Fetched ifSet(const std::optional<std::string>& value) {
  return value ? Fetched(OptionValue(*value)) : Fetched();
}
Fetched ifSet(const Strings& value) {
  return value.empty() ? Fetched() : Fetched(OptionValue(value));
}

constexpr SectionInfo kSections[] = {
    {"", SectionKind::kTable, {"htlint's configuration", "htlint の設定"}},
    {"site", SectionKind::kTable, {"The site that the files belong to", "ファイルが属するサイト"}},
    {"target",
     SectionKind::kTable,
     {"The server that the files are meant for", "ファイルを使うサーバー"}},
    {"rules",
     SectionKind::kRules,
     {"What a rule counts as, and its options", "ルールの重大度とオプション"}},
    {"overrides",
     SectionKind::kArrayOfTables,
     {"Other settings for some files", "一部のファイルだけの設定"}},
    {"custom-rules",
     SectionKind::kArrayOfTables,
     {"An organisation's own rules", "組織独自のルール"}},
};

constexpr KeyInfo kKeys[] = {
    {"",
     "profile",
     KeyType::kProfile,
     {},
     false,
     {"Named set of options to start from: default, strict, alpha-prm, or a file",
      "出発点とするオプション一式: default、strict、alpha-prm、またはファイル"},
     "\"default\"",
     nullptr,
     [](const Config& c, std::size_t) { return ifSet(c.profile); }},
    {"",
     "extends",
     KeyType::kPathOrPaths,
     {},
     false,
     {"Configuration files to build on; what this file says wins",
      "土台とする設定ファイル。このファイルの記述が優先されます"},
     "[\"../htlint.toml\"]",
     nullptr,
     [](const Config&, std::size_t) { return Fetched(); }},
    {"",
     "fail-on",
     KeyType::kString,
     kFailOnChoices,
     false,
     {"Severity from which check exits with 1", "check が 1 で終了する重大度"},
     "\"warning\"",
     [](Config& c, const OptionValue& v) {
       c.failOn = text(v) == "error"   ? FailOn::kError
                  : text(v) == "never" ? FailOn::kNever
                                       : FailOn::kWarning;
     },
     [](const Config& c, std::size_t) {
       return Fetched(std::string(kFailOnChoices[static_cast<std::size_t>(c.failOn)]));
     }},
    {"",
     "lang",
     KeyType::kString,
     kLanguageChoices,
     false,
     {"Language of the messages; the locale decides otherwise",
      "メッセージの言語。省略時はロケールに従います"},
     "\"ja\"",
     [](Config& c, const OptionValue& v) {
       c.language = text(v) == "ja" ? lint::Language::kJapanese : lint::Language::kEnglish;
     },
     [](const Config& c, std::size_t) {
       if (!c.language) return Fetched();
       return Fetched(std::string(kLanguageChoices[static_cast<std::size_t>(*c.language)]));
     }},
    {"",
     "select",
     KeyType::kRuleNames,
     {},
     false,
     {"Only these rules and groups; empty = all", "使うルールとグループ。空ならすべて"},
     "[\"https\", \"file\"]",
     [](Config& c, const OptionValue& v) { c.select = list(v); },
     [](const Config& c, std::size_t) { return ifSet(c.select); }},
    {"",
     "ignore",
     KeyType::kRuleNames,
     {},
     false,
     {"Never these rules and groups", "使わないルールとグループ"},
     "[\"access\"]",
     [](Config& c, const OptionValue& v) { c.ignore = list(v); },
     [](const Config& c, std::size_t) { return ifSet(c.ignore); }},

    {"site",
     "docroot",
     KeyType::kPath,
     {},
     false,
     {"The web root", "公開フォルダー (ドキュメントルート)"},
     "\"public_html\"",
     [](Config& c, const OptionValue& v) { c.site.docroot = text(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.docroot); }},
    {"site",
     "host",
     KeyType::kString,
     {},
     false,
     {"The certificate's common name, where visitors of http:// are sent",
      "証明書のコモンネーム。http:// の訪問者を送る先です"},
     "\"www.example.co.jp\"",
     [](Config& c, const OptionValue& v) { c.site.host = text(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.host); }},
    {"site",
     "aliases",
     KeyType::kStringList,
     {},
     false,
     {"Other names of this site that may be sent to host", "host に送ってよい、このサイトの別名"},
     "[\"example.co.jp\"]",
     [](Config& c, const OptionValue& v) { c.site.aliases = list(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.aliases); }},
    {"site",
     "domains",
     KeyType::kStringList,
     {},
     false,
     {"Other sites on this web root (multi-domain, shared TLS name), which must not be sent to "
      "host",
      "同じ公開フォルダーを使う別のサイト (マルチドメイン、共用 SSL)。host に送ってはいけません"},
     "[\"shop.example.com\"]",
     [](Config& c, const OptionValue& v) { c.site.domains = list(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.domains); }},
    {"site",
     "contract-domain",
     KeyType::kString,
     {},
     false,
     {"The contracted domain: the common name is it, or www. and it",
      "契約ドメイン。コモンネームはこれか、これに www. を付けたものです"},
     "\"example.co.jp\"",
     [](Config& c, const OptionValue& v) { c.site.contractDomain = text(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.contractDomain); }},
    {"site",
     "certificate",
     KeyType::kPath,
     {},
     false,
     {"The site's certificate file", "サイトの証明書ファイル"},
     "\"tls/server.pem\"",
     [](Config& c, const OptionValue& v) { c.site.certificate = text(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.certificate); }},
    {"site",
     "chain",
     KeyType::kPath,
     {},
     false,
     {"The file of intermediate certificates", "中間証明書のファイル"},
     "\"tls/intermediate.pem\"",
     [](Config& c, const OptionValue& v) { c.site.chain = text(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.chain); }},
    {"site",
     "key",
     KeyType::kPath,
     {},
     false,
     {"The private key file", "秘密鍵のファイル"},
     "\"tls/server.key\"",
     [](Config& c, const OptionValue& v) { c.site.key = text(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.key); }},
    {"site",
     "csr",
     KeyType::kPath,
     {},
     false,
     {"The certificate request (CSR) file", "証明書署名要求 (CSR) のファイル"},
     "\"tls/server.csr\"",
     [](Config& c, const OptionValue& v) { c.site.csr = text(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.csr); }},
    {"site",
     "notice",
     KeyType::kPath,
     {},
     false,
     {"The CA's renewal notice (a mail saved as text), which describes the old certificate",
      "認証局の更新案内メールを保存したテキストファイル。更新前の証明書の内容が書かれています"},
     "\"tls/notice.txt\"",
     [](Config& c, const OptionValue& v) { c.site.notice = text(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.notice); }},
    {"site",
     "pool",
     KeyType::kPathOrPaths,
     {},
     false,
     {"Certificate files, or folders of them, from which a chain may be completed",
      "証明書チェーンを補うために使ってよい証明書のファイルかフォルダー"},
     "[\"tls/pool\"]",
     [](Config& c, const OptionValue& v) { c.site.pool = list(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.pool); }},
    {"site",
     "roots",
     KeyType::kPath,
     {},
     false,
     {"File or folder of the root certificates that visitors trust; the system's otherwise",
      "訪問者が信頼するルート証明書のファイルかフォルダー。省略時はシステムのもの"},
     "\"tls/roots.pem\"",
     [](Config& c, const OptionValue& v) { c.site.roots = text(v); },
     [](const Config& c, std::size_t) { return ifSet(c.site.roots); }},
    {"site",
     "tls",
     KeyType::kString,
     kTlsChoices,
     false,
     {"Where TLS ends: here, or at a proxy that tells by X-Forwarded-Proto",
      "TLS の終端: here (このサーバー) か proxy (X-Forwarded-Proto で伝えるプロキシ)"},
     "\"here\"",
     [](Config& c, const OptionValue& v) { c.site.tlsAtProxy = text(v) == "proxy"; },
     [](const Config& c, std::size_t) {
       return Fetched(std::string(kTlsChoices[c.site.tlsAtProxy ? 1 : 0]));
     }},

    {"target",
     "httpd",
     KeyType::kString,
     {},
     false,
     {"Version of Apache httpd", "Apache httpd のバージョン"},
     "\"2.4\"",
     [](Config& c, const OptionValue& v) { c.target.httpd = text(v); },
     [](const Config& c, std::size_t) { return ifSet(c.target.httpd); }},
    {"target",
     "modules",
     KeyType::kModules,
     {},
     false,
     {"Loaded modules: \"all\", a list of names, or \"@FILE\" with the output of apache2ctl -M",
      "読み込まれるモジュール: \"all\"、名前のリスト、または apache2ctl -M の出力を書いた "
      "\"@FILE\""},
     "[\"rewrite\", \"authz_core\"]",
     [](Config& c, const OptionValue& v) { c.target.modules = list(v); },
     [](const Config& c, std::size_t) {
       const Strings& modules = c.target.modules;
       const bool word =
           modules.size() == 1 && (modules[0] == "all" || modules[0].starts_with('@'));
       return word ? Fetched(OptionValue(modules[0])) : Fetched(OptionValue(modules));
     }},
    {"target",
     "allow-override",
     KeyType::kStringList,
     {},
     false,
     {"AllowOverride of the web root's folder, argument by argument",
      "公開フォルダーの AllowOverride の引数"},
     "[\"FileInfo\", \"AuthConfig\"]",
     [](Config& c, const OptionValue& v) { c.target.allowOverride = list(v); },
     [](const Config& c, std::size_t) { return Fetched(OptionValue(c.target.allowOverride)); }},

    {"target",
     "server-config",
     KeyType::kPath,
     {},
     false,
     {"The server's own configuration file: its LoadModule, Define and AllowOverride lines count "
      "where modules and allow-override are not set",
      "サーバー本体の設定ファイル。modules と allow-override の指定がなければ、その LoadModule、"
      "Define、AllowOverride に従います"},
     "\"ops/httpd.conf\"",
     [](Config& c, const OptionValue& v) { c.target.serverConfig = text(v); },
     [](const Config& c, std::size_t) { return ifSet(c.target.serverConfig); }},

    {"overrides",
     "files",
     KeyType::kStringList,
     {},
     true,
     {"Patterns of paths below the web root; without / a name anywhere",
      "公開フォルダーからのパスのパターン。/ がなければ、どのフォルダーの名前にも一致します"},
     "[\"legacy/**\"]",
     [](Config& c, const OptionValue& v) { c.overrides.back().globs = list(v); },
     [](const Config& c, std::size_t i) { return Fetched(OptionValue(c.overrides[i].globs)); }},
    {"overrides",
     "ignore",
     KeyType::kRuleNames,
     {},
     true,
     {"Rules and groups that are not used there", "そこでは使わないルールとグループ"},
     "[\"access\"]",
     [](Config& c, const OptionValue& v) { c.overrides.back().ignore = list(v); },
     [](const Config& c, std::size_t i) { return Fetched(OptionValue(c.overrides[i].ignore)); }},

    {"custom-rules",
     "name",
     KeyType::kString,
     {},
     true,
     {"Its name: lower-case words with hyphens", "名前。小文字の単語をハイフンでつなぎます"},
     "\"no-indexes\"",
     [](Config& c, const OptionValue& v) { c.customRules.back().name = text(v); },
     [](const Config& c, std::size_t i) { return ifSet(c.customRules[i].name); }},
    {"custom-rules",
     "directive",
     KeyType::kString,
     {},
     true,
     {"The directive it looks at", "対象のディレクティブ"},
     "\"Options\"",
     [](Config& c, const OptionValue& v) { c.customRules.back().directive = text(v); },
     [](const Config& c, std::size_t i) { return ifSet(c.customRules[i].directive); }},
    {"custom-rules",
     "argument",
     KeyType::kString,
     {},
     false,
     {"Pattern (PCRE) that one of the arguments matches; without it every use counts",
      "引数のどれかが一致するパターン (PCRE)。省略するとすべての使用が対象です"},
     "'^\\+?Indexes$'",
     [](Config& c, const OptionValue& v) { c.customRules.back().argument = text(v); },
     [](const Config& c, std::size_t i) { return ifSet(c.customRules[i].argument); }},
    {"custom-rules",
     "message",
     KeyType::kString,
     {},
     true,
     {"What is wrong", "何が問題か"},
     "\"Directory listings are forbidden here\"",
     [](Config& c, const OptionValue& v) { c.customRules.back().message = text(v); },
     [](const Config& c, std::size_t i) { return ifSet(c.customRules[i].message); }},
    {"custom-rules",
     "help",
     KeyType::kString,
     {},
     false,
     {"What to do about it", "どうすればよいか"},
     "\"See the handbook, page 12\"",
     [](Config& c, const OptionValue& v) { c.customRules.back().help = text(v); },
     [](const Config& c, std::size_t i) { return ifSet(c.customRules[i].help); }},
    {"custom-rules",
     "severity",
     KeyType::kString,
     kSeverityChoices,
     false,
     {"What it counts as", "重大度"},
     "\"error\"",
     [](Config& c, const OptionValue& v) {
       c.customRules.back().severity = *parseSeverity(text(v));
     },
     [](const Config& c, std::size_t i) {
       return Fetched(OptionValue(std::string(lint::toString(c.customRules[i].severity))));
     }},
    {"custom-rules",
     "replace",
     KeyType::kString,
     {},
     false,
     {"What to write instead of the matching argument", "一致した引数の代わりに書く文字列"},
     "\"-Indexes\"",
     [](Config& c, const OptionValue& v) { c.customRules.back().replace = text(v); },
     [](const Config& c, std::size_t i) { return ifSet(c.customRules[i].replace); }},
};

}  // namespace

std::span<const SectionInfo> sections() { return kSections; }
std::span<const KeyInfo> keys() { return kKeys; }
std::span<const std::string_view> ruleLevels() { return kRuleLevels; }

const SectionInfo* findSection(std::string_view name) {
  const auto found = std::find_if(std::begin(kSections), std::end(kSections),
                                  [&](const SectionInfo& s) { return s.name == name; });
  return found == std::end(kSections) ? nullptr : &*found;
}

const KeyInfo* findKey(std::string_view section, std::string_view name) {
  const auto found = std::find_if(std::begin(kKeys), std::end(kKeys), [&](const KeyInfo& k) {
    return k.section == section && k.name == name;
  });
  return found == std::end(kKeys) ? nullptr : &*found;
}

std::string dottedName(const KeyInfo& key) {
  return key.section.empty() ? std::string(key.name)
                             : std::string(key.section) + "." + std::string(key.name);
}

std::optional<lint::Severity> parseSeverity(std::string_view word) {
  for (const auto severity :
       {lint::Severity::kInfo, lint::Severity::kWarning, lint::Severity::kError}) {
    if (lint::toString(severity) == word) return severity;
  }
  return std::nullopt;
}

}  // namespace htlint::config
