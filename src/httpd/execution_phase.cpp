#include "execution_phase.h"

#include <deque>

#include "ascii.h"
#include "check_sections.h"
#include "directive_check.h"
#include "directive_lookup.h"

namespace htlint::httpd {
namespace {

using htaccess::NodeId;
using htaccess::NodeKind;

/// A list of nodes that is being carried out, kept on a stack of its own: files may nest deeper
/// than the program's.
struct Body {
  std::span<const NodeId> nodes;
  std::size_t next = 0;
  Surroundings surroundings;
  Configuration* configuration;
  NodeId section = htaccess::kNoNode;  ///< whose body this is, where `late` counts
  std::optional<SectionEffect::LateError> late;
};

class Executor {
 public:
  Executor(const htaccess::Document& document, const Target& target, const Reading& reading,
           ErrorSink& errors, ConfigReport& report)
      : document_(document), target_(target), reading_(reading), errors_(errors), report_(report) {}

  void run() {
    report_.rewrite.scopes.emplace_back();
    Configuration& file = configurations_.emplace_back();
    file.rewriteScope = 0;
    Surroundings around;
    around.classes = target_.allowOverride;
    around.nonfatalOverride = target_.nonfatalOverride;
    around.nonfatalUnknown = target_.nonfatalUnknown;
    bodies_.push_back({document_.roots(), 0, around, &file, htaccess::kNoNode, {}});
    while (!bodies_.empty()) step();
    errors_.setUncertain(false);
    warnOfDangling();
  }

 private:
  void step() {
    Body& body = bodies_.back();
    if (body.next == body.nodes.size()) {
      leave(body);
      bodies_.pop_back();
      return;
    }
    const NodeId id = body.nodes[body.next++];
    errors_.setUncertain(reading_.uncertain[id]);
    const htaccess::Node& node = document_.node(id);
    switch (reading_.fates[id]) {
      case NodeFate::kInline:
        bodies_.push_back(
            {node.children, 0, body.surroundings, body.configuration, htaccess::kNoNode, {}});
        return;
      case NodeFate::kExecute:
        execute(id, body);
        return;
      case NodeFate::kDone:
      case NodeFate::kSkipped:
        return;
    }
  }

  void leave(Body& body) {
    if (!body.late) return;
    errors_.setUncertain(reading_.uncertain[body.section]);
    errors_.add(body.late->code, body.section, body.late->range, std::move(body.late->args));
  }

  void execute(NodeId id, Body& body) {
    const EffectiveLine line(document_, id, target_);
    const bool isSection = document_.node(id).kind == NodeKind::kSection;
    const catalogue::Directive* entry = isSection ? findDirective(sectionName(line.name()), target_)
                                                  : findDirective(line.name(), target_);
    if (entry == nullptr) {
      errors_.add(ConfigCode::kUnknownDirective, id, line.nameRange(),
                  {nameInMessages(document_.node(id).kind, line.name())},
                  !body.surroundings.nonfatalUnknown);
      return;
    }
    if (!isAllowed(*entry, body.surroundings.classes)) {
      refuse(*entry, line, body.surroundings);
      return;
    }
    if (isSection) {
      executeSection(*entry, line, body);
    } else {
      executeDirective(*entry, line, body);
    }
  }

  void refuse(const catalogue::Directive& entry, const EffectiveLine& line,
              const Surroundings& around) {
    // A class that the file as a whole has is missing here because of the section.
    const bool bySection = isAllowed(entry, target_.allowOverride);
    const std::string section = around.section == htaccess::kNoNode
                                    ? std::string()
                                    : std::string(document_.node(around.section).name);
    errors_.add(ConfigCode::kDirectiveNotAllowed, line.node(), line.nameRange(),
                {nameInMessages(document_.node(line.node()).kind, line.name()),
                 bySection ? "context" : reasonNotAllowed(entry), section},
                !around.nonfatalOverride);
  }

  void executeSection(const catalogue::Directive& entry, const EffectiveLine& line, Body& body) {
    Configuration* configuration = body.configuration;
    SectionEffect effect = checkSection(entry, line, body.surroundings,
                                        configuration->elseMayFollow, target_, errors_);
    if (entry.name == "<If" || entry.name == "<ElseIf") configuration->elseMayFollow = true;
    if (entry.name == "<Else") configuration->elseMayFollow = false;
    if (effect.ownConfiguration) {
      configuration = &configurations_.emplace_back();
      configuration->section = line.node();
    }
    if (effect.refused) effect.late.reset();
    bodies_.push_back({document_.node(line.node()).children, 0, effect.inside, configuration,
                       line.node(), std::move(effect.late)});
  }

  void executeDirective(const catalogue::Directive& entry, const EffectiveLine& line,
                        const Body& body) {
    std::vector<htaccess::Argument> arguments = line.split();
    const DirectiveCall call{
        line, entry, arguments, target_, *body.configuration, report_.rewrite, errors_};
    if (!checkArguments(call)) return;
    report_.executed.push_back(
        {line.node(), &entry, std::move(arguments), body.surroundings.section});
  }

  void warnOfDangling() {
    for (const RewriteScope& scope : report_.rewrite.scopes) {
      for (const RewriteCondition& condition : scope.dangling) {
        errors_.add(ConfigCode::kRewriteConditionDangling, condition.node,
                    document_.line(document_.node(condition.node)).trimmedRange(), {});
      }
    }
  }

  const htaccess::Document& document_;
  const Target& target_;
  const Reading& reading_;
  ErrorSink& errors_;
  ConfigReport& report_;
  std::deque<Configuration> configurations_;  // never moves: bodies point into it
  std::vector<Body> bodies_;
};

}  // namespace

void executeConfig(const htaccess::Document& document, const Target& target, const Reading& reading,
                   ErrorSink& errors, ConfigReport& report) {
  errors.setPhase(Phase::kExecuting);
  Executor(document, target, reading, errors, report).run();
}

}  // namespace htlint::httpd
