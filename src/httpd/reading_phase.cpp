#include "reading_phase.h"

#include <algorithm>

#include "ascii.h"
#include "directive_lookup.h"
#include "effective_line.h"
#include "section_condition.h"

namespace htlint::httpd {
namespace {

using htaccess::NodeId;
using htaccess::NodeKind;

/// httpd 2.4.71 HUGE_STRING_LEN: a line of a .htaccess file, its line feed included.
constexpr std::uint32_t kMaxLine = 8192;

/// A section that is open at the current line, as httpd sees it.
struct Frame {
  enum class Kind : std::uint8_t { kPlain, kRead, kSkip, kMacro };
  NodeId node;
  Kind kind;
  bool uncertain;
};

class Reader {
 public:
  Reader(const htaccess::Document& document, const Target& target, ErrorSink& errors)
      : document_(document), target_(target), errors_(errors) {
    const std::size_t count = document.nodes().size();
    reading_.fates.assign(count, NodeFate::kDone);
    reading_.uncertain.assign(count, false);
    opened_.assign(document.lines().size(), htaccess::kNoNode);
    closed_.assign(document.lines().size(), htaccess::kNoNode);
    for (NodeId id = 0; id < count; ++id) {
      const htaccess::Node& node = document.node(id);
      opened_[node.line] = id;
      if (node.closeLine != htaccess::kNoNode) closed_[node.closeLine] = id;
    }
  }

  Reading read() {
    for (std::uint32_t i = 0; i < document_.lines().size(); ++i) readLine(i);
    reportOpenSections();
    return std::move(reading_);
  }

 private:
  [[nodiscard]] const htaccess::Node& node(NodeId id) const { return document_.node(id); }
  [[nodiscard]] bool skipping() const {
    return !frames_.empty() && (frames_.back().kind == Frame::Kind::kSkip ||
                                frames_.back().kind == Frame::Kind::kMacro);
  }
  [[nodiscard]] bool uncertain() const { return !frames_.empty() && frames_.back().uncertain; }

  void readLine(std::uint32_t index) {
    errors_.setUncertain(uncertain());
    checkLength(index);
    if (closed_[index] != htaccess::kNoNode) {
      closeSection(index, closed_[index]);
      return;
    }
    const NodeId id = opened_[index];
    if (id == htaccess::kNoNode) return;
    reading_.uncertain[id] = uncertain();
    switch (node(id).kind) {
      case NodeKind::kBlank:
      case NodeKind::kComment:
        if (skipping()) reading_.fates[id] = NodeFate::kSkipped;
        return;
      case NodeKind::kDirective:
        readDirective(id);
        return;
      case NodeKind::kSection:
        openSection(id);
        return;
      case NodeKind::kStrayClose:
        if (!leaveSkippedSection(index)) reportClose(index, id, node(id).name);
        return;
    }
  }

  void checkLength(std::uint32_t index) {
    const htaccess::LogicalLine& line = document_.lines()[index];
    const std::uint32_t length = line.lengthBeforeTrim() + (line.endsWithNewline() ? 1 : 0);
    if (length <= kMaxLine) return;
    errors_.add(ConfigCode::kLineTooLong, opened_[index], line.trimmedRange(),
                {std::to_string(line.lengthBeforeTrim()), std::to_string(kMaxLine - 1)});
  }

  void warnOfUndefined(NodeId id) {
    const htaccess::LogicalLine& line = document_.line(node(id));
    for (const VariableUse& use : variablesIn(line.text())) {
      if (target_.defines.contains(std::string(use.name))) continue;
      const auto start = static_cast<std::uint32_t>(use.at);
      const auto end = static_cast<std::uint32_t>(use.at + use.name.size() + 3);
      errors_.add(ConfigCode::kUndefinedVariable, id, line.sourceRange(start, end),
                  {std::string(use.name)});
    }
  }

