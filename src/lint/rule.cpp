#include "lint/rule.h"

namespace htlint::lint {

std::string_view toString(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "info";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "";
}

std::string_view toString(FixSafety safety) {
  switch (safety) {
    case FixSafety::kNone:
      return "none";
    case FixSafety::kUnsafe:
      return "unsafe";
    case FixSafety::kSafe:
      return "safe";
  }
  return "";
}

std::string_view toString(Group group) {
  switch (group) {
    case Group::kHttps:
      return "https";
    case Group::kFile:
      return "file";
    case Group::kConfig:
      return "config";
    case Group::kRewrite:
      return "rewrite";
    case Group::kAccess:
      return "access";
    case Group::kCertificate:
      return "certificate";
    case Group::kHtlint:
      return "htlint";
  }
  return "";
}

}  // namespace htlint::lint
