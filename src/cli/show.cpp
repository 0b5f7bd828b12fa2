#include <algorithm>
#include <memory>
#include <vector>

#include "exit_code.h"
#include "lint/site.h"
#include "project/certificate_stores.h"
#include "project/read.h"
#include "project/write.h"
#include "report/certificate_listing.h"
#include "verbs.h"

namespace htlint::cli {
namespace {

tl::expected<std::string, project::IoError> readNamed(const std::string& path) {
  if (path != "-") return project::readFile(path);
  auto bytes = readStandardInput();
  if (bytes) return std::move(*bytes);
  return tl::unexpected(project::IoError{project::IoErrorCode::kUnreadable, path, ""});
}

bool addStores(Session& session, lint::SiteInput& input) {
  project::CertificateStores stores;
  auto pool = stores.pool(session.options().pool);
  auto roots = stores.roots(session.options().roots);
  if (!pool) session.fail(pool.error());
  if (!roots) session.fail(roots.error());
  if (!pool || !roots) return false;
  input.pool = std::move(*pool);
  input.roots = std::move(*roots);
  input.rootsNamed = !session.options().roots.empty();
  return true;
}

lint::SiteInput readAll(Session& session) {
  lint::SiteInput input;
  for (const std::string& path : session.options().paths) {
    auto bytes = readNamed(path);
    if (!bytes) {
      session.fail(bytes.error());
      continue;
    }
    lint::InputFile file{.kind = lint::FileKind::kCertificate,
                         .path = path == "-" ? "<stdin>" : path,
                         .sitePath = {},
                         .source = {},
                         .named = true,
                         .unreadable = {}};
    file.source = std::make_shared<text::SourceFile>(file.path, std::move(*bytes));
    input.files.push_back(std::move(file));
  }
  return input;
}

/// The two files that a hosting form asks for belong together: one with a server certificate, and
/// one with CA certificates alone.
void joinForm(const lint::Site& site, lint::SiteSettings& settings) {
  std::vector<const lint::CertificateFile*> servers;
  std::vector<const lint::CertificateFile*> chains;
  for (const lint::CertificateFile& file : site.certificateFiles()) {
    if (file.bundle->empty()) continue;
    (file.leaf ? servers : chains).push_back(&file);
  }
  if (servers.size() != 1 || chains.size() != 1) return;
  settings.certificatePath = servers.front()->input.path;
  settings.chainPath = chains.front()->input.path;
}

std::string render(const Session& session, const Output& output, const lint::Site& site) {
  if (output.isPicture) return report::listingSvg(site, session.now(), session.language());
  if (output.format == report::Format::kJson) return report::listingJson(site, session.now());
  const bool color = output.file.empty() && useColor(session.options().color, Stream::kOut);
  return report::listingText(site, session.now(), session.language(), color);
}

}  // namespace

int runShow(Session& session) {
  lint::SiteInput input = readAll(session);
  input.password = session.password(session.options().paths);
  if (!addStores(session, input)) return kExitError;
  joinForm(lint::Site(input), input.settings);
  const lint::Site site(std::move(input));
  std::vector<Output> outputs = session.options().outputs;
  if (outputs.empty()) outputs.emplace_back();
  for (const Output& output : outputs) {
    const std::string text = render(session, output, site);
    if (output.file.empty()) {
      print(session, text);
    } else if (const auto written = project::writeFile(output.file, text); !written) {
      session.fail(written.error());
    }
  }
  return session.hasFailed() ? kExitError : kExitClean;
}

}  // namespace htlint::cli
