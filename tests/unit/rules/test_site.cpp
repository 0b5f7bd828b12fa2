#include "test_site.h"

#include <algorithm>
#include <array>

#include "credentials.h"
#include "x509/time.h"

namespace htlint::test {
namespace {

constexpr std::array<std::string_view, 10> kBlocks = {
    "apache", "pem", "certificate", "key", "request", "file", "tree", "toml", "now", "site"};

std::string withCrLf(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') result.push_back('\r');
    result.push_back(c);
  }
  return result;
}

std::string repeated(const Block& block, const std::string& text) {
  const std::string count = block.get("repeat");
  if (count.empty() || count.size() > 9 ||
      count.find_first_not_of("0123456789") != std::string::npos) {
    throw FixtureError(block.line, "repeat= needs a number");
  }
  std::string result;
  for (int i = std::stoi(count); i > 0; --i) result += text;
  return result;
}

char hexByte(const Block& block, std::string_view digits) {
  if (digits.size() != 2 ||
      digits.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos) {
    throw FixtureError(block.line, "\\x needs two hexadecimal digits");
  }
  return static_cast<char>(std::stoi(std::string(digits), nullptr, 16));
}

std::string decodeEscapes(const Block& block, const std::string& text) {
  const std::map<char, char> simple = {
      {'r', '\r'}, {'n', '\n'}, {'t', '\t'}, {'0', '\0'}, {'\\', '\\'}};
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      result.push_back(text[i]);
      continue;
    }
    const char kind = text[++i];
    if (kind == 'x') {
      result.push_back(hexByte(block, std::string_view(text).substr(i + 1, 2)));
      i += 2;
    } else if (const auto found = simple.find(kind); found != simple.end()) {
      result.push_back(found->second);
    } else {
      throw FixtureError(block.line, std::string("unknown escape: \\") + kind);
    }
  }
  return result;
}

std::string encode(const Block& block, const std::string& text) {
  const std::string name = block.get("encoding", "utf-8");
  text::Encoding encoding = text::Encoding::kUtf8;
  std::string mark = "\xEF\xBB\xBF";
  if (name == "shift-jis") {
    encoding = text::Encoding::kShiftJis;
    mark = "";
  } else if (name == "utf-16le") {
    encoding = text::Encoding::kUtf16Le;
    mark = "\xFF\xFE";
  } else if (name == "utf-16be") {
    encoding = text::Encoding::kUtf16Be;
    mark = "\xFE\xFF";
  } else if (name != "utf-8") {
    throw FixtureError(block.line, "unknown encoding " + name);
  }
  std::string bytes = text::fromUtf8(text, encoding);
  if (bytes.empty() && !text.empty()) {
    throw FixtureError(block.line, "the text has no form in " + name);
  }
  return block.has("bom") ? mark + bytes : bytes;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> result;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    if (end > start) result.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return result;
}

[[noreturn]] void fail(std::size_t line, const std::vector<config::Problem>& problems) {
  std::string all;
  for (const config::Problem& problem : problems) {
    all += "\n    " + config::toString(problem, lint::Language::kEnglish);
  }
  throw FixtureError(line, "configuration:" + all);
}

}  // namespace

const std::vector<std::string_view>& contentAttributes() {
  static const std::vector<std::string_view> kAttributes = {
      "path", "crlf", "no-final-newline", "escapes", "bom", "encoding", "repeat"};
  return kAttributes;
}

std::string fileBytes(const Block& block) {
  std::string content = block.content;
  if (block.has("no-final-newline") && !content.empty()) content.pop_back();
  if (block.has("repeat")) content = repeated(block, content);
  if (block.has("crlf")) content = withCrLf(content);
  if (block.has("escapes")) {
    if (block.has("encoding")) {
      throw FixtureError(block.line, "`escapes` and `encoding` exclude each other");
    }
    content = decodeEscapes(block, content);
    // Decoded bytes need not be UTF-8.
    return block.has("bom") ? "\xEF\xBB\xBF" + content : content;
  }
  return encode(block, content);
}

bool SiteBuilder::knows(std::string_view language) {
  return std::find(kBlocks.begin(), kBlocks.end(), language) != kBlocks.end();
}

lint::SiteInput SiteBuilder::wholeRoot() {
  lint::SiteInput input;
  input.wholeRoot = true;
  return input;
}

void SiteBuilder::add(const Block& block) {
  std::vector<std::string_view> allowed = contentAttributes();
  for (const std::string_view more : {"named", "unreadable", "host", "alias", "profile", "now",
                                      "unsafe", "of", "pool", "roots", "form", "password"}) {
    allowed.push_back(more);
  }
  block.allowOnly(allowed);
  line_ = block.line;
  addOptions(block);
  if (block.language == "apache") {
    addInput(block, lint::FileKind::kHtaccess, fileBytes(block), ".htaccess");
  } else if (block.language == "pem") {
    addCertificateFile(block, fileBytes(block));
  } else if (isCredentialBlock(block)) {
    credentials_.push_back(&block);
  } else if (block.language == "file") {
    const std::string bytes = fileBytes(block);
    texts_[block.get("path")] = bytes;
    addEntry(block.get("path"), false, bytes.size());
  } else if (block.language == "tree") {
    addTree(block);
  } else if (block.language == "toml") {
    texts_[std::string(config::kFileName)] = block.content;
  } else if (block.language == "now") {
    now_ = lines(block.content).at(0);
  } else if (block.language == "site") {
    addSiteLines(block);
  } else {
    throw FixtureError(block.line, "unknown block `" + block.language + "`");
  }
}

