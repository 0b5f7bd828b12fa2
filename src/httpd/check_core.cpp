#include "directive_check.h"

namespace htlint::httpd {
namespace {

/// `Error` refuses the file with the author's own words.
bool checkError(const DirectiveCall& call) {
  call.report(ConfigCode::kErrorDirective, call.line.range(),
              {std::string(call.line.argumentText())});
  return false;
}

constexpr DirectiveCheck kChecks[] = {
    {"Error", Arity::kRaw, checkError},
};

}  // namespace

std::span<const DirectiveCheck> coreChecks() { return kChecks; }

}  // namespace htlint::httpd
