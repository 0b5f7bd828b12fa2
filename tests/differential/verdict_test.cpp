// What htlint says about reading a file is what httpd says: real files and their known verdicts.
#include <catch2/catch.hpp>
#include <map>

#include "corpus.h"
#include "message_class.h"

namespace htlint::test {
namespace {

/// Counts what htlint reproduces of httpd's refusals, and prints the rest.
class Tally {
 public:
  void add(std::string_view bytes, const std::string& message) {
    CAPTURE(message);
    CHECK(classify(message) != nullptr);
    ++rejected_;
    if (reproduces(bytes, message)) {
      ++reproduced_;
    } else {
      ++others_[message];
    }
  }

  void print() const {
    std::string text = std::to_string(reproduced_) + " of " + std::to_string(rejected_) +
                       " refusals are reproduced; not yet modelled:";
    for (const auto& [message, count] : others_) {
      text += "\n  " + std::to_string(count) + "  " + message;
    }
    WARN(text);
  }

 private:
  int rejected_ = 0;
  int reproduced_ = 0;
  std::map<std::string, int> others_;
};

TEST_CASE("The verdict on every real file is httpd's") {
  Tally tally;
  const std::vector<CorpusFile> files = corpusFiles();
  if (files.empty()) return;
  for (const CorpusFile& file : files) {
    const auto wrong = contradiction(file.bytes, file.rejected);
    if (wrong) FAIL_CHECK(file.path.filename() << ": " << *wrong);
    if (file.rejected) tally.add(file.bytes, *file.rejected);
  }
  tally.print();
}

TEST_CASE("The verdict on every observed file is httpd's") {
  Tally tally;
  const std::vector<Observation> all = observations();
  if (all.empty()) return;
  for (const Observation& observation : all) {
    for (const auto& [path, bytes] : observation.files) {
      if (!path.ends_with(".htaccess")) continue;
      const auto wrong = contradiction(bytes, observation.rejected);
      if (wrong) FAIL_CHECK(observation.name << ": " << *wrong);
      if (observation.rejected) tally.add(bytes, *observation.rejected);
    }
  }
  tally.print();
}

}  // namespace
}  // namespace htlint::test
