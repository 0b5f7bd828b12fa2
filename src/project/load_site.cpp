#include "project/load_site.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "pem/kind.h"
#include "project/read.h"

namespace htlint::project {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

/// Names of files that hold other things more often than not: only their content tells.
bool isDoubtfulName(std::string_view lowerName) {
  return lowerName.ends_with(".txt") || lowerName.ends_with(".key");
}

bool isSkipped(std::string_view name) {
  return name == ".git" || name == ".svn" || name == ".hg" || name == "node_modules";
}

std::string joined(const std::string& folder, std::string_view name) {
  if (folder.empty() || folder == ".") return std::string(name);
  return folder.ends_with('/') ? folder + std::string(name) : folder + "/" + std::string(name);
}

/// Collects one web root.
class Loader {
 public:
  explicit Loader(const SiteRequest& request) : request_(request) {
    site().root = request.webRoot.root;
    site().wholeRoot = request.webRoot.whole;
    site().settings = request.settings;
    site().target = request.target;
    site().password = request.password;
  }

  tl::expected<void, IoError> addNamed(const std::string& path);
  tl::expected<void, IoError> addSettingsFiles();
  void walk(const std::string& directory);
  void addText(std::string bytes, const std::string& name);

  tl::expected<LoadedSite, IoError> finish() {
    if (const auto added = addStores(); !added) return tl::unexpected(added.error());
    std::sort(site().entries.begin(), site().entries.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return std::move(loaded_);
  }

 private:
  tl::expected<void, IoError> addSettingsFile(std::string& path);
  tl::expected<void, IoError> addStores();
  lint::SiteInput& site() { return loaded_.input; }
  [[nodiscard]] std::string shownPath(const std::string& path, std::string& sitePath) const;
  void addEntry(const std::string& path, const fs::directory_entry& entry);
  void addEntriesOf(const std::string& path, const std::string& name);
  void addMet(const std::string& path, const std::string& name);
  void addFile(lint::FileKind kind, const std::string& path,
               tl::expected<std::string, IoError> bytes, bool named);

  const SiteRequest& request_;
  LoadedSite loaded_;
  std::map<std::string, std::size_t> files_;  // by shown path
};

/// A file below the root is always shown with the root in front, so that one file has one path.
std::string Loader::shownPath(const std::string& path, std::string& sitePath) const {
  const auto below = pathBelow(request_.webRoot.root, path);
  sitePath = below.value_or(std::string());
  return below ? joined(request_.webRoot.root, *below) : tidyPath(path);
}

void Loader::addFile(lint::FileKind kind, const std::string& path,
                     tl::expected<std::string, IoError> bytes, bool named) {
  lint::InputFile file{
      .kind = kind, .path = {}, .sitePath = {}, .source = {}, .named = named, .unreadable = {}};
  file.path = shownPath(path, file.sitePath);
  if (!bytes) {
    const IoError& error = bytes.error();
    file.unreadable =
        error.reason.empty() ? describeReason(error, request_.language) : error.reason;
    // A folder in the place of a file is a fact about the site; all else kept htlint from reading.
    const bool fact = bytes.error().code == IoErrorCode::kIsDirectory;
    if (named && !fact) loaded_.problems.push_back(bytes.error());
  }
  file.source = std::make_shared<text::SourceFile>(file.path, std::move(bytes).value_or(""));
  files_.emplace(file.path, site().files.size());
  site().files.push_back(std::move(file));
}

tl::expected<void, IoError> Loader::addNamed(const std::string& path) {
  std::string sitePath;
  const std::string shown = shownPath(path, sitePath);
  if (const auto known = files_.find(shown); known != files_.end()) {
    lint::InputFile& file = site().files[known->second];
    file.named = true;
    if (request_.kind) file.kind = *request_.kind;
    return {};
  }
  auto bytes = readFile(path);
  if (!bytes && bytes.error().code == IoErrorCode::kMissing) return tl::unexpected(bytes.error());
  const std::string name = fs::path(path).filename().string();
  const lint::FileKind kind =
      request_.kind.value_or(kindOf(name, bytes ? std::string_view(*bytes) : std::string_view()));
  addFile(kind, path, std::move(bytes), true);
  if (request_.webRoot.directories.empty()) addEntriesOf(path, name);
  return {};
}

/// Without a walk: what bears httpd's name beside the file decides what can be done with one that
/// does not.
void Loader::addEntriesOf(const std::string& path, const std::string& name) {
  addEntry(path, fs::directory_entry(path));
  const fs::path live = fs::path(path).parent_path() / ".htaccess";
  std::error_code failed;
  if (name != ".htaccess" && fs::exists(live, failed)) {
    addEntry(live.string(), fs::directory_entry(live));
  }
}

tl::expected<void, IoError> Loader::addSettingsFile(std::string& path) {
  if (path.empty()) return {};
  std::string sitePath;
  const std::string shown = shownPath(path, sitePath);
  if (const auto known = files_.find(shown); known != files_.end()) {
    site().files[known->second].kind = lint::FileKind::kCertificate;
    site().files[known->second].named = true;
  } else {
    auto bytes = readFile(path);
    if (!bytes && bytes.error().code == IoErrorCode::kMissing) {
      return tl::unexpected(bytes.error());
    }
    addFile(lint::FileKind::kCertificate, path, std::move(bytes), true);
  }
  path = shown;
  return {};
}

tl::expected<void, IoError> Loader::addSettingsFiles() {
  lint::SiteSettings& settings = site().settings;
  for (std::string* path :
       {&settings.certificatePath, &settings.chainPath, &settings.keyPath, &settings.requestPath}) {
    if (const auto added = addSettingsFile(*path); !added) return added;
  }
  if (settings.noticePath.empty()) return {};
  auto bytes = readFile(settings.noticePath);
  if (!bytes) return tl::unexpected(bytes.error());
  site().notice =
      std::make_shared<text::SourceFile>(tidyPath(settings.noticePath), std::move(*bytes));
  return {};
}

/// Reading the system's hundred and more roots would be felt where nobody asks for them.
tl::expected<void, IoError> Loader::addStores() {
  if (!request_.stores) return {};
  const auto isCertificate = [](const lint::InputFile& file) {
    return file.kind == lint::FileKind::kCertificate && file.unreadable.empty();
  };
  const auto& files = site().files;
  if (std::none_of(files.begin(), files.end(), isCertificate)) {
    return checkStoresExist(request_.pool, request_.roots);
  }
  auto pool = request_.stores->pool(request_.pool);
  if (!pool) return tl::unexpected(pool.error());
  auto roots = request_.stores->roots(request_.roots);
  if (!roots) return tl::unexpected(roots.error());
  site().pool = std::move(*pool);
  site().roots = std::move(*roots);
  site().rootsNamed = !request_.roots.empty();
  return {};
}

void Loader::addEntry(const std::string& path, const fs::directory_entry& entry) {
  const auto below = pathBelow(request_.webRoot.root, path);
  if (!below || below->empty()) return;
  std::error_code failed;
  const bool isDirectory = entry.is_directory(failed);
  const std::uintmax_t size = entry.is_regular_file(failed) ? entry.file_size(failed) : 0;
  site().entries.push_back({*below, isDirectory, failed ? 0 : size});
}

void Loader::addMet(const std::string& path, const std::string& name) {
  if (isHtaccessName(name)) {
    auto bytes = readFile(path);
    const bool dangling = !bytes && bytes.error().code == IoErrorCode::kMissing;
    if (!dangling) addFile(lint::FileKind::kHtaccess, path, std::move(bytes), false);
    return;
  }
  if (!isCertificateName(name)) return;
  auto bytes = readFile(path);
  const bool isText = bytes && !pem::isCertificateMaterial(pem::detectKind(*bytes));
  if (isDoubtfulName(lower(name)) && (isText || !bytes)) return;
  if (!bytes && bytes.error().code != IoErrorCode::kUnreadable) return;
  addFile(lint::FileKind::kCertificate, path, std::move(bytes), false);
}

void Loader::walk(const std::string& directory) {
  std::error_code failed;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator at(directory, failed), end; !failed && at != end;
       at.increment(failed)) {
    entries.push_back(*at);
  }
  if (failed) {
    loaded_.problems.push_back({IoErrorCode::kUnreadable, directory, failed.message()});
  }
  std::sort(entries.begin(), entries.end());
  for (const fs::directory_entry& entry : entries) {
    const std::string name = entry.path().filename().string();
    const std::string path = joined(directory, name);
    addEntry(path, entry);
    std::error_code ignored;
    const bool isDirectory = entry.is_directory(ignored);
    if (!isDirectory || name == ".htaccess") {
      addMet(path, name);
    } else if (!entry.is_symlink(ignored) && !isSkipped(name)) {
      walk(path);
    }
  }
}

void Loader::addText(std::string bytes, const std::string& name) {
  const lint::FileKind kind =
      request_.kind.value_or(kindOf(fs::path(name).filename().string(), bytes));
  lint::InputFile file{.kind = kind,
                       .path = name.empty() ? "<stdin>" : name,
                       .sitePath = {},
                       .source = {},
                       .named = true,
                       .unreadable = {}};
  const bool hasRoot = !request_.webRoot.root.empty() && !name.empty();
  if (const auto below = hasRoot ? pathBelow(request_.webRoot.root, name) : std::nullopt) {
    file.sitePath = *below;
  } else {
    site().root.clear();
    file.sitePath = name.empty() ? ".htaccess" : fs::path(name).filename().string();
  }
  file.source = std::make_shared<text::SourceFile>(file.path, std::move(bytes));
  site().entries.push_back({file.sitePath, false, file.source->size()});
  files_.emplace(file.path, site().files.size());
  site().files.push_back(std::move(file));
}

}  // namespace

