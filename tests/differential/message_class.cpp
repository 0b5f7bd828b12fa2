#include "message_class.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

#include "support/files.h"
#include "text/source_file.h"

namespace htlint::test {
namespace {

using httpd::ConfigCode;

// The first that matches counts.
const std::vector<MessageClass>& messageClasses() {
  static const std::vector<ConfigCode> kBadClose = {
      ConfigCode::kCloseWithoutOpen, ConfigCode::kCloseMismatch, ConfigCode::kCloseWithoutBracket,
      ConfigCode::kCloseWithText};
  static const std::vector<MessageClass> kClasses = {
      {R"(: Line too long$)", {ConfigCode::kLineTooLong}},
      {R"(^DOCROOT/.*\.htaccess:\d+: <.*> was not closed\.$)", {ConfigCode::kSectionNotClosed}},
      {R"(^\.htaccess:\d+: <.*> was not closed\.$)", {ConfigCode::kSectionNotClosed}},
      {R"(^Expected </.*> before end of configuration$)", {ConfigCode::kSectionNotClosed}},
      // Which of these a bad close line gets depends on where httpd notices; the line is the same.
      {R"(^</.* without matching <.* section$)", kBadClose},
      {R"(^Expected </.*> but saw <.*>$)", kBadClose},
      {R"(^</.*> directive missing closing '>'$)", kBadClose},
      {R"(^<[^/].*> directive missing closing '>'$)", {ConfigCode::kSectionWithoutBracket}},
      {R"(^<.*> directive requires additional arguments$)", {ConfigCode::kSectionWithoutArgument}},
      {R"(^Multiple <.*> arguments not (\(yet\) )?supported)", {ConfigCode::kSectionExtraArgument}},
      {R"(^Regex could not be compiled$)", {ConfigCode::kSectionBadPattern}},
      {R"(^Version appears to be invalid)", {ConfigCode::kSectionBadVersion}},
      {R"(^unrecognized operator ')", {ConfigCode::kSectionBadVersion}},
      {R"(^Unable to compile regular expression$)",
       {ConfigCode::kSectionBadVersion, ConfigCode::kSectionBadPattern}},
      {R"(^Could not register method .* for <Limit)", {ConfigCode::kSectionBadMethod}},
      {R"(^TRACE cannot be controlled by <Limit)", {ConfigCode::kSectionBadMethod}},
      {R"(^Cannot parse condition clause: .* not available in restricted context$)",
       {ConfigCode::kSectionBadExpression}},
      {R"(^<.*> cannot occur within <Limit> or <LimitExcept>)", {ConfigCode::kDirectiveNotAllowed}},
      {R"(^<Else> does not take an argument)", {ConfigCode::kSectionExtraArgument}},
      {R"(^<.*> directive excludes all methods)",
       {ConfigCode::kSectionWithoutArgument, ConfigCode::kSectionBadMethod}},
      {R"(^Missing delimiting / of regular expression)", {ConfigCode::kSectionBadVersion}},
      {R"(^Missing header-field name for SetEnvIf)", {}},
      {R"(section without previous <If> or <ElseIf> section)", {ConfigCode::kElseWithoutIf}},
      {R"(^The Error directive was used with no message)", {ConfigCode::kErrorDirective}},
      {R"(^Invalid command ')", {ConfigCode::kUnknownDirective}},
      {R"( not allowed here$)", {ConfigCode::kDirectiveNotAllowed}},
      {R"(^Rewrite(Rule|Cond): bad argument line ')", {ConfigCode::kRewriteArgumentLine}},
      {R"(^Rewrite(Rule|Cond): bad flag delimiters$)", {ConfigCode::kRewriteFlagDelimiters}},
      {R"(^Rewrite(Rule|Cond): unknown flag ')", {ConfigCode::kRewriteUnknownFlag}},
      {R"(^RewriteRule: invalid HTTP response code )", {ConfigCode::kRewriteBadFlagValue}},
      {R"(^RewriteRule: .* flag )", {ConfigCode::kRewriteBadFlagValue}},
      {R"(^Rewrite(Rule|Cond): cannot compile regular expression ')",
       {ConfigCode::kRewriteBadPattern}},
      {R"(^RewriteCond: cannot compile expression .* not available in restricted context$)",
       {ConfigCode::kRewriteBadExpression}},
      {R"(^RewriteBase: )", {ConfigCode::kRewriteBaseNotUrlPath}},
      {R"(^RewriteOptions: )", {ConfigCode::kRewriteBadOption}},
      {R"(^RewriteEngine must be On or Off$)",
       {ConfigCode::kBadFlagArgument, ConfigCode::kWrongArgumentCount}},
      {R"(^Rewrite(Engine|Base|Options) (takes|requires) )", {ConfigCode::kWrongArgumentCount}},

      // Not modelled yet: the argument parsers of single directives.
      {R"( takes (no|one|two|three|one, two or three|one or two|two or three|one or three|at least|\d+) )",
       {}},
      {R"( (requires|takes) .*arguments?)", {}},
      {R"( must be On or Off$)", {}},
      {R"(^Either all Options must start with)", {}},
      {R"(^Illegal option )", {}},
      {R"(directive has no effect in <Require)", {}},
      {R"(directive contains no authorization directives)", {}},
      {R"(^Unsupported HTTP response code )", {}},
      {R"(^SetEnvIf regex could not be compiled)", {}},
      {R"(^Regular expression could not be compiled)", {}},
      {R"(^Redirect to non-URL$)", {}},
      {R"(^Cannot parse condition clause: )", {}},
      {R"(^Cannot parse expression in require line: )", {}},
      {R"(^Can't parse value expression : )", {}},
      {R"(appears to be invalid)", {}},
      {R"(^Unknown Authz provider: )", {}},
      {R"(^Argument for 'Require all' must be )", {}},
      {R"(^first argument must be 'add', 'set',)", {}},
      {R"(^Header requires )", {}},
      {R"(^Unknown parameter: )", {}},
      {R"(bad expires code)", {}},
      {R"(^RewriteCond: cannot compile expression )", {}},
      {R"(^allow and deny must be followed by 'from'$)", {}},
      {R"(^Unrecognized header format )", {}},
      {R"(^The specified IP address is invalid)", {}},
      {R"(^Redirect URL not valid for this status$)", {}},
      {R"(^Redirect: invalid first argument )", {}},
      {R"(^unknown order$)", {}},
      // httpd's expression scanner ends the whole worker process ("flex scanner jammed").
      {R"(^connection closed before the answer$)", {}},
  };
  return kClasses;
}

const httpd::Target& modelledTarget() {
  static const httpd::Target kTarget = [] {
    httpd::Target target;
    std::istringstream in(readFile(HTLINT_SOURCE_DIR "/tests/differential/modules.txt"));
    std::set<std::string> names;
    for (std::string name; std::getline(in, name);) names.insert(name);
    REQUIRE(target.setModules(names).has_value());
    return target;
  }();
  return kTarget;
}

/// `text` as httpd's log shows it (server/log.c ap_escape_errorlog_item).
std::string asLogged(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    constexpr std::string_view kEscaped = "\b\n\r\t\v\\";
    constexpr std::string_view kNames = "bnrtv\\";
    if (const std::size_t at = kEscaped.find(c); at != std::string_view::npos) {
      result += '\\';
      result += kNames[at];
    } else if (byte < 0x20 || byte >= 0x7F) {
      result += fmt::format("\\x{:02x}", byte);
    } else {
      result += c;
    }
  }
  return result;
}

/// The words of the error that httpd's message repeats, or empty where it repeats none.
std::string_view repeatedWord(const httpd::ConfigError& error) {
  switch (error.code) {
    case ConfigCode::kUnknownDirective:
    case ConfigCode::kDirectiveNotAllowed:
    case ConfigCode::kSectionNotClosed:
    case ConfigCode::kCloseWithoutOpen:
      return error.args.at(0);
    case ConfigCode::kRewriteUnknownFlag:
    case ConfigCode::kRewriteBadPattern:
      return error.args.at(1);
    default:
      return {};
  }
}

bool containsIgnoringCase(std::string_view text, std::string_view part) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [&](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

struct Judged {
  httpd::VerdictState state = httpd::VerdictState::kAccepted;
  std::optional<httpd::ConfigError> first;
};

Judged judge(std::string_view bytes, httpd::Version version = {}) {
  const htaccess::Document document(
      std::make_shared<const text::SourceFile>(".htaccess", std::string(bytes)));
  httpd::Target target = modelledTarget();
  target.version = version;
  const httpd::ConfigReport report = httpd::checkConfig(document, target);
  Judged judged{report.verdict.state, std::nullopt};
  if (report.verdict.error) judged.first = report.errors.at(*report.verdict.error);
  return judged;
}

std::string describe(const Judged& judged) {
  static constexpr const char* kStates[] = {"accepted", "rejected", "unknown"};
  std::string words = kStates[static_cast<int>(judged.state)];
  if (judged.first) {
    words += fmt::format(", code {}, bytes {}-{}, args", static_cast<int>(judged.first->code),
                         judged.first->range.start, judged.first->range.end);
    for (const std::string& argument : judged.first->args) words += " '" + argument + "'";
  }
  return words;
}

bool isErrorOf(const Judged& judged, std::string_view message,
               const std::vector<ConfigCode>& codes) {
  return judged.state == httpd::VerdictState::kRejected && judged.first &&
         std::find(codes.begin(), codes.end(), judged.first->code) != codes.end() &&
         containsIgnoringCase(message, asLogged(repeatedWord(*judged.first)));
}

}  // namespace

const MessageClass* classify(std::string_view message) {
  static const std::vector<std::regex> kPatterns = [] {
    std::vector<std::regex> patterns;
    for (const MessageClass& each : messageClasses()) {
      patterns.emplace_back(std::string(each.pattern));
    }
    return patterns;
  }();
  for (std::size_t i = 0; i < kPatterns.size(); ++i) {
    if (std::regex_search(message.begin(), message.end(), kPatterns[i])) {
      return &messageClasses()[i];
    }
  }
  return nullptr;
}

std::optional<std::string> contradiction(std::string_view bytes,
                                         const std::optional<std::string>& message,
                                         httpd::Version version) {
  const Judged judged = judge(bytes, version);
  if (!message) {
    if (judged.state != httpd::VerdictState::kRejected) return std::nullopt;
    return "httpd accepts, htlint: " + describe(judged);
  }
  const MessageClass* messageClass = classify(*message);
  if (messageClass == nullptr || messageClass->codes.empty()) return std::nullopt;
  if (judged.state == httpd::VerdictState::kUnknown) return std::nullopt;
  if (isErrorOf(judged, *message, messageClass->codes)) return std::nullopt;
  return "httpd: " + *message + "\nhtlint: " + describe(judged);
}

bool isUndecided(std::string_view bytes, httpd::Version version) {
  return judge(bytes, version).state == httpd::VerdictState::kUnknown;
}

bool reproduces(std::string_view bytes, std::string_view message) {
  const MessageClass* messageClass = classify(message);
  return messageClass != nullptr && isErrorOf(judge(bytes), message, messageClass->codes);
}

}  // namespace htlint::test
