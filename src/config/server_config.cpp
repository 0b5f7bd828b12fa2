#include "server_config.h"

#include <strings.h>

#include <memory>
#include <vector>

#include "htaccess/arguments.h"
#include "htaccess/document.h"

namespace htlint::config {
namespace {

using htaccess::Node;
using htaccess::NodeKind;

bool sameName(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

class Reader {
 public:
  Reader(const std::string& path, std::string text, const std::string& docroot)
      : document_(std::make_shared<text::SourceFile>(path, std::move(text))), docroot_(docroot) {}

  ServerFacts read() {
    for (const htaccess::NodeId id : document_.roots()) readTopLevel(document_.node(id));
    return std::move(facts_);
  }

 private:
  std::vector<std::string> arguments(const Node& node) const {
    std::vector<std::string> values;
    for (const auto& argument : splitArguments(document_.line(node), node.argumentsAt)) {
      values.push_back(argument.value);
    }
    return values;
  }

  void readTopLevel(const Node& node) {
    const std::vector<std::string> values = arguments(node);
    if (node.kind == NodeKind::kSection && sameName(node.name, "Directory")) {
      readDirectory(node, values);
    } else if (node.kind != NodeKind::kDirective || values.empty()) {
      return;
    } else if (sameName(node.name, "LoadModule")) {
      facts_.modules.insert(values[0]);
    } else if (sameName(node.name, "Define")) {
      facts_.defines[values[0]] = values.size() > 1 ? values[1] : "";
    }
  }

  void readDirectory(const Node& section, const std::vector<std::string>& values) {
    if (values.empty()) return;
    std::string path = values[0];
    while (path.size() > 1 && (path.back() == '>' || path.back() == '/')) path.pop_back();
    const std::optional<std::size_t> length = coveredLength(path);
    if (!length || *length < longest_) return;
    for (const htaccess::NodeId id : section.children) {
      const Node& node = document_.node(id);
      if (node.kind != NodeKind::kDirective || !sameName(node.name, "AllowOverride")) continue;
      std::string list;
      for (const std::string& word : arguments(node)) list += list.empty() ? word : " " + word;
      facts_.allowOverride = list;
      longest_ = *length;
    }
  }

  /// How long the path is if the web root lies in it: the longer, the later httpd merges it.
  [[nodiscard]] std::optional<std::size_t> coveredLength(const std::string& path) const {
    if (path == "/") return 1;
    if (path == "${DOCROOT}") return std::string::npos;
    const bool covers = docroot_.starts_with(path) &&
                        (docroot_.size() == path.size() || docroot_[path.size()] == '/');
    return covers ? std::optional(path.size()) : std::nullopt;
  }

  htaccess::Document document_;
  const std::string& docroot_;
  ServerFacts facts_;
  std::size_t longest_ = 0;
};

}  // namespace

ServerFacts readServerConfig(const std::string& path, std::string text,
                             const std::string& docroot) {
  return Reader(path, std::move(text), docroot).read();
}

}  // namespace htlint::config
