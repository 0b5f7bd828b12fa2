#include "httpd/rewrite_evaluator.h"

#include <strings.h>

#include <algorithm>
#include <cctype>

#include "httpd/condition_expression.h"
#include "request_state.h"

namespace htlint::httpd {
namespace {

constexpr int kMaxInternalRedirects = 10;  // LimitInternalRecursion's default
constexpr int kMaxRuns = 1000;             // of one rule list under [N]; far more than any real use

bool isAbsoluteUrl(std::string_view text) {
  for (const std::string_view scheme :
       {"http://", "https://", "ftp://", "ldap://", "mailto:", "news:", "nntp://", "gopher://"}) {
    if (text.size() > scheme.size() &&
        strncasecmp(text.data(), scheme.data(), scheme.size()) == 0) {
      return true;
    }
  }
  return false;
}

/// What one pass over the rule list came to.
struct Pass {
  enum class End : std::uint8_t { kNothing, kRewritten, kStatus, kProxied, kUnknown };
  End end = End::kNothing;
  int status = 0;
  bool noEscape = false;
  bool final = false;  ///< [END]
  bool queryRewritten = false;
};

class Evaluation {
 public:
  Evaluation(const RewriteEnvironment& environment, const Request& request,
             Assumptions& assumptions)
      : scope_(environment.program->scopes.front()),
        state_{request, environment, assumptions, {}, {}, {}, {}, {}, {}} {
    state_.uri = request.path;
    state_.query = request.query;
    directory_ = std::string(kDocumentRoot) + "/";
    if (!environment.directory.empty()) directory_ += environment.directory + "/";
  }

  Outcome run() {
    if (hasRulesInSections()) return unknown("RewriteRule in a section such as <If> or <Files>");
    for (int redirects = 0; redirects <= kMaxInternalRedirects; ++redirects) {
      state_.filename = std::string(kDocumentRoot) + state_.uri;
      const std::string mapped = state_.filename;
      const bool applies =
          scope_.engine.value_or(false) && !rulesOff_ && mapped.starts_with(directory_);
      const Pass pass = applies ? runPasses() : Pass{};
      if (pass.end == Pass::End::kUnknown) return unknown("[N] that runs very often");
      if (pass.end == Pass::End::kStatus) return statusOutcome(pass.status);
      if (pass.end == Pass::End::kProxied) return finish(Outcome::Kind::kProxied);
      if (isAbsoluteUrl(state_.filename)) return externalRedirect(pass);
      std::string location;
      if (const AliasRedirect* redirect = matchingRedirect(state_, location)) {
        return aliasOutcome(*redirect, std::move(location));
      }
      if (pass.end == Pass::End::kNothing || state_.filename == mapped) {
        outcome_.path = state_.uri;
        outcome_.query = state_.query;
        return finish(Outcome::Kind::kServed);
      }
      rulesOff_ = pass.final;
      startInternalRedirect();
    }
    return statusOutcome(500);
  }

 private:
  [[nodiscard]] bool hasRulesInSections() const {
    const auto& scopes = state_.environment.program->scopes;
    return std::any_of(scopes.begin() + 1, scopes.end(),
                       [](const RewriteScope& scope) { return !scope.rules.empty(); });
  }

  Pass runPasses() {
    Pass pass;
    for (int run = 0; run < kMaxRuns; ++run) {
      bool again = false;
      runList(pass, again);
      if (!again) return pass;
    }
    pass.end = Pass::End::kUnknown;
    return pass;
  }

  void runList(Pass& pass, bool& again) {
    const auto& rules = scope_.rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const RewriteRule& rule = rules[i];
      if (!matches(rule)) {
        while (rules[i].flags.chain && i + 1 < rules.size()) ++i;
        continue;
      }
      outcome_.fired.push_back(rule.node);
      if (applyRule(rule, pass)) return;
      if (rule.flags.newRound) {
        again = true;
        return;
      }
      if (rule.flags.last || rule.flags.end || rule.flags.passThrough) return;
      i += static_cast<std::size_t>(rule.flags.skip);
    }
  }

