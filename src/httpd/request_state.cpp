#include "request_state.h"

#include <algorithm>
#include <cctype>

#include "catalogue/directives.h"

namespace htlint::httpd {
namespace {

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

/// Headers with which a proxy tells what the client uses; a client that talks to httpd directly
/// sends none of them.
std::optional<std::string> forwardedHeader(const std::string& name, const Request& request) {
  struct Header {
    std::string_view name, http, https;
  };
  static constexpr Header kHeaders[] = {
      {"X-FORWARDED-PROTO", "http", "https"},
      {"X-FORWARDED-SCHEME", "http", "https"},
      {"X-FORWARDED-PROTOCOL", "http", "https"},
      {"X-URL-SCHEME", "http", "https"},
      {"X-FORWARDED-SSL", "off", "on"},
      {"FRONT-END-HTTPS", "off", "on"},
      {"X-FORWARDED-PORT", "80", "443"},
      {"CLOUDFRONT-FORWARDED-PROTO", "http", "https"},
      {"CF-VISITOR", R"({"scheme":"http"})", R"({"scheme":"https"})"}};
  for (const Header& header : kHeaders) {
    if (header.name != name) continue;
    if (!request.behindProxy) return std::string();
    return std::string(request.https ? header.https : header.http);
  }
  return std::nullopt;
}

std::string requestLine(const Request& request) {
  std::string line = "GET " + escapePath(request.path);
  if (!request.query.empty()) line += "?" + request.query;
  return line + " HTTP/1.1";
}

bool isModelledName(const std::string& name) {
  const auto names = catalogue::rewriteVariables();
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<std::string> environmentVariable(std::string_view name, const RequestState& state) {
  const auto& foreign = state.environment.foreignVariables;
  if (std::find(foreign.begin(), foreign.end(), name) != foreign.end()) return std::nullopt;
  const auto found = state.variables.find(std::string(name));
  return found == state.variables.end() ? std::string() : found->second;
}

}  // namespace

std::optional<std::string> RequestState::variable(std::string_view written) const {
  if (written.size() > 4 && upper(written.substr(0, 4)) == "ENV:") {
    return environmentVariable(written.substr(4), *this);
  }
  const std::string name = upper(written);
  if (name.starts_with("HTTP:")) {
    const std::string header = name.substr(5);
    if (header == "HOST") return request.host;
    return forwardedHeader(header, request);
  }
  const bool https = request.https && !request.behindProxy;
  if (name == "HTTPS") return https ? "on" : "off";
  if (name == "SERVER_PORT") return https ? "443" : "80";
  if (name == "REQUEST_SCHEME") return https ? "https" : "http";
  if (name == "HTTP_HOST" || name == "SERVER_NAME") return request.host;
  if (name == "REQUEST_URI") return uri;
  if (name == "REQUEST_FILENAME" || name == "SCRIPT_FILENAME") return filename;
  if (name == "QUERY_STRING") return query;
  if (name == "DOCUMENT_ROOT" || name == "CONTEXT_DOCUMENT_ROOT") return std::string(kDocumentRoot);
  if (name == "REQUEST_METHOD") return "GET";
  if (name == "THE_REQUEST") return requestLine(request);
  if (name == "SERVER_PROTOCOL") return "HTTP/1.1";
  if (name == "IS_SUBREQ") return "false";
  if (name == "PATH_INFO" || name == "CONTEXT_PREFIX") return std::string();
  const bool prefixed =
      name.starts_with("SSL:") || name.starts_with("LA-U:") || name.starts_with("LA-F:");
  // mod_rewrite gives names that it does not know the empty string.
  if (!prefixed && !isModelledName(name)) return std::string();
  return std::nullopt;
}

std::string RequestState::expand(std::string_view text) const {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    const bool isReference = c == '$' || c == '%';
    if (c == '\\' && next != '\0') {
      result.push_back(next);
      ++i;
    } else if (isReference && std::isdigit(static_cast<unsigned char>(next)) != 0) {
      const Groups& groups = c == '$' ? ruleGroups : conditionGroups;
      result.append(groups[static_cast<std::size_t>(next - '0')]);
      ++i;
    } else if (isReference && next == '{') {
      const std::size_t end = text.find('}', i);
      if (end == std::string_view::npos) {
        result.push_back(c);
        continue;
      }
      const std::string_view name = text.substr(i + 2, end - i - 2);
      const auto value = c == '%' ? variable(name) : std::nullopt;
      result.append(value ? *value : std::string(kUnknownText));
      i = end;
    } else {
      result.push_back(c);
    }
  }
  return result;
}

std::string escapePath(std::string_view path) {
  constexpr std::string_view kPlain = "$-_.+!*'(),:;@&=/~";
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string result;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte < 0x80 && std::isalnum(byte) != 0) ||
                       kPlain.find(c) != std::string_view::npos ||
                       std::string_view(&c, 1) == kUnknownText;
    if (plain) {
      result.push_back(c);
    } else {
      result.push_back('%');
      result.push_back(kDigits[byte >> 4]);
      result.push_back(kDigits[byte & 15]);
    }
  }
  return result;
}

std::string unescape(std::string_view text) {
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    const int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  };
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped =
        text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    if (escaped) {
      result.push_back(static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])));
      i += 2;
    } else {
      result.push_back(text[i]);
    }
  }
  return result;
}

}  // namespace htlint::httpd
