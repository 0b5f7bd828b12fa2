#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "htaccess/document.h"
#include "httpd/alias_redirect.h"
#include "httpd/rewrite_program.h"

namespace htlint::httpd {

/// Where the web root is to the rules. Its name shows only in what a rule leaks.
inline constexpr std::string_view kDocumentRoot = "/var/www/html";

/// The request to evaluate: what the client sends, and over what.
struct Request {
  bool https = false;
  std::string host;   ///< Host header without a port
  std::string path;   ///< decoded, begins with `/`
  std::string query;  ///< without `?`
  /// TLS ends at a proxy: httpd itself sees plain http on port 80, and X-Forwarded-Proto (and its
  /// relatives) tell what the client uses.
  bool behindProxy = false;
};

/// Answers to what the files do not tell (does a path exist, what is the User-Agent), tried one
/// combination after another. The first run takes every answer as false; each next() changes to the
/// next combination of the questions that were really asked.
class Assumptions {
 public:
  /// The answer that is known beforehand, if it is. Questions about paths are `-f PATH` and
  /// `-d PATH`, with paths below kDocumentRoot.
  using KnownAnswer = std::function<std::optional<bool>(const std::string& question)>;

  explicit Assumptions(KnownAnswer known = {}) : known_(std::move(known)) {}

  /// The answer to `question` in this combination; the same question always gets the same answer.
  [[nodiscard]] bool decide(const std::string& question);
  /// Goes to the next combination; false when all have been tried.
  [[nodiscard]] bool next();
  /// What was asked and assumed in this combination, in the order asked.
  struct Answer {
    std::string question;
    bool value = false;
  };
  [[nodiscard]] const std::vector<Answer>& answers() const { return answers_; }

 private:
  KnownAnswer known_;
  std::vector<Answer> answers_;
  std::size_t replayed_ = 0;
  std::unordered_map<std::string, std::size_t> asked_;
};

/// How one request ends at this server.
struct Outcome {
  enum class Kind : std::uint8_t {
    kServed,    ///< handed on to the file system: `path` and `query` say what for
    kRedirect,  ///< `status` and `location`
    kStatus,    ///< answered with `status` (403, 410, 500 ...)
    kProxied,   ///< handed to another server
    kUnknown,   ///< decided by something that is not modelled: `why`
  };
  Kind kind = Kind::kServed;
  int status = 200;
  std::string location;  ///< kRedirect: as in the Location header
  std::string path;      ///< kServed: URL path after internal rewrites
  std::string query;
  std::string why;
  /// `location` or `path` holds text that only the live request knows.
  bool uncertainText = false;
  /// The RewriteRule or Redirect that made the answer; kNoNode when none took part.
  htaccess::NodeId decidedBy = htaccess::kNoNode;
  /// Every rule whose pattern and conditions matched, in order, over all internal redirects.
  std::vector<htaccess::NodeId> fired;
};

/// The rules of one directory's `.htaccess`, ready to be evaluated.
struct RewriteEnvironment {
  const RewriteProgram* program = nullptr;
  const std::vector<AliasRedirect>* redirects = nullptr;
  std::string directory;  ///< of the file below the web root: `` or `d/e`
  /// Names of environment variables that the file sets by directives other than [E=].
  std::vector<std::string> foreignVariables;
  /// A rule that is taken as not being there.
  htaccess::NodeId ignoredRule = htaccess::kNoNode;
};

/// Follows `request` through mod_rewrite's per-directory pass and mod_alias (httpd 2.4.71
/// mod_rewrite hook_fixup, mod_alias fixup_redir), internal redirects included. Only the rules at
/// file level are evaluated: where a section such as <If> or <Files> holds rules of its own, the
/// outcome is kUnknown.
[[nodiscard]] Outcome evaluate(const RewriteEnvironment& environment, const Request& request,
                               Assumptions& assumptions);

/// `path` as httpd writes it into a Location header (os_escape_path's set of characters).
[[nodiscard]] std::string escapePath(std::string_view path);
/// `%41` becomes `A`; malformed escapes stay.
[[nodiscard]] std::string unescape(std::string_view text);

}  // namespace htlint::httpd
