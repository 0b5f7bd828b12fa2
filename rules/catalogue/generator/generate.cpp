// Turns the catalogue's TOML files into one C++ file of constant arrays, at build time.
//
// usage: htlint_catalogue_generator FOLDER OUTPUT

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "certificates.h"

namespace {

struct Directive {
  std::string key;  // lower-case name, for the order
  std::string name;
  std::string module;
  std::string overrides;
  bool thirdParty = false;
  bool onRead = false;
};

struct Module {
  std::string source;
  std::string identifier;
  bool builtIn = false;
  bool thirdParty = false;
};

struct Catalogue {
  std::vector<Directive> directives;
  std::vector<Module> modules;
  std::vector<std::string> variables;
  std::vector<std::string> prefixes;
  std::vector<std::int64_t> statuses;
};

const std::set<std::string, std::less<>> kClasses = {"Any",        "Options", "FileInfo",
                                                     "AuthConfig", "Limit",   "Indexes"};

std::string lowerCase(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c);
  });
  return result;
}

std::string overrideOf(std::string_view name) {
  if (!kClasses.contains(name)) {
    throw std::runtime_error("unknown class of AllowOverride: " + std::string(name));
  }
  return "kOverride" + std::string(name);
}

template <class T>
T required(const toml::node_view<const toml::node>& node, std::string_view what) {
  const auto value = node.value<T>();
  if (!value) throw std::runtime_error("missing or of another type: " + std::string(what));
  return *value;
}

const toml::array& arrayOf(const toml::table& table, std::string_view key) {
  const toml::array* array = table.get_as<toml::array>(key);
  if (array == nullptr) throw std::runtime_error("missing array: " + std::string(key));
  return *array;
}

void readDirectives(const toml::table& table, Catalogue& catalogue) {
  for (const toml::node& node : arrayOf(table, "directives")) {
    const toml::table& entry = *node.as_table();
    Directive directive;
    directive.name = required<std::string>(entry["name"], "name");
    directive.module = required<std::string>(entry["module"], "module");
    directive.onRead = entry["onRead"].value_or(false);
    for (const toml::node& allowed : arrayOf(entry, "htaccess")) {
      if (!directive.overrides.empty()) directive.overrides += " | ";
      directive.overrides += overrideOf(allowed.value_or(std::string_view{}));
    }
    catalogue.directives.push_back(std::move(directive));
  }
}

void readModules(const toml::table& table, Catalogue& catalogue) {
  for (const toml::node& node : arrayOf(table, "modules")) {
    const toml::table& entry = *node.as_table();
    catalogue.modules.push_back({required<std::string>(entry["source"], "source"),
                                 required<std::string>(entry["identifier"], "identifier"),
                                 entry["builtIn"].value_or(false), false});
  }
}

void readSet(const toml::table& set, Catalogue& catalogue) {
  for (const toml::node& node : arrayOf(set, "modules")) {
    const toml::array& names = *node.as_array();
    const std::string source = names.at(0).value_or(std::string());
    catalogue.modules.push_back({source, names.at(1).value_or(std::string()), false, true});
    for (const auto& [key, value] : set) {
      if (key == "modules") continue;
      const std::string overrides = key == "server" ? std::string() : overrideOf(key.str());
      for (const toml::node& name : *value.as_array()) {
        catalogue.directives.push_back(
            {{}, name.value_or(std::string()), source, overrides, true, false});
      }
    }
  }
}

std::vector<std::string> stringsOf(const toml::table& table, std::string_view key) {
  std::vector<std::string> result;
  for (const toml::node& node : arrayOf(table, key)) result.push_back(node.value_or(std::string()));
  std::sort(result.begin(), result.end());
  return result;
}