bool isHtaccessName(std::string_view name) {
  const std::string plain = lower(name);
  return plain.ends_with(".htaccess") || plain.starts_with(".htaccess.") ||
         plain.starts_with("htaccess") || plain == "_htaccess";
}

bool isCertificateName(std::string_view name) {
  const std::string plain = lower(name);
  for (const std::string_view suffix :
       {".pem", ".crt", ".cer", ".key", ".csr", ".p7b", ".p12", ".pfx", ".der", ".txt"}) {
    if (plain.ends_with(suffix)) return true;
  }
  return false;
}

lint::FileKind kindOf(std::string_view name, std::string_view bytes) {
  if (isHtaccessName(name)) return lint::FileKind::kHtaccess;
  if (isCertificateName(name) && !lower(name).ends_with(".txt")) {
    return lint::FileKind::kCertificate;
  }
  return pem::isCertificateMaterial(pem::detectKind(bytes)) ? lint::FileKind::kCertificate
                                                            : lint::FileKind::kHtaccess;
}

tl::expected<LoadedSite, IoError> loadSite(const SiteRequest& request) {
  Loader loader(request);
  for (const std::string& directory : request.webRoot.directories) loader.walk(directory);
  for (const std::string& path : request.webRoot.files) {
    if (const auto added = loader.addNamed(path); !added) return tl::unexpected(added.error());
  }
  if (const auto added = loader.addSettingsFiles(); !added) return tl::unexpected(added.error());
  return loader.finish();
}

tl::expected<LoadedSite, IoError> loadText(std::string bytes, std::string name,
                                           const SiteRequest& request) {
  Loader loader(request);
  loader.addText(std::move(bytes), name);
  if (const auto added = loader.addSettingsFiles(); !added) return tl::unexpected(added.error());
  return loader.finish();
}

}  // namespace htlint::project