  bool matches(const RewriteRule& rule) {
    if (rule.node == state_.environment.ignoredRule) return false;
    std::string_view subject = state_.filename;
    if (subject.starts_with(directory_)) subject.remove_prefix(directory_.size());
    std::optional<RegexMatch> match;
    bool matched = false;
    if (holdsUnknown(subject)) {
      matched = state_.assumptions.decide(rule.pattern.value + " ~ rewritten path");
    } else {
      match = rule.regex->match(subject);
      matched = match.has_value();
    }
    if (matched == rule.negated) return false;
    for (std::size_t i = 0; i < state_.ruleGroups.size(); ++i) {
      const bool known = match && !rule.negated;
      state_.ruleGroups[i] = known                      ? std::string(match->groups[i])
                             : matched && !rule.negated ? std::string(kUnknownText)
                                                        : std::string();
      state_.conditionGroups[i].clear();
    }
    return conditionsHold(rule, state_);
  }

  /// True when the rule ends the whole pass with a status or a proxied request.
  bool applyRule(const RewriteRule& rule, Pass& pass) {
    setVariables(rule);
    const RewriteFlags& flags = rule.flags;
    outcome_.decidedBy = rule.node;
    const bool isStatus = flags.forbidden || flags.gone ||
                          (flags.status != 0 && (flags.status < 300 || flags.status > 399));
    if (isStatus) {
      pass.end = Pass::End::kStatus;
      pass.status = flags.forbidden ? 403 : flags.gone ? 410 : flags.status;
      return true;
    }
    pass.final = pass.final || flags.end;
    if (rule.noSubstitution) return false;
    pass.end = Pass::End::kRewritten;
    substitute(rule, pass);
    if (flags.proxy) {
      pass.end = Pass::End::kProxied;
      return true;
    }
    pass.noEscape = flags.noEscape;
    if (flags.redirect || isAbsoluteUrl(state_.filename)) {
      if (!isAbsoluteUrl(state_.filename)) {
        const bool https = state_.request.https && !state_.request.behindProxy;
        const std::string origin = (https ? "https://" : "http://") + state_.request.host;
        state_.filename.insert(0, origin);
      }
      pass.status = flags.status != 0 ? flags.status : 302;
    }
    return false;
  }

  void substitute(const RewriteRule& rule, Pass& pass) {
    std::string written = rule.substitution.value;
    const RewriteFlags& flags = rule.flags;
    bool append = flags.queryAppend;
    bool discard = flags.queryDiscard;
    // A question mark at the end of the rule itself drops the query, unless QSA asks for it.
    if (written.ends_with('?') && !append) {
      written.pop_back();
      discard = true;
    }
    std::string result = state_.expand(written);
    if (!isAbsoluteUrl(result) && !result.starts_with('/')) result.insert(0, directory_);
    splitQuery(result, append, discard, flags.queryLast, pass);
    state_.filename = std::move(result);
  }

  void splitQuery(std::string& result, bool append, bool discard, bool last, Pass& pass) {
    const std::size_t mark = last ? result.rfind('?') : result.find('?');
    if (discard && mark == std::string::npos) state_.query.clear();
    if (mark == std::string::npos) return;
    std::string added = result.substr(mark + 1);
    result.resize(mark);
    pass.queryRewritten = true;
    if (append && !discard && !state_.query.empty()) {
      added += added.empty() ? state_.query : "&" + state_.query;
    }
    state_.query = std::move(added);
  }

  void setVariables(const RewriteRule& rule) {
    for (const std::string& written : rule.flags.environment) {
      const std::string text = state_.expand(written);
      if (text.starts_with('!')) {
        state_.variables.erase(text.substr(1));
        continue;
      }
      const std::size_t colon = text.find(':');
      state_.variables[text.substr(0, colon)] =
          colon == std::string::npos ? std::string() : text.substr(colon + 1);
    }
  }

  void startInternalRedirect() {
    std::string target = state_.filename;
    if (target.starts_with(directory_) && scope_.base) {
      const std::string rest = target.substr(directory_.size());
      target = *scope_.base + (scope_.base->ends_with('/') ? "" : "/") + rest;
    } else if (target.starts_with(std::string(kDocumentRoot) + "/")) {
      target.erase(0, kDocumentRoot.size());
    }
    state_.uri = target;
    std::map<std::string, std::string> renamed;
    for (const auto& [name, value] : state_.variables) renamed["REDIRECT_" + name] = value;
    renamed["REDIRECT_STATUS"] = "200";
    state_.variables = std::move(renamed);
  }

