#include "fixture_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "rule_runner.h"
#include "test_site.h"

namespace htlint::test {
namespace {

/// One line of a `findings` or `remaining` block.
struct ExpectedFinding {
  std::string summary;             ///< as summary() makes it
  std::string fix;                 ///< "safe", "unsafe", "none", or empty: not compared
  std::vector<std::string> words;  ///< parts of the message, help or fix title
};

/// What one run of `htlint fix` must come to.
struct ExpectedFix {
  std::map<std::string, std::string> files;          // path -> bytes
  std::map<std::string, const Block*> certificates;  // path -> block with their names
  std::set<std::string> absent;
  std::vector<std::string> mayRaise;
  std::vector<ExpectedFinding> remaining;
  bool given = false;  // the case says something about this run
};

std::vector<std::string> quotedParts(std::string& line, std::size_t number) {
  std::vector<std::string> parts;
  for (std::size_t open = line.find('"'); open != std::string::npos; open = line.find('"')) {
    const std::size_t close = line.find('"', open + 1);
    if (close == std::string::npos) throw FixtureError(number, "a quote is not closed");
    parts.push_back(line.substr(open + 1, close - open - 1));
    line.erase(open, close - open + 1);
  }
  return parts;
}

std::vector<ExpectedFinding> parseFindings(const Block& block) {
  std::vector<ExpectedFinding> result;
  std::istringstream stream(block.content);
  std::size_t number = block.line;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (line.empty()) continue;
    ExpectedFinding expected;
    expected.words = quotedParts(line, number);
    std::istringstream words(line);
    std::string place;
    std::string severity;
    words >> place >> severity;
    expected.summary = place + " " + severity;
    for (std::string word; words >> word;) {
      if (word == "fatal") {
        expected.summary += " fatal";
      } else if (word == "fix=safe" || word == "fix=unsafe" || word == "fix=none") {
        expected.fix = word.substr(std::string_view("fix=").size());
      } else {
        throw FixtureError(number, "can't read `" + word + "`");
      }
    }
    result.push_back(std::move(expected));
  }
  return result;
}

bool says(const lint::Finding& finding, const std::string& words) {
  for (const lint::Language language : {lint::Language::kEnglish, lint::Language::kJapanese}) {
    std::string all = renderMessage(finding, language) + "\n" + renderHelp(finding, language);
    for (const lint::Fix& fix : finding.fixes) {
      all += "\n" + lint::render(fix.title, fix.args, language);
    }
    if (all.find(words) != std::string::npos) return true;
  }
  return false;
}

std::string bestFix(const lint::Finding& finding) {
  if (finding.fixes.empty()) return "none";
  return std::string(lint::toString(finding.fixes.front().safety));
}

void compareFindings(const std::vector<lint::Finding>& actual,
                     const std::vector<ExpectedFinding>& expected, const std::string& when,
                     std::vector<std::string>& failures) {
  std::string wanted;
  std::string got;
  for (const ExpectedFinding& finding : expected) wanted += "\n    " + finding.summary;
  for (const lint::Finding& finding : actual) {
    got += fmt::format("\n    {}  ({})", summary(finding),
                       renderMessage(finding, lint::Language::kEnglish));
  }
  const bool same =
      std::equal(actual.begin(), actual.end(), expected.begin(), expected.end(),
                 [](const auto& a, const auto& e) { return summary(a) == e.summary; });
  if (!same) {
    failures.push_back(fmt::format("{}\n  expected:{}\n  found:{}", when, wanted, got));
    return;
  }
  for (std::size_t i = 0; i < actual.size(); ++i) {
    for (const std::string& words : expected[i].words) {
      if (says(actual[i], words)) continue;
      failures.push_back(fmt::format("{}: {} does not say \"{}\" but:\n    {}\n    {}", when,
                                     expected[i].summary, words,
                                     renderMessage(actual[i], lint::Language::kEnglish),
                                     renderHelp(actual[i], lint::Language::kEnglish)));
    }
    if (!expected[i].fix.empty() && expected[i].fix != bestFix(actual[i])) {
      failures.push_back(fmt::format("{}: {} offers the fix \"{}\", not \"{}\"", when,
                                     expected[i].summary, bestFix(actual[i]), expected[i].fix));
    }
  }
}

void compareFiles(const lint::SiteInput& before, const lint::SiteInput& after,
                  const ExpectedFix& expected, std::vector<std::string>& failures) {
  std::set<std::string> paths = expected.absent;
  for (const auto& [path, bytes] : expected.files) paths.insert(path);
  for (const auto* site : {&before, &after}) {
    for (const lint::InputFile& file : site->files) paths.insert(file.path);
  }
  for (const std::string& path : paths) {
    const text::SourceFile* old = fileAt(before, path);
    const text::SourceFile* now = fileAt(after, path);
    const auto given = expected.files.find(path);
    std::optional<std::string_view> wanted;
    if (given != expected.files.end()) {
      wanted = given->second;
    } else if (old != nullptr && !expected.absent.contains(path)) {
      wanted = old->bytes();
    }
    const bool same = now == nullptr ? !wanted : wanted && now->bytes() == *wanted;
    if (same) continue;
    failures.push_back(fmt::format("{} after the fix\n  expected:\n{}\n  got:\n{}", path,
                                   wanted ? visible(*wanted) : "    (no such file)",
                                   now != nullptr ? visible(now->bytes()) : "    (no such file)"));
  }
}

class Case {
 public:
  Case(const lint::RuleInfo& rule, const Section& section, config::Rules rules)
      : rule_(rule), rules_(rules) {
    for (const Block& block : section.blocks) takeBlock(block);
    if (!sawFindings_) throw FixtureError(section.line, "the case has no `findings` block");
  }

