#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lint/context.h"
#include "lint/https_analysis.h"
#include "lint/managed_block.h"

/// What the rules about redirects to https share: where their lines stand, and how they are shown.
namespace htlint::rules {

/// The node's own line with its line end (for a section: its opening line).
inline text::TextRange lineOf(const HtaccessFile& file, htaccess::NodeId node) {
  return file.document->line(file.document->node(node)).range();
}

/// The same without white space around it: what a finding points at.
inline text::TextRange placeOf(const HtaccessFile& file, htaccess::NodeId node) {
  return file.document->line(file.document->node(node)).trimmedRange();
}

/// White space in front of the node's line.
inline std::string indentOf(const HtaccessFile& file, htaccess::NodeId node) {
  return std::string(file.source().text({lineOf(file, node).start, placeOf(file, node).start}));
}

/// 1-based, as text.
inline std::string lineNumber(const HtaccessFile& file, htaccess::NodeId node) {
  return std::to_string(file.document->line(file.document->node(node)).firstLine());
}

/// A program would write the node's line anew, so no fix may touch it.
inline bool isManaged(const HtaccessFile& file, htaccess::NodeId node) {
  const auto blocks = findManagedBlocks(*file.document);
  return managedBlockAt(blocks, lineOf(file, node).start) != nullptr;
}

/// An edit that puts `line` on a line of its own in front of the node's.
inline text::TextEdit insertLineBefore(const HtaccessFile& file, htaccess::NodeId node,
                                       std::string_view line) {
  const std::uint32_t start = lineOf(file, node).start;
  return {{start, start},
          indentOf(file, node).append(line).append(file.source().lineEndNear(start))};
}

inline std::string bytesAfter(const HtaccessFile& file, std::vector<text::TextEdit> edits) {
  std::sort(edits.begin(), edits.end(),
            [](const text::TextEdit& a, const text::TextEdit& b) { return a.range < b.range; });
  return text::applyEdits(file.source().bytes(), edits);
}

/// A URL of the analysis for people: the stand-in for an unknown host becomes the redirect's own
/// literal host, or that of an example.
inline std::string shownUrl(std::string url, const HttpsRedirect* redirect) {
  const bool literal = redirect != nullptr && !redirect->host.empty() && !redirect->hostIsDynamic;
  const std::size_t at = url.find(kStandInHost);
  if (at != std::string::npos) {
    url.replace(at, kStandInHost.size(), literal ? redirect->host : "www.example.com");
  }
  return url;
}

/// A literal host as a browser reads it: without a port.
inline std::string hostWithoutPort(const std::string& host) {
  return host.substr(0, host.find(':'));
}

}  // namespace htlint::rules