void SiteBuilder::addInput(const Block& block, lint::FileKind kind, std::string bytes,
                           std::string_view defaultPath) {
  lint::InputFile file;
  file.kind = kind;
  file.path = block.get("path", std::string(defaultPath));
  if (file.path.empty()) throw FixtureError(block.line, "the block needs a path=");
  for (const lint::InputFile& other : input_.files) {
    if (other.path == file.path) throw FixtureError(block.line, "there is a file " + file.path);
  }
  if (!file.path.starts_with("../")) file.sitePath = file.path;
  file.named = block.has("named");
  file.unreadable = block.get("unreadable");
  if (!file.unreadable.empty()) bytes.clear();
  addEntry(file.path, false, bytes.size());
  file.source = std::make_shared<text::SourceFile>(file.path, std::move(bytes));
  input_.files.push_back(std::move(file));
}

/// Pools are no part of the site: their files are neither judged nor fixed.
void SiteBuilder::addCertificateFile(const Block& block, std::string bytes) {
  if (!block.has("pool") && !block.has("roots")) {
    addInput(block, lint::FileKind::kCertificate, std::move(bytes), "");
    return;
  }
  const pem::Document document(
      std::make_shared<text::SourceFile>(block.get("path"), std::move(bytes)));
  for (const auto& [name, pool] : {std::pair("pool", &input_.pool), {"roots", &input_.roots}}) {
    if (!block.has(name)) continue;
    auto more = *pool ? std::make_shared<x509::CertificatePool>(**pool)
                      : std::make_shared<x509::CertificatePool>();
    more->addAll(document);
    *pool = std::move(more);
  }
  if (block.has("roots")) input_.rootsNamed = block.get("roots") != "system";
}

void SiteBuilder::addEntry(const std::string& sitePath, bool isDirectory, std::size_t size) {
  if (sitePath.empty() || sitePath.starts_with("../")) return;
  const std::size_t slash = sitePath.rfind('/');
  if (slash != std::string::npos) addEntry(sitePath.substr(0, slash), true, 0);
  const bool known =
      std::any_of(input_.entries.begin(), input_.entries.end(),
                  [&](const lint::SiteEntry& entry) { return entry.path == sitePath; });
  if (!known) input_.entries.push_back({sitePath, isDirectory, size});
}

void SiteBuilder::addTree(const Block& block) {
  for (const std::string& name : lines(block.content)) {
    const bool isDirectory = name.ends_with('/');
    addEntry(isDirectory ? name.substr(0, name.size() - 1) : name, isDirectory, 0);
  }
}

void SiteBuilder::addSiteLines(const Block& block) {
  for (const std::string& line : lines(block.content)) {
    const std::size_t equals = std::min(line.find('='), line.size());
    const std::string key = line.substr(0, equals);
    const std::string value = line.substr(std::min(equals + 1, line.size()));
    if (key == "host") {
      options_.push_back({"--host", "site.host", {value}});
    } else if (key == "alias") {
      options_.push_back({"--alias", "site.aliases", {value}});
    } else if (key == "password") {
      input_.password = value;
    } else if (key == "whole-root" && value == "false") {
      input_.wholeRoot = false;
    } else {
      throw FixtureError(block.line, "unknown line in `site`: " + line);
    }
  }
}

void SiteBuilder::addOptions(const Block& block) {
  if (block.has("host")) options_.push_back({"--host", "site.host", {block.get("host")}});
  if (block.has("alias")) options_.push_back({"--alias", "site.aliases", {block.get("alias")}});
  profile_ = block.get("profile", profile_);
  now_ = block.get("now", now_);
}

TestSite SiteBuilder::build(config::Rules rules) const {
  SiteBuilder full = *this;
  Credentials credentials = makeCredentials(credentials_);
  for (const Credential& made : credentials.files) {
    full.addCertificateFile(*made.block, made.bytes);
  }
  std::sort(full.input_.entries.begin(), full.input_.entries.end(),
            [](const lint::SiteEntry& a, const lint::SiteEntry& b) { return a.path < b.path; });
  std::sort(full.input_.files.begin(), full.input_.files.end(),
            [](const lint::InputFile& a, const lint::InputFile& b) { return a.path < b.path; });

  const config::ReadFile readFile =
      [this](const std::filesystem::path& path) -> tl::expected<std::string, std::string> {
    const auto found = texts_.find(path.string());
    if (found == texts_.end()) return tl::unexpected(std::string("no such file"));
    return found->second;
  };
  config::LoadRequest request;
  if (texts_.contains(std::string(config::kFileName))) request.file = config::kFileName;
  if (!profile_.empty()) request.profile = profile_;
  auto config = config::load(request, readFile, rules);
  if (!config) fail(line_, config.error());
  if (auto applied = config::applyCommandLine(*config, options_, rules); !applied) {
    fail(line_, applied.error());
  }
  auto resolved = config::resolve(*config, readFile, rules);
  if (!resolved) fail(line_, resolved.error());

  TestSite site{std::move(full.input_), std::move(resolved->lint),
                std::move(credentials.certificates)};
  site.input.settings = std::move(resolved->site);
  site.input.target = std::move(resolved->target);
  if (const auto notice = texts_.find(site.input.settings.noticePath); notice != texts_.end()) {
    site.input.notice = std::make_shared<text::SourceFile>(notice->first, notice->second);
  }
  const auto now = x509::parseRfc3339(now_);
  if (!now) throw FixtureError(line_, "not a time: " + now_);
  site.settings.now = now->time_since_epoch().count();
  return site;
}

}  // namespace htlint::test
