#include "directive_check.h"

#include "ascii.h"

namespace htlint::httpd {
namespace {

struct ModuleChecks {
  std::string_view module;
  std::span<const DirectiveCheck> (*checks)();
};

constexpr ModuleChecks kModules[] = {
    {"core.c", coreChecks},
    {"mod_rewrite.c", rewriteChecks},
};

const DirectiveCheck* findCheck(const catalogue::Directive& entry) {
  for (const ModuleChecks& module : kModules) {
    if (module.module != entry.module) continue;
    for (const DirectiveCheck& check : module.checks()) {
      if (check.name == entry.name) return &check;
    }
  }
  return nullptr;
}

/// The arguments from `first` on, or the directive's name where there are none.
text::TextRange rangeFrom(const DirectiveCall& call, std::size_t first) {
  if (call.arguments.size() <= first) return call.line.nameRange();
  return {call.arguments[first].range.start, call.arguments.back().range.end};
}

bool refuseCount(const DirectiveCall& call, std::size_t firstTooMany) {
  call.report(ConfigCode::kWrongArgumentCount, rangeFrom(call, firstTooMany),
              {call.name(), std::to_string(call.arguments.size())});
  return false;
}

bool checkFlag(const DirectiveCall& call) {
  const std::string value = call.arguments.empty() ? "" : call.arguments.front().value;
  if (equalsIgnoringCase(value, "on") || equalsIgnoringCase(value, "off")) return true;
  const text::TextRange range =
      call.arguments.empty() ? call.line.nameRange() : call.arguments.front().range;
  call.report(ConfigCode::kBadFlagArgument, range, {call.name(), value});
  return false;
}

bool checkArity(const DirectiveCall& call, Arity arity) {
  const bool empty = call.arguments.empty() || call.arguments.front().value.empty();
  switch (arity) {
    case Arity::kAny:
    case Arity::kRaw:
      return true;
    case Arity::kNone:
      return call.arguments.empty() || refuseCount(call, 0);
    case Arity::kFlag:
      return checkFlag(call);
    case Arity::kTake1:
      if (empty) return refuseCount(call, 0);
      return call.arguments.size() == 1 || refuseCount(call, 1);
    case Arity::kIterate:
      return !empty || refuseCount(call, 0);
  }
  return true;
}

}  // namespace

bool checkArguments(const DirectiveCall& call) {
  const DirectiveCheck* check = findCheck(call.entry);
  if (check == nullptr) return true;
  return checkArity(call, check->arity) && (check->check == nullptr || check->check(call));
}

}  // namespace htlint::httpd
