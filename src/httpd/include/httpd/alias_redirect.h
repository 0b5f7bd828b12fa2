#pragma once

#include <optional>
#include <string>
#include <vector>

#include "htaccess/document.h"
#include "httpd/config_checker.h"
#include "httpd/regex.h"

namespace htlint::httpd {

/// One Redirect, RedirectMatch, RedirectPermanent or RedirectTemp of mod_alias.
struct AliasRedirect {
  htaccess::NodeId node = htaccess::kNoNode;
  htaccess::Argument target;   ///< URL as written; empty value for 410 and the like
  std::string source;          ///< path prefix; empty: the one-argument form, every URL
  std::optional<Regex> regex;  ///< RedirectMatch
  int status = 302;
  /// The <If> (or <ElseIf>, <Else>) that it stands in, or kNoNode.
  htaccess::NodeId section = htaccess::kNoNode;
  /// Its expression, for <If>.
  std::string condition;
  /// In a section that is not modelled (<Files>, <Else> ...): whether it applies is unknown.
  bool unmodelledSection = false;
};

/// The redirects of mod_alias among the executed directives, in the order in which mod_alias tries
/// them: those in sections (which are merged later) first.
[[nodiscard]] std::vector<AliasRedirect> collectAliasRedirects(const htaccess::Document& document,
                                                               const ConfigReport& report);

}  // namespace htlint::httpd
