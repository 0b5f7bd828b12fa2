#pragma once

// Only the translation unit that knows CLI11 includes this.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace htlint::cli {

/// Writes --help: usage, what the verb does, arguments, options by group.
class HelpFormatter : public CLI::FormatterBase {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode /*mode*/) const override {
    const auto verbs = app->get_subcommands([](const CLI::App*) { return true; });
    std::string usage = "Usage: " + name + (verbs.empty() ? " [OPTION...]" : " VERB");
    std::string arguments;
    for (const CLI::Option* option : optionsOf(app, "", true)) {
      const bool needed = option->get_required();
      const std::string argument = option->get_name(true) + "...";
      usage += needed ? " " + argument : " [" + argument + "]";
      arguments += line(option->get_name(true), option->get_description());
    }
    std::string text = usage + "\n\n" + app->get_description() + "\n";
    if (!arguments.empty()) text += "\nArguments:\n" + arguments;
    if (!verbs.empty()) text += "\nVerbs:\n";
    for (const CLI::App* verb : verbs) text += line(verb->get_name(), verb->get_description());
    for (const std::string& group : app->get_groups()) text += groupText(app, group);
    // A verb inherits the footer of the whole program.
    if (app->get_parent() == nullptr) text += "\n" + app->get_footer() + "\n";
    return text;
  }

 private:
  static constexpr std::size_t kColumn = 28;

  static std::string line(const std::string& name, const std::string& description) {
    const bool fits = name.size() + 4 <= kColumn;
    return fits ? fmt::format("  {:{}}{}\n", name, kColumn - 2, description)
                : fmt::format("  {}\n{:{}}{}\n", name, "", kColumn, description);
  }

  static std::vector<const CLI::Option*> optionsOf(const CLI::App* app, const std::string& group,
                                                   bool positional) {
    return app->get_options([&](const CLI::Option* option) {
      return option->get_positional() == positional && (positional || option->get_group() == group);
    });
  }

  static std::string nameOf(const CLI::Option* option) {
    std::string name;
    for (const std::string& one : option->get_snames()) name += (name.empty() ? "-" : ", -") + one;
    for (const std::string& one : option->get_lnames()) {
      name += (name.empty() ? "--" : ", --") + one;
    }
    return option->get_items_expected_max() > 0 ? name + " " + option->get_type_name() : name;
  }

  static std::string groupText(const CLI::App* app, const std::string& group) {
    std::string text;
    for (const CLI::Option* option : optionsOf(app, group, false)) {
      // The type name of a checked option carries the check's description.
      std::string name = nameOf(option);
      name = name.substr(0, name.find(':'));
      text += line(name, option->get_description());
    }
    return text.empty() ? text : "\n" + group + ":\n" + text;
  }
};

}  // namespace htlint::cli