Catalogue readCatalogue(const std::string& folder) {
  Catalogue catalogue;
  readDirectives(toml::parse_file(folder + "/directives.toml"), catalogue);
  readModules(toml::parse_file(folder + "/modules.toml"), catalogue);
  const toml::table thirdParty = toml::parse_file(folder + "/third-party.toml");
  for (const toml::node& set : arrayOf(thirdParty, "set")) readSet(*set.as_table(), catalogue);
  const toml::table variables = toml::parse_file(folder + "/variables.toml");
  catalogue.variables = stringsOf(variables, "rewrite");
  catalogue.prefixes = stringsOf(variables, "rewritePrefixes");
  const toml::table statuses = toml::parse_file(folder + "/statuses.toml");
  for (const toml::node& status : arrayOf(statuses, "statuses")) {
    catalogue.statuses.push_back(status.value_or(std::int64_t{0}));
  }
  for (Directive& directive : catalogue.directives) directive.key = lowerCase(directive.name);
  std::sort(catalogue.directives.begin(), catalogue.directives.end(),
            [](const Directive& left, const Directive& right) {
              return std::tie(left.key, left.module) < std::tie(right.key, right.module);
            });
  std::sort(catalogue.modules.begin(), catalogue.modules.end(),
            [](const Module& left, const Module& right) { return left.source < right.source; });
  return catalogue;
}

// A directive that names a module nobody listed would never be found: better no build.
void validate(const Catalogue& catalogue) {
  std::set<std::string> sources;
  for (const Module& module : catalogue.modules) {
    if (!sources.insert(module.source).second) {
      throw std::runtime_error("module listed twice: " + module.source);
    }
  }
  const Directive* previous = nullptr;
  for (const Directive& directive : catalogue.directives) {
    if (!sources.contains(directive.module)) {
      throw std::runtime_error("unknown module: " + directive.module);
    }
    if (previous != nullptr && previous->key == directive.key &&
        previous->module == directive.module) {
      throw std::runtime_error("directive listed twice: " + directive.name);
    }
    previous = &directive;
  }
}

void writeStrings(std::ostream& out, std::string_view function,
                  const std::vector<std::string>& strings) {
  out << "std::span<const std::string_view> " << function << "() {\n"
      << "  static constexpr std::string_view kNames[] = {\n";
  for (const std::string& text : strings) out << "      \"" << text << "\",\n";
  out << "  };\n  return kNames;\n}\n\n";
}

void write(std::ostream& out, const Catalogue& catalogue) {
  const auto flag = [](bool value) { return value ? "true" : "false"; };
  out << "#include \"catalogue/directives.h\"\n\nnamespace htlint::catalogue {\nnamespace {\n\n"
      << "constexpr Directive kDirectives[] = {\n";
  for (const Directive& directive : catalogue.directives) {
    out << "    {\"" << directive.name << "\", \"" << directive.module << "\", "
        << (directive.overrides.empty() ? "kOverrideNone" : directive.overrides) << ", "
        << flag(directive.thirdParty) << ", " << flag(directive.onRead) << "},\n";
  }
  out << "};\n\nconstexpr Module kModules[] = {\n";
  for (const Module& module : catalogue.modules) {
    out << "    {\"" << module.source << "\", \"" << module.identifier << "\", "
        << flag(module.builtIn) << ", " << flag(module.thirdParty) << "},\n";
  }
  out << "};\n\n}  // namespace\n\n"
      << "std::span<const Directive> directives() { return kDirectives; }\n\n"
      << "std::span<const Module> modules() { return kModules; }\n\n";
  writeStrings(out, "rewriteVariables", catalogue.variables);
  writeStrings(out, "rewriteVariablePrefixes", catalogue.prefixes);
  out << "bool isKnownStatus(int status) {\n  switch (status) {\n";
  for (const std::int64_t status : catalogue.statuses) out << "    case " << status << ":\n";
  out << "      return true;\n    default:\n      return false;\n  }\n}\n\n"
      << "}  // namespace htlint::catalogue\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: htlint_catalogue_generator FOLDER OUTPUT\n";
    return 2;
  }
  try {
    const Catalogue catalogue = readCatalogue(argv[1]);
    validate(catalogue);
    std::ofstream out(argv[2], std::ios::binary);
    write(out, catalogue);
    writeCertificateData(out, argv[1]);
    out.flush();
    if (!out) throw std::runtime_error(std::string("cannot write ") + argv[2]);
  } catch (const toml::parse_error& error) {
    std::cerr << error << '\n';
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "catalogue: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
