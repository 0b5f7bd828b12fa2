#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "catalogue/directives.h"
#include "effective_line.h"
#include "error_sink.h"
#include "httpd/rewrite_program.h"

namespace htlint::httpd {

/// One per-directory configuration while it is built: that of the file, of an <If> or of a <Files>.
struct Configuration {
  htaccess::NodeId section = htaccess::kNoNode;
  bool elseMayFollow = false;               ///< an <If> or <ElseIf> stands before
  std::optional<std::size_t> rewriteScope;  ///< index in RewriteProgram::scopes
};

/// One directive that httpd executes, given to the function that checks its arguments.
struct DirectiveCall {
  const EffectiveLine& line;
  const catalogue::Directive& entry;
  std::span<const htaccess::Argument> arguments;  ///< general splitter
  const Target& target;
  Configuration& configuration;
  RewriteProgram& program;
  ErrorSink& errors;

  void report(ConfigCode code, text::TextRange range, std::vector<std::string> args) const {
    errors.add(code, line.node(), range, std::move(args));
  }
  [[nodiscard]] std::string name() const { return std::string(line.name()); }
};

/// How httpd splits the arguments of a directive before its function sees them (httpd 2.4.71
/// include/http_config.h cmd_how).
enum class Arity : std::uint8_t {
  kAny,      ///< not modelled: every argument list passes
  kRaw,      ///< the function parses the text itself
  kNone,     ///< no arguments
  kFlag,     ///< On or Off; what follows is ignored
  kTake1,    ///< exactly one
  kIterate,  ///< one or more
};

/// What is known about one directive's arguments.
struct DirectiveCheck {
  std::string_view name;
  Arity arity = Arity::kAny;
  /// Runs when the arity is right; null where that is all there is to say. False: refused.
  bool (*check)(const DirectiveCall& call) = nullptr;
};

/// The checks of one module, in the file check_<module>.cpp.
[[nodiscard]] std::span<const DirectiveCheck> coreChecks();
[[nodiscard]] std::span<const DirectiveCheck> rewriteChecks();

/// Judges the arguments of `call`. False where httpd refuses the directive.
[[nodiscard]] bool checkArguments(const DirectiveCall& call);

}  // namespace htlint::httpd
