#include "lint/fix_loop.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include "text/edit.h"

namespace htlint::lint {
namespace {

constexpr int kMaxRounds = 10;

struct Candidate {
  const Finding* finding = nullptr;
  const Fix* fix = nullptr;
};

bool creates(const Fix& fix) {
  return std::any_of(fix.edits.begin(), fix.edits.end(),
                     [](const FixEdit& edit) { return edit.kind == FixEdit::Kind::kCreate; });
}

bool isAllowed(const Fix& fix, FixPolicy policy) {
  if (creates(fix) && !policy.create) return false;
  return fix.safety == FixSafety::kSafe || (fix.safety == FixSafety::kUnsafe && policy.unsafe);
}

/// Identifies a fix across rounds closely enough to not try a rolled-back one again.
using FixKey = std::tuple<std::string, std::string, std::uint32_t, std::string>;

FixKey keyOf(const Candidate& candidate) {
  const FixEdit& first = candidate.fix->edits.front();
  return {std::string(candidate.finding->rule->name), first.path, first.range.start, first.text};
}

std::vector<Candidate> collect(const LintResult& result, FixPolicy policy,
                               const std::set<FixKey>& rejected) {
  std::vector<Candidate> candidates;
  for (const Finding& finding : result.findings) {
    if (finding.fixes.empty()) continue;
    const Fix& fix = finding.fixes.front();
    const Candidate candidate{&finding, &fix};
    if (!isAllowed(fix, policy) || fix.edits.empty() || rejected.contains(keyOf(candidate))) {
      continue;
    }
    candidates.push_back(candidate);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     const FixEdit& x = a.fix->edits.front();
                     const FixEdit& y = b.fix->edits.front();
                     return std::tie(x.path, x.range, a.finding->rule->name) <
                            std::tie(y.path, y.range, b.finding->rule->name);
                   });
  return candidates;
}

/// The edits accepted so far in a round, by file.
class EditSet {
 public:
  /// Takes all edits of `fix`, or none when one of them touches an accepted one.
  bool accept(const Fix& fix) {
    for (const FixEdit& edit : fix.edits) {
      if (conflicts(edit)) return false;
    }
    for (const FixEdit& edit : fix.edits) edits_[edit.path].push_back(edit);
    return true;
  }

  [[nodiscard]] std::map<std::string, std::vector<FixEdit>>& byPath() { return edits_; }
  [[nodiscard]] bool empty() const { return edits_.empty(); }

 private:
  [[nodiscard]] bool conflicts(const FixEdit& edit) const {
    const auto found = edits_.find(edit.path);
    if (found == edits_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const FixEdit& other) {
      if (edit.kind != FixEdit::Kind::kReplace || other.kind != FixEdit::Kind::kReplace) {
        return true;
      }
      // Touching counts as overlapping: two insertions at one place have no order.
      return edit.range.start <= other.range.end && other.range.start <= edit.range.end;
    });
  }

  std::map<std::string, std::vector<FixEdit>> edits_;
};

std::string sitePathFor(const SiteInput& input, const std::string& path) {
  const std::string prefix = input.pathOf("");
  return path.starts_with(prefix) ? path.substr(prefix.size()) : std::string();
}

void createFile(SiteInput& input, const FixEdit& edit) {
  InputFile file;
  file.path = edit.path;
  file.sitePath = sitePathFor(input, edit.path);
  file.source = std::make_shared<text::SourceFile>(edit.path, edit.text);
  input.entries.push_back({file.sitePath, false, edit.text.size()});
  input.files.push_back(std::move(file));
}

void renameFile(SiteInput& input, const FixEdit& edit) {
  const std::string from = sitePathFor(input, edit.path);
  const std::string to = sitePathFor(input, edit.text);
  for (SiteEntry& entry : input.entries) {
    if (entry.path == from) entry.path = to;
  }
  for (InputFile& file : input.files) {
    if (file.path != edit.path) continue;
    file.path = edit.text;
    file.sitePath = to;
    file.source = std::make_shared<text::SourceFile>(edit.text, std::string(file.source->bytes()));
  }
}

void replaceText(SiteInput& input, const std::string& path, std::vector<FixEdit> edits) {
  std::sort(edits.begin(), edits.end(),
            [](const FixEdit& a, const FixEdit& b) { return a.range < b.range; });
  std::vector<text::TextEdit> replacements;
  for (FixEdit& edit : edits) replacements.push_back({edit.range, std::move(edit.text)});
  for (InputFile& file : input.files) {
    if (file.path != path) continue;
    file.source = std::make_shared<text::SourceFile>(
        path, text::applyEdits(file.source->bytes(), replacements));
  }
}