  CaseOutcome run() {
    const TestSite site = builder_.build(rules_);
    CaseOutcome outcome;
    outcome.expectsFindings = !findings_.empty();
    outcome.expectsFix = safe_.given || unsafe_.given;
    outcome.expectsUnsafeFix = unsafe_.given;
    compareFindings(findingsOf(rule_, lint::lint(lint::Site(site.input), site.settings)), findings_,
                    "findings", outcome.failures);
    runFix(site, false, outcome.failures);
    if (unsafe_.given) runFix(site, true, outcome.failures);
    return outcome;
  }

 private:
  void takeBlock(const Block& block) {
    if (!block.role.empty()) throw FixtureError(block.line, "only examples have a role");
    ExpectedFix& fix = block.has("unsafe") ? unsafe_ : safe_;
    if (block.language == "findings") {
      block.allowOnly({});
      if (sawFindings_) throw FixtureError(block.line, "a second `findings` block");
      findings_ = parseFindings(block);
      sawFindings_ = true;
    } else if (block.language == "remaining") {
      block.allowOnly({"unsafe"});
      fix.remaining = parseFindings(block);
    } else if (block.language == "fixed") {
      takeFixed(block, fix);
    } else if (block.language == "absent") {
      block.allowOnly({"unsafe", "path"});
      fix.absent.insert(block.get("path"));
      fix.given = true;
    } else {
      builder_.add(block);
    }
  }

  static void takeFixed(const Block& block, ExpectedFix& fix) {
    std::vector<std::string_view> allowed = contentAttributes();
    allowed.push_back("unsafe");
    allowed.push_back("may-raise");
    allowed.push_back("certificates");
    block.allowOnly(allowed);
    const std::string path = block.get("path", ".htaccess");
    if (block.has("certificates")) {
      fix.certificates[path] = &block;
    } else {
      fix.files[path] = fileBytes(block);
    }
    std::istringstream names(block.get("may-raise"));
    for (std::string name; std::getline(names, name, ',');) fix.mayRaise.push_back(name);
    fix.given = true;
  }

  /// The PEM blocks of the certificates that the block names, one a line.
  static std::string certificateTexts(const TestSite& site, const Block& block) {
    Block texts = block;
    texts.content.clear();
    std::istringstream names(block.content);
    for (std::string name; std::getline(names, name);) {
      const auto found = site.certificates.find(name);
      if (found == site.certificates.end()) {
        throw FixtureError(block.line, "no certificate called " + name);
      }
      texts.content += found->second;
    }
    return fileBytes(texts);
  }

  void runFix(const TestSite& site, bool unsafe, std::vector<std::string>& failures) const {
    ExpectedFix expected = unsafe ? unsafe_ : safe_;
    for (const auto& [path, block] : expected.certificates) {
      expected.files[path] = certificateTexts(site, *block);
    }
    const lint::FixResult result = fixOnly(rule_, site, unsafe);
    std::vector<std::string> found;
    compareFiles(site.input, result.after, expected, found);
    if (expected.given) {
      compareFindings(findingsOf(rule_, lint::lint(lint::Site(result.after), site.settings)),
                      expected.remaining, "findings after the fix", found);
    }
    for (std::string& failure : checkFixed(rule_, site, result, unsafe, expected.mayRaise)) {
      found.push_back(std::move(failure));
    }
    for (const std::string& failure : found) {
      failures.push_back(unsafe ? "with --unsafe: " + failure : failure);
    }
  }

  const lint::RuleInfo& rule_;
  config::Rules rules_;
  SiteBuilder builder_;
  std::vector<ExpectedFinding> findings_;
  ExpectedFix safe_;
  ExpectedFix unsafe_;
  bool sawFindings_ = false;
};

}  // namespace

CaseOutcome runCase(const lint::RuleInfo& rule, const Section& section, config::Rules rules) {
  return Case(rule, section, rules).run();
}

}  // namespace htlint::test
