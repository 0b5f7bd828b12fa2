#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/directives.h"
#include "htaccess/arguments.h"
#include "htaccess/document.h"
#include "httpd/config_error.h"
#include "httpd/rewrite_program.h"
#include "httpd/target.h"

namespace htlint::httpd {

/// One directive (not a section) that httpd would execute, unless the file is refused before.
struct ExecutedDirective {
  htaccess::NodeId node = htaccess::kNoNode;
  const catalogue::Directive* entry = nullptr;  ///< never null
  std::vector<htaccess::Argument> arguments;    ///< general splitter
  /// Innermost section that is not transparent (<If>, <Files>, <Limit>, <RequireAll> ...), or
  /// kNoNode.
  htaccess::NodeId section = htaccess::kNoNode;
};

enum class VerdictState : std::uint8_t { kAccepted, kRejected, kUnknown };

/// What httpd says about the file as a whole.
struct Verdict {
  VerdictState state = VerdictState::kAccepted;
  /// kRejected: index into ConfigReport::errors of the error that httpd stops at, in httpd's own
  /// order (reading before executing, fact 50).
  std::optional<std::size_t> error;
};

/// Everything the checker found in one file.
struct ConfigReport {
  std::vector<ConfigError> errors;  ///< ordered by range
  Verdict verdict;
  std::vector<ExecutedDirective> executed;  ///< in file order
  RewriteProgram rewrite;
  /// Per node of the document: false where httpd never parses it (inside a false <IfModule>,
  /// <IfDefine> or <IfVersion>).
  std::vector<bool> active;
};

/// Judges `document` as the `.htaccess` file of a directory on `target` (httpd 2.4.71
/// server/config.c and the modules' own parsers). Goes on where httpd stops: all errors are
/// reported. Thread-safe. The report refers to nodes of `document` by id and does not outlive its
/// file's bytes.
[[nodiscard]] ConfigReport checkConfig(const htaccess::Document& document, const Target& target);

/// Case-insensitive lookup of a directive (`RewriteRule`) or section (`<IfModule`) that a loaded
/// module of `target` provides; null if none does.
[[nodiscard]] const catalogue::Directive* findDirective(std::string_view name,
                                                        const Target& target);
/// The same in the whole catalogue, loaded or not.
[[nodiscard]] const catalogue::Directive* findDirective(std::string_view name);

/// The known name nearest to `name` (Damerau-Levenshtein distance 1, or 2 for names of 8 bytes and
/// more), or empty. `unique` tells whether no other name is as near.
struct Suggestion {
  std::string_view name;
  bool unique = false;
  int distance = 0;
};
[[nodiscard]] Suggestion suggestDirective(std::string_view name, const Target& target);

}  // namespace htlint::httpd
