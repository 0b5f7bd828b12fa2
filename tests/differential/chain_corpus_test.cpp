// Real chains, judged before, between and after the days on which their parts ended.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "lint/fix_loop.h"
#include "rules/rule_table.h"
#include "support/files.h"
#include "x509/bundle.h"
#include "x509/time.h"

namespace htlint::test {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

const fs::path kFolder = fs::path(HTLINT_CORPUS_DIR) / "pem";

const std::string kLeaf2022 = "leaf-edge01.yahoo.co.jp-20220406-20230505.pem";
const std::string kLeaf2025 = "leaf-edge01.yahoo.co.jp-20250415-20260514.pem";
const std::string kLeafEv = "leaf-EV-www.antiphishing.jp-20240105-20250131.pem";
const std::string kOv = "int-SureServerCAG4-2019-exp20290529.pem";
const std::string kOvAgain = "int-SureServerCAG4-2023reissue-exp20290529.pem";
const std::string kEv = "int-SureServerEVCAG3-2019-exp20290529.pem";
const std::string kCross = "cross-RootCA2-by-RootCA1-exp20230929-revoked20230418.pem";
const std::string kRoot1 = "root-SecurityCommunicationRootCA1-exp20230930.pem";
const std::string kRoot2 = "root-SecurityCommunicationRootCA2-exp20290529.pem";

bool skipped() {
  if (fs::exists(kFolder / "sureserver")) return false;
  WARN("skipped: no real certificates here (" << kFolder << ")");
  return true;
}

std::string bytesOf(const std::string& folder, const Names& files) {
  std::string bytes;
  for (const std::string& file : files) bytes += readFile(kFolder / folder / file);
  return bytes;
}

std::shared_ptr<x509::CertificatePool> poolOf(const std::string& folder, const Names& files) {
  auto pool = std::make_shared<x509::CertificatePool>();
  pool->addAll(
      pem::Document(std::make_shared<text::SourceFile>("roots.pem", bytesOf(folder, files))));
  return pool;
}

/// One bundle, who trusts what, and when.
struct Question {
  std::string folder;
  Names sent;
  Names roots;
  std::string now;
};

struct Answer {
  std::set<std::string> rules;  ///< of certificate-chain-*, without that beginning
  std::string fixed;
};

Answer ask(const Question& question) {
  lint::SiteInput input;
  input.root = ".";
  input.settings.certificatePath = "server.pem";
  lint::InputFile file;
  file.kind = lint::FileKind::kCertificate;
  file.path = file.sitePath = "server.pem";
  file.source =
      std::make_shared<text::SourceFile>(file.path, bytesOf(question.folder, question.sent));
  input.files.push_back(std::move(file));
  input.roots = poolOf(question.folder, question.roots);
  input.rootsNamed = true;
  lint::LintSettings settings;
  settings.rules = rules::table();
  settings.now = x509::parseRfc3339(question.now)->time_since_epoch().count();
  Answer answer;
  constexpr std::string_view kChain = "certificate-chain-";
  for (const lint::Finding& finding : lint::lint(lint::Site(input), settings).findings) {
    if (!finding.rule->name.starts_with(kChain)) continue;
    answer.rules.emplace(finding.rule->name.substr(kChain.size()));
  }
  const lint::FixResult fix = lint::fixAll(input, settings, {});
  CHECK(fix.converged);
  CHECK(fix.rolledBack.empty());
  answer.fixed = fix.after.files.front().source->bytes();
  return answer;
}

void checkAllOrders(Names sent, const Names& roots, const std::string& now, const Names& wanted) {
  std::sort(sent.begin(), sent.end());
  do {
    INFO(now << ": " << sent[0] << " " << sent[1] << " " << sent[2]);
    CHECK(ask({"sureserver", sent, roots, now}).fixed == bytesOf("sureserver", wanted));
  } while (std::next_permutation(sent.begin(), sent.end()));
}

TEST_CASE("the four tiers of SureServer, in every order") {
  if (skipped()) return;
  for (const Names& roots : {Names{kRoot1}, Names{kRoot2}, Names{kRoot1, kRoot2}}) {
    for (const char* now : {"2022-06-01", "2023-04-17T23:59:59Z"}) {
      const Names complete{kLeaf2022, kOv, kCross};
      CHECK(ask({"sureserver", complete, roots, now}).rules.empty());
      checkAllOrders({kLeaf2022, kOv, kCross, kRoot1}, roots, now, complete);
    }
  }
  for (const Names& roots : {Names{kRoot2}, Names{kRoot1, kRoot2}}) {
    const Question today{"sureserver", {kLeaf2025, kOv, kCross}, roots, "2025-12-01"};
    CHECK(ask(today).rules == std::set<std::string>{"withdrawn"});
    checkAllOrders({kLeaf2025, kOv, kCross, kRoot1}, roots, "2025-12-01", {kLeaf2025, kOv});
  }
}

TEST_CASE("either issue of a SureServer intermediate is right, the other product's is not") {
  if (skipped()) return;
  const std::string now = "2024-06-01";
  for (const std::string& issue : {kEv, std::string("int-SureServerEVCAG3-2023reissue-"
                                                    "exp20290529.pem")}) {
    CHECK(ask({"sureserver", {kLeafEv, issue}, {kRoot2}, now}).rules.empty());
  }
  CHECK(ask({"sureserver", {kLeafEv, kOv}, {kRoot2}, now}).rules.contains("incomplete"));
  CHECK(ask({"sureserver", {kLeafEv}, {kRoot2}, now}).rules.contains("incomplete"));
  const Answer both = ask({"sureserver", {kLeaf2025, kOv, kOvAgain}, {kRoot2}, "2025-12-01"});
  CHECK(both.rules == std::set<std::string>{"extra"});
}

TEST_CASE("the day AddTrust External CA Root ended") {
  if (skipped()) return;
  const Names sent{"leaf-tappty.com-20141126-20151126.pem", "int-COMODORSADV-exp2029.pem",
                   "int-COMODORSA-by-AddTrust-exp20200530.pem"};
  const Names all{"root-AddTrustExternal-exp20200530.pem", "root-COMODORSA-exp20380118.pem"};
  const auto rules = [&](const Names& roots, const char* now) {
    return ask({"cross-signed", sent, roots, now}).rules;
  };
  for (const Names& roots : {Names{all[0]}, Names{all[1]}, all}) {
    CHECK(rules(roots, "2015-01-01").empty());
    CHECK(rules(roots, "2020-05-30T10:48:37Z").empty());
  }
  CHECK(rules(all, "2020-05-30T10:48:39Z") == std::set<std::string>{"withdrawn"});
  CHECK(rules({all[1]}, "2020-06-01") == std::set<std::string>{"withdrawn"});
  CHECK(rules({all[0]}, "2020-06-01") == std::set<std::string>{"withdrawn", "invalid"});
}

TEST_CASE("the years in which DST Root CA X3 and what it issued ended") {
  if (skipped()) return;
  const std::string leaf = "leaf-cryptography.io-20230529-20230827.pem";
  const std::string cross = "int-ISRGRootX1-by-DSTRootX3-exp20240930.pem";
  const std::string byIsrg = "int-R3-by-ISRGRootX1-exp20250915.pem";
  const std::string byDst = "int-R3-by-DSTRootX3-exp20210929.pem";
  const Names both{"root-DSTRootCAX3-exp20210930.pem", "root-ISRGRootX1-exp20350604.pem"};
  const auto rules = [&](const Names& sent, const Names& roots, const char* now) {
    return ask({"cross-signed", sent, roots, now}).rules;
  };
  const Names old{leaf, byIsrg, cross};
  CHECK(rules(old, both, "2021-09-01").empty());
  CHECK(rules(old, {both[0]}, "2021-09-01").empty());
  CHECK(rules(old, both, "2023-06-01") == std::set<std::string>{"withdrawn"});
  CHECK(rules({leaf, byIsrg}, both, "2023-06-01").empty());
  CHECK(rules({leaf, byDst}, both, "2021-09-01") == std::set<std::string>{"ends-early"});
  CHECK(rules({leaf, byDst}, both, "2023-06-01") == std::set<std::string>{"invalid"});
  CHECK(rules({leaf, byDst, byIsrg}, both, "2023-06-01") == std::set<std::string>{"expired"});
  CHECK(rules({leaf, byIsrg}, both, "2025-10-01") == std::set<std::string>{"invalid"});
}

TEST_CASE("chains that were really served broken") {
  if (skipped()) return;
  const auto rules = [&](const char* file, const char* now) {
    const Names roots{"root-ISRGRootX1-exp20350604.pem"};
    return ask({"cross-signed", {file}, roots, now}).rules;
  };
  CHECK(rules("checksslcert-google-incomplete_chain.pem", "2021-10-01").contains("incomplete"));
  CHECK(rules("checksslcert-google-wrong_chain.pem", "2021-10-01").contains("order"));
  CHECK(rules("checksslcert-google-wrong_chain.pem", "2021-10-01").contains("incomplete"));
  CHECK(rules("checksslcert-google-fullchain.pem", "2021-10-01").contains("order"));
}

}  // namespace
}  // namespace htlint::test