SiteInput apply(SiteInput input, EditSet& edits) {
  for (auto& [path, list] : edits.byPath()) {
    switch (list.front().kind) {
      case FixEdit::Kind::kReplace:
        replaceText(input, path, list);
        break;
      case FixEdit::Kind::kCreate:
        createFile(input, list.front());
        break;
      case FixEdit::Kind::kRename:
        renameFile(input, list.front());
        break;
    }
  }
  return input;
}

std::size_t countFatal(const LintResult& result) {
  return static_cast<std::size_t>(
      std::count_if(result.findings.begin(), result.findings.end(),
                    [](const Finding& finding) { return finding.fatal; }));
}

std::size_t countRejected(const LintResult& result) {
  return static_cast<std::size_t>(std::count_if(
      result.files.begin(), result.files.end(),
      [](const FileVerdict& verdict) { return verdict.state == httpd::VerdictState::kRejected; }));
}

bool isWorse(const LintResult& after, const LintResult& before) {
  return countRejected(after) > countRejected(before) || countFatal(after) > countFatal(before);
}

class FixLoop {
 public:
  FixLoop(const SiteInput& input, const LintSettings& settings, FixPolicy policy)
      : before_(input),
        settings_(settings),
        policy_(policy),
        site_(std::make_unique<Site>(input)),
        result_(lint(*site_, settings)) {}

  FixResult run() {
    bool changing = true;
    for (int round = 0; round < kMaxRounds && changing; ++round) changing = runRound();
    fix_.converged = !changing || collect(result_, policy_, rejected_).empty();
    fix_.after = site_->input();
    collectChanges();
    fix_.remaining = std::move(result_);
    return std::move(fix_);
  }

 private:
  /// False when nothing was left to do.
  bool runRound() {
    const std::vector<Candidate> candidates = collect(result_, policy_, rejected_);
    if (candidates.empty()) return false;
    if (tryAll(candidates)) return true;
    // One of them makes it worse: find out which by taking them one at a time.
    for (const Candidate& candidate : candidates) {
      if (tryAll({candidate})) return true;
      rejected_.insert(keyOf(candidate));
      fix_.rolledBack.push_back(
          {std::string(candidate.finding->rule->name), candidate.finding->path});
    }
    return false;
  }

  bool tryAll(const std::vector<Candidate>& candidates) {
    EditSet edits;
    std::vector<Finding> applied;
    for (const Candidate& candidate : candidates) {
      if (edits.accept(*candidate.fix)) applied.push_back(*candidate.finding);
    }
    auto next = std::make_unique<Site>(apply(site_->input(), edits), site_.get());
    LintResult after = lint(*next, settings_);
    if (isWorse(after, result_)) return false;
    site_ = std::move(next);
    keepAlive_.push_back(result_.customRules);
    result_ = std::move(after);
    std::move(applied.begin(), applied.end(), std::back_inserter(fix_.fixed));
    return true;
  }

  void collectChanges() {
    const auto& files = site_->input().files;
    for (std::size_t i = 0; i < files.size(); ++i) {
      const bool created = i >= before_.files.size();
      FileChange change;
      change.after = files[i].source;
      change.path = files[i].path;
      if (created) {
        change.kind = FileChange::Kind::kCreated;
      } else {
        const InputFile& old = before_.files[i];
        if (old.source == files[i].source) continue;
        change.before = old.source;
        if (old.path != files[i].path) {
          change.kind = FileChange::Kind::kRenamed;
          change.path = old.path;
          change.renamedTo = files[i].path;
        } else if (old.source->bytes() == files[i].source->bytes()) {
          continue;
        }
      }
      fix_.changes.push_back(std::move(change));
    }
    std::sort(fix_.changes.begin(), fix_.changes.end(),
              [](const FileChange& a, const FileChange& b) { return a.path < b.path; });
  }

  const SiteInput& before_;
  const LintSettings& settings_;
  FixPolicy policy_;
  std::unique_ptr<Site> site_;
  LintResult result_;
  std::set<FixKey> rejected_;
  std::vector<std::shared_ptr<const void>> keepAlive_;
  FixResult fix_;
};

}  // namespace

FixResult fixAll(const SiteInput& input, const LintSettings& settings, FixPolicy policy) {
  return FixLoop(input, settings, policy).run();
}

}  // namespace htlint::lint
