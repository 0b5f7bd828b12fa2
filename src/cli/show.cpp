#include <memory>
#include <vector>

#include "exit_code.h"
#include "pem/document.h"
#include "project/read.h"
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

}  // namespace

int runShow(Session& session) {
  std::vector<std::unique_ptr<pem::Document>> documents;
  std::vector<report::ListedFile> files;
  for (const std::string& path : session.options().paths) {
    auto bytes = readNamed(path);
    if (!bytes) {
      session.fail(bytes.error());
      continue;
    }
    const std::string name = path == "-" ? "<stdin>" : path;
    documents.push_back(std::make_unique<pem::Document>(
        std::make_shared<text::SourceFile>(name, std::move(*bytes))));
    files.push_back({name, documents.back().get()});
  }
  const bool color = useColor(session.options().color, Stream::kOut);
  print(session, wantsJson(session)
                     ? report::listingJson(files, session.now())
                     : report::listingText(files, session.now(), session.language(), color));
  return session.hasFailed() ? kExitError : kExitClean;
}

}  // namespace htlint::cli
