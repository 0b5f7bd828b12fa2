// Any htlint.toml is either a configuration or problems with words in both languages.
#include "config/config.h"
#include "property.h"
#include "rules/rule_table.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace htlint;
  const std::string bytes(data, data + size);
  const config::ReadFile readFile =
      [&](const std::filesystem::path& path) -> tl::expected<std::string, std::string> {
    if (path.filename() == "htlint.toml") return bytes;
    return tl::unexpected(std::string("No such file or directory"));
  };
  const auto loaded =
      config::load({.file = "htlint.toml", .profile = {}}, readFile, rules::table());
  if (!loaded) {
    fuzz::require(!loaded.error().empty(), "a refusal has its reasons");
    for (const config::Problem& problem : loaded.error()) {
      fuzz::require(!problem.en.empty() && !problem.ja.empty(), "a problem has words");
    }
    return 0;
  }
  static_cast<void>(config::showText(*loaded, lint::Language::kEnglish));
  static_cast<void>(config::resolve(*loaded, readFile, rules::table()));
  return 0;
}