  /// False where the entry must not run here; adds the error unless AllowOverride forgives it.
  bool mayRun(const catalogue::Directive& entry, NodeId id) {
    if (isAllowed(entry, target_.allowOverride)) return true;
    errors_.add(ConfigCode::kDirectiveNotAllowed, id, node(id).nameRange,
                {nameInMessages(node(id).kind, node(id).name), reasonNotAllowed(entry), ""},
                !target_.nonfatalOverride);
    return false;
  }

  void readDirective(NodeId id) {
    if (skipping()) {
      reading_.fates[id] = NodeFate::kSkipped;
      return;
    }
    warnOfUndefined(id);
    const EffectiveLine line(document_, id, target_);
    const catalogue::Directive* entry = findDirective(line.name(), target_);
    if (entry == nullptr || !entry->onRead) {
      reading_.fates[id] = NodeFate::kExecute;
    } else if (mayRun(*entry, id)) {
      // `Use`: a macro's text may come from the server's configuration.
      errors_.doubtEverything();
    }
  }

  void openSection(NodeId id) {
    if (skipping()) {
      reading_.fates[id] = NodeFate::kSkipped;
      frames_.push_back({id, Frame::Kind::kSkip, uncertain()});
      return;
    }
    warnOfUndefined(id);
    const EffectiveLine line(document_, id, target_);
    const catalogue::Directive* entry = findDirective(sectionName(line.name()), target_);
    if (entry == nullptr || !entry->onRead) {
      reading_.fates[id] = NodeFate::kExecute;
      frames_.push_back({id, Frame::Kind::kPlain, uncertain()});
      return;
    }
    reading_.fates[id] = NodeFate::kInline;
    // Where its class is not allowed it never opens: httpd then stumbles over its closing line.
    if (!mayRun(*entry, id)) return;
    enter(id, decideSection(*entry, line, target_, errors_));
  }

  void enter(NodeId id, Decision decision) {
    Frame frame{id, Frame::Kind::kRead, uncertain()};
    if (decision == Decision::kSkip) frame.kind = Frame::Kind::kSkip;
    if (decision == Decision::kMacro) frame.kind = Frame::Kind::kMacro;
    if (decision == Decision::kUnknown) frame.uncertain = true;
    const bool skipped = frame.kind != Frame::Kind::kRead;
    if (skipped) reading_.fates[id] = NodeFate::kDone;
    frames_.push_back(frame);
  }

  void closeSection(std::uint32_t index, NodeId id) {
    const auto frame = std::find_if(frames_.rbegin(), frames_.rend(),
                                    [id](const Frame& open) { return open.node == id; });
    if (frame == frames_.rend() || frame != frames_.rbegin() || !closesProperly(index, id)) {
      reportClose(index, id, node(id).name);
    }
    // On with the tree's view, whatever httpd made of it.
    if (frame != frames_.rend()) frames_.erase(frame.base() - 1, frames_.end());
  }

  /// Whether the closing line at `index`, of the innermost open section `id`, closes it for httpd.
  [[nodiscard]] bool closesProperly(std::uint32_t index, NodeId id) const {
    const std::string_view text = document_.lines()[index].text();
    const std::string_view name = node(id).name;
    switch (frames_.back().kind) {
      case Frame::Kind::kMacro:
        return true;
      case Frame::Kind::kRead:
        // The whole line is compared, so nothing may follow.
        return text.starts_with("</") && text.ends_with('>') &&
               equalsIgnoringCase(text.substr(2, text.size() - 3), name);
      case Frame::Kind::kSkip:
        return endsSkipping(text, id);
      case Frame::Kind::kPlain:
        return closingBracket(text);
    }
    return true;
  }

  static bool closingBracket(std::string_view text) {
    const std::vector<TextWord> words = splitWords(text);
    return !words.empty() && words.front().value.ends_with('>');
  }

