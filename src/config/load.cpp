#include <fmt/format.h>

#include <algorithm>

#include "config/config.h"
#include "layer.h"
#include "profiles/profiles.h"

namespace htlint::config {
namespace {

/// One file with those that it extends.
struct ParsedFile {
  std::string path;
  TomlValue root;
  Head head;
  std::vector<ParsedFile> bases;

  [[nodiscard]] std::string folder() const {
    return std::filesystem::path(path).parent_path().string();
  }
};

const profiles::Profile* findProfile(std::string_view name) {
  const auto table = profiles::table();
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const profiles::Profile& p) { return p.name == name; });
  return found == table.end() ? nullptr : &*found;
}

/// The nearest file that names a profile decides; of several bases the last one.
const Reference* profileOf(const ParsedFile& file) {
  if (file.head.profile) return &*file.head.profile;
  for (auto base = file.bases.rbegin(); base != file.bases.rend(); ++base) {
    if (const Reference* found = profileOf(*base)) return found;
  }
  return nullptr;
}

class Loader {
 public:
  Loader(const ReadFile& readFile, Rules rules) : readFile_(readFile), known_{rules, {}} {}

  Expected<Config> load(const LoadRequest& request) {
    std::optional<ParsedFile> file;
    if (!request.file.empty()) file = readAndParse({request.file, {}});
    const Reference* named = file ? profileOf(*file) : nullptr;
    if (request.profile) {
      applyProfile({*request.profile, {"--profile", 0, 0}});
    } else {
      applyProfile(named != nullptr ? *named : Reference{"default", {}});
    }
    if (file) apply(*file);
    checkDuplicates();
    if (!problems_.empty()) return tl::unexpected(std::move(problems_));
    config_.path = request.file;
    return std::move(config_);
  }

 private:
  std::optional<ParsedFile> readAndParse(const Reference& reference) {
    const auto text = readFile_(reference.name);
    if (!text) {
      const std::string& reason = text.error();
      const Origin where = reference.origin.isDefault() ? Origin{reference.name} : reference.origin;
      problems_.push_back({where, fmt::format("can't read `{}`: {}", reference.name, reason),
                           fmt::format("`{}` を読めません: {}", reference.name, reason)});
      return std::nullopt;
    }
    return parse(*text, reference.name);
  }

  std::optional<ParsedFile> parse(std::string_view text, const std::string& path) {
    auto root = parseToml(text, path);
    if (!root) {
      problems_.push_back(std::move(root.error()));
      return std::nullopt;
    }
    ParsedFile file{path, std::move(*root), {}, {}};
    file.head = readHead(file.root, file.folder(), problems_);
    open_.push_back(path);
    for (const Reference& base : file.head.extends) {
      if (std::find(open_.begin(), open_.end(), base.name) != open_.end()) {
        reportCycle(base);
      } else if (auto parsed = readAndParse(base)) {
        file.bases.push_back(std::move(*parsed));
      }
    }
    open_.pop_back();
    return file;
  }

  void reportCycle(const Reference& base) {
    std::string chain;
    for (auto it = std::find(open_.begin(), open_.end(), base.name); it != open_.end(); ++it) {
      chain += *it + " -> ";
    }
    chain += base.name;
    problems_.push_back({base.origin, fmt::format("`extends` goes round in a circle: {}", chain),
                         fmt::format("`extends` が循環しています: {}", chain)});
  }

  void applyProfile(const Reference& profile) {
    std::optional<ParsedFile> file;
    if (isFileName(profile.name)) {
      file = readAndParse(profile);
      if (file && file->head.profile) {
        problems_.push_back({file->head.profile->origin,
                             "a profile can't name another profile; use `extends`",
                             "プロファイルの中で profile は使えません。`extends` を使います"});
      }
    } else if (const profiles::Profile* builtIn = findProfile(profile.name)) {
      file = parse(builtIn->text, "profile:" + profile.name);
    } else {
      std::vector<std::string_view> names;
      for (const profiles::Profile& known : profiles::table()) names.push_back(known.name);
      problems_.push_back(
          unknownName(profile.origin, {"profile", "プロファイル"}, profile.name, names));
    }
    config_.profile = profile.name;
    if (!profile.origin.isDefault()) config_.origins["profile"] = profile.origin;
    if (file) apply(*file);
  }

  void apply(const ParsedFile& file) {
    // A base that is reached on two ways counts once, where it comes first.
    if (std::find(applied_.begin(), applied_.end(), file.path) != applied_.end()) return;
    applied_.push_back(file.path);
    for (const ParsedFile& base : file.bases) apply(base);
    applyLayer(config_, readLayer(file.root, file.folder(), known_, problems_));
  }

  void checkDuplicates() {
    const auto& rules = config_.customRules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (rules[i].name.empty() || rules[i].name != rules[j].name) continue;
        const Origin first = config_.originOf(fmt::format("custom-rules.{}", j));
        problems_.push_back({config_.originOf(fmt::format("custom-rules.{}", i)),
                             fmt::format("custom rule `{}` is there twice, first at {}:{}",
                                         rules[i].name, first.path, first.line),
                             fmt::format("独自ルール `{}` が 2 つあります。1 つ目は {}:{} です",
                                         rules[i].name, first.path, first.line)});
      }
    }
  }

  const ReadFile& readFile_;
  KnownNames known_;
  Config config_;
  std::vector<Problem> problems_;
  std::vector<std::string> open_;     // files whose bases are being read
  std::vector<std::string> applied_;  // files whose layer is in config_
};

}  // namespace

Origin Config::originOf(std::string_view key) const {
  const auto found = origins.find(key);
  return found == origins.end() ? Origin{} : found->second;
}

std::optional<std::filesystem::path> discover(
    const std::filesystem::path& directory,
    const std::function<bool(const std::filesystem::path&)>& isFile) {
  for (std::filesystem::path folder = directory.lexically_normal();;
       folder = folder.parent_path()) {
    const std::filesystem::path candidate = folder / kFileName;
    if (isFile(candidate)) return candidate;
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

Expected<Config> load(const LoadRequest& request, const ReadFile& readFile, Rules rules) {
  return Loader(readFile, rules).load(request);
}

std::vector<std::string> profileNames() {
  std::vector<std::string> names;
  for (const profiles::Profile& profile : profiles::table()) names.emplace_back(profile.name);
  return names;
}

}  // namespace htlint::config
