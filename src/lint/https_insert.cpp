#include "lint/https_insert.h"

#include <algorithm>
#include <vector>

#include "lint/managed_block.h"

namespace htlint::lint {
namespace {

struct Candidate {
  InsertPlace place = InsertPlace::kEnd;
  std::uint32_t offset = 0;
};

bool needsEngine(InsertPlace place) {
  return place == InsertPlace::kEnd || place == InsertPlace::kBeforeBlock;
}

class Places {
 public:
  explicit Places(const HtaccessFile& file)
      : document_(*file.document),
        scope_(file.report->rewrite.scopes.front()),
        blocks_(findManagedBlocks(document_)) {}

  /// In the order in which they are tried.
  std::vector<Candidate> list() {
    if (!scope_.rules.empty()) {
      after(scope_.rules.back().node, InsertPlace::kAfterLastRule);
      before(firstNode(), InsertPlace::kBeforeFirstRule);
    } else if (!scope_.engineNodes.empty()) {
      after(scope_.engineNodes.back(), InsertPlace::kAfterEngine);
    } else {
      candidates_.push_back({InsertPlace::kEnd, document_.file().size()});
      if (!scope_.dangling.empty()) {
        before(scope_.dangling.front().node, InsertPlace::kBeforeBlock);
      }
    }
    return std::move(candidates_);
  }

 private:
  [[nodiscard]] htaccess::NodeId firstNode() const {
    const httpd::RewriteRule& first = scope_.rules.front();
    return first.conditions.empty() ? first.node : first.conditions.front().node;
  }

  [[nodiscard]] text::TextRange lineOf(htaccess::NodeId node) const {
    return document_.line(document_.node(node)).range();
  }

  bool beforeBlockOf(htaccess::NodeId node) {
    const ManagedBlock* block = managedBlockAt(blocks_, lineOf(node).start);
    if (block == nullptr) return false;
    candidates_.push_back({InsertPlace::kBeforeBlock, block->range.start});
    return true;
  }

  void after(htaccess::NodeId node, InsertPlace place) {
    if (!beforeBlockOf(node)) candidates_.push_back({place, lineOf(node).end});
  }

  void before(htaccess::NodeId node, InsertPlace place) {
    if (!beforeBlockOf(node)) candidates_.push_back({place, lineOf(node).start});
  }

  const htaccess::Document& document_;
  const httpd::RewriteScope& scope_;
  std::vector<ManagedBlock> blocks_;
  std::vector<Candidate> candidates_;
};

text::TextEdit editFor(const HtaccessFile& file, const Candidate& candidate, bool tlsAtProxy,
                       const std::string& host) {
  const text::SourceFile& source = file.source();
  const std::string_view lineEnd = source.lineEndNear(candidate.offset);
  std::string lines = httpsInsertText(host, tlsAtProxy, needsEngine(candidate.place), lineEnd);
  const bool midLine = candidate.offset > 0 && source.bytes()[candidate.offset - 1] != '\n';
  if (midLine) lines.insert(0, lineEnd);
  return {{candidate.offset, candidate.offset}, std::move(lines)};
}

}  // namespace

std::string httpsInsertText(std::string_view host, bool tlsAtProxy, bool engine,
                            std::string_view lineEnd) {
  std::string text;
  if (engine) text.append("RewriteEngine on").append(lineEnd);
  text.append(tlsAtProxy ? "RewriteCond %{HTTP:X-Forwarded-Proto} !=https"
                         : "RewriteCond %{HTTPS} off");
  text.append(lineEnd);
  text.append("RewriteRule ^(.*)$ https://").append(host).append("/$1 [R=301,L]").append(lineEnd);
  return text;
}

bool isEngineUnavailable(const HtaccessFile& file) {
  const httpd::RewriteScope& scope = file.report->rewrite.scopes.front();
  if (scope.engine) return !*scope.engine;
  return !scope.rules.empty();
}

std::optional<HttpsInsert> findHttpsInsert(const Site& site, const HtaccessFile& file,
                                           const std::string& host) {
  if (isEngineUnavailable(file)) return std::nullopt;
  std::optional<HttpsInsert> unproven;
  bool guidePlaceFails = false;
  for (const Candidate& candidate : Places(file).list()) {
    HttpsInsert insert;
    insert.place = candidate.place;
    insert.edit = editFor(file, candidate, site.settings().tlsAtProxy, host);
    insert.guidePlaceFails = guidePlaceFails;
    const std::string after = text::applyEdits(file.source().bytes(), {{insert.edit}});
    insert.proof = proveHttpsRedirect(site, file, after, host);
    if (insert.proof == Proof::kHolds) return insert;
    if (insert.proof == Proof::kUnknown && !unproven) unproven = insert;
    guidePlaceFails = guidePlaceFails || (candidate.place == InsertPlace::kAfterLastRule &&
                                          insert.proof == Proof::kFails);
  }
  return unproven;
}

}  // namespace htlint::lint