  /// In a skipped body httpd cuts off the closing word's last byte, whatever it is, and compares
  /// the rest with the name, to which the bracket of `<Foo> x` belongs there.
  [[nodiscard]] bool endsSkipping(std::string_view text, NodeId id) const {
    const std::vector<TextWord> closing = splitWords(text);
    if (closing.empty() || closing.front().value.size() < 3) return false;
    const std::string_view word = closing.front().value;
    std::string name(node(id).name);
    if (reading_.fates[id] == NodeFate::kSkipped) {
      const std::vector<TextWord> opening = splitWords(document_.line(node(id)).text());
      if (opening.size() > 1 && opening.front().value.ends_with('>')) name += '>';
    }
    return equalsIgnoringCase(word.substr(2, word.size() - 3), name);
  }

  /// A closing line that the tree knows nothing to close with, but httpd does: `</IfModulex`.
  bool leaveSkippedSection(std::uint32_t index) {
    if (frames_.empty() || frames_.back().kind != Frame::Kind::kSkip) return false;
    const NodeId section = frames_.back().node;
    if (!endsSkipping(document_.lines()[index].text(), section)) return false;
    frames_.pop_back();
    // What follows in the tree's section is outside for httpd, so it is carried out.
    if (!skipping()) reading_.fates[section] = NodeFate::kInline;
    return true;
  }

  void reportClose(std::uint32_t index, NodeId id, std::string_view name) {
    if (!frames_.empty() && frames_.back().kind == Frame::Kind::kMacro) return;
    const htaccess::LogicalLine& line = document_.lines()[index];
    const text::TextRange range = line.trimmedRange();
    if (frames_.empty()) {
      errors_.add(ConfigCode::kCloseWithoutOpen, id, range, {std::string(name)});
      return;
    }
    const std::string_view expected = node(frames_.back().node).name;
    if (!closingBracket(line.text())) {
      errors_.add(ConfigCode::kCloseWithoutBracket, id, range, {std::string(name)});
    } else if (equalsIgnoringCase(name, expected) && frames_.back().kind == Frame::Kind::kRead) {
      const std::vector<TextWord> words = splitWords(line.text());
      const auto from = static_cast<std::uint32_t>(words.front().end);
      const auto to = static_cast<std::uint32_t>(line.text().size());
      errors_.add(ConfigCode::kCloseWithText, id, line.sourceRange(from, to),
                  {std::string(name), std::string(line.text().substr(from))});
    } else {
      errors_.add(ConfigCode::kCloseMismatch, id, range,
                  {std::string(expected), std::string(name)});
    }
  }

  /// At the end of the file: sections are asked about from the innermost outwards.
  void reportOpenSections() {
    // A true <IfModule> builds its body apart, and nobody looks whether that was complete.
    const std::size_t firstRead = firstReadFrame();
    for (std::size_t i = frames_.size(); i-- > 0;) {
      const Frame& frame = frames_[i];
      errors_.setUncertain(i > 0 && frames_[i - 1].uncertain);
      const bool accepted =
          frame.kind == Frame::Kind::kRead || (frame.kind == Frame::Kind::kPlain && firstRead < i);
      errors_.add(accepted ? ConfigCode::kSectionLeftOpenAccepted : ConfigCode::kSectionNotClosed,
                  frame.node, document_.line(node(frame.node)).trimmedRange(),
                  {std::string(node(frame.node).name)});
      // What is skipped or kept depends on the condition itself.
      if (accepted && frame.uncertain) errors_.doubtEverything();
    }
    errors_.setUncertain(false);
  }

  [[nodiscard]] std::size_t firstReadFrame() const {
    const auto found = std::find_if(frames_.begin(), frames_.end(), [](const Frame& frame) {
      return frame.kind == Frame::Kind::kRead;
    });
    return static_cast<std::size_t>(found - frames_.begin());
  }

  const htaccess::Document& document_;
  const Target& target_;
  ErrorSink& errors_;
  Reading reading_;
  std::vector<NodeId> opened_;  // per line: the node that it begins
  std::vector<NodeId> closed_;  // per line: the section that it closes
  std::vector<Frame> frames_;
};

}  // namespace

Reading readConfig(const htaccess::Document& document, const Target& target, ErrorSink& errors) {
  errors.setPhase(Phase::kReading);
  return Reader(document, target, errors).read();
}

}  // namespace htlint::httpd