  Outcome externalRedirect(const Pass& pass) {
    std::string url = state_.filename;
    const std::size_t hostStart = url.find("://");
    const std::size_t path =
        hostStart == std::string::npos ? std::string::npos : url.find('/', hostStart + 3);
    if (path != std::string::npos) {
      std::string rest = url.substr(path);
      if (scope_.base && rest.starts_with(directory_)) {
        rest = *scope_.base + (scope_.base->ends_with('/') ? "" : "/") +
               rest.substr(directory_.size());
      }
      url = url.substr(0, path) + (pass.noEscape ? rest : escapePath(rest));
    }
    if (!state_.query.empty()) {
      const bool escape = pass.queryRewritten && !pass.noEscape;
      std::string query = state_.query;
      if (escape) {
        query.clear();
        for (const char c : state_.query) {
          query += c == ' ' ? std::string("%20") : std::string(1, c);
        }
      }
      url += "?" + query;
    }
    outcome_.location = std::move(url);
    outcome_.status = pass.status != 0 ? pass.status : 302;
    return finish(Outcome::Kind::kRedirect);
  }

  Outcome aliasOutcome(const AliasRedirect& redirect, std::string location) {
    outcome_.decidedBy = redirect.node;
    outcome_.fired.push_back(redirect.node);
    if (redirect.status < 300 || redirect.status > 399) return statusOutcome(redirect.status);
    outcome_.status = redirect.status;
    outcome_.location = std::move(location);
    return finish(Outcome::Kind::kRedirect);
  }

  Outcome statusOutcome(int status) {
    outcome_.status = status;
    return finish(Outcome::Kind::kStatus);
  }

  Outcome unknown(std::string why) {
    outcome_.why = std::move(why);
    return finish(Outcome::Kind::kUnknown);
  }

  Outcome finish(Outcome::Kind kind) {
    outcome_.kind = kind;
    outcome_.uncertainText = holdsUnknown(outcome_.location) || holdsUnknown(outcome_.path);
    return std::move(outcome_);
  }

  const RewriteScope& scope_;
  RequestState state_;
  std::string directory_;  // file system path with a slash at its end
  bool rulesOff_ = false;
  Outcome outcome_;
};

bool appliesTo(const AliasRedirect& redirect, const RequestState& state) {
  if (redirect.unmodelledSection) {
    return state.assumptions.decide("section of " + redirect.source);
  }
  if (redirect.section == htaccess::kNoNode) return true;
  const auto truth = evaluateExpression(
      redirect.condition, [&](std::string_view name) { return state.variable(name); });
  return truth ? *truth : state.assumptions.decide("<If " + redirect.condition + ">");
}

/// Length of the part of `uri` that `source` matches in whole path segments; npos if it does not.
std::size_t prefixLength(const std::string& uri, const std::string& source) {
  if (!uri.starts_with(source)) return std::string::npos;
  const bool wholeSegment =
      uri.size() == source.size() || source.ends_with('/') || uri[source.size()] == '/';
  return wholeSegment ? source.size() : std::string::npos;
}

std::string expandMatch(const std::string& target, const RegexMatch& match) {
  std::string result;
  for (std::size_t i = 0; i < target.size(); ++i) {
    const bool reference = target[i] == '$' && i + 1 < target.size() &&
                           std::isdigit(static_cast<unsigned char>(target[i + 1])) != 0;
    if (reference) {
      result += escapePath(match.groups[static_cast<std::size_t>(target[++i] - '0')]);
    } else {
      result.push_back(target[i]);
    }
  }
  return result;
}

}  // namespace

const AliasRedirect* matchingRedirect(const RequestState& state, std::string& location) {
  if (state.environment.redirects == nullptr) return nullptr;
  for (const AliasRedirect& redirect : *state.environment.redirects) {
    std::string target = redirect.target.value;
    if (redirect.regex) {
      const auto match = redirect.regex->match(state.uri);
      if (!match || !appliesTo(redirect, state)) continue;
      target = expandMatch(target, *match);
    } else {
      const std::size_t length =
          redirect.source.empty() ? 0 : prefixLength(state.uri, redirect.source);
      if (length == std::string::npos || !appliesTo(redirect, state)) continue;
      if (!redirect.source.empty()) target += escapePath(state.uri.substr(length));
    }
    if (target.starts_with('/')) {
      const bool https = state.request.https && !state.request.behindProxy;
      target.insert(0, (https ? "https://" : "http://") + state.request.host);
    }
    if (!state.query.empty() && target.find('?') == std::string::npos) target += "?" + state.query;
    location = std::move(target);
    return &redirect;
  }
  return nullptr;
}

Outcome evaluate(const RewriteEnvironment& environment, const Request& request,
                 Assumptions& assumptions) {
  return Evaluation(environment, request, assumptions).run();
}

}  // namespace htlint::httpd
