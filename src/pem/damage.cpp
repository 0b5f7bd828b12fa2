#include "pem/damage.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "block_effect.h"
#include "block_examiner.h"
#include "block_repair.h"
#include "der.h"
#include "lines.h"

namespace htlint::pem {
namespace {

/// Nobody reads more; what is beyond them is told of when these are repaired.
constexpr std::size_t kMostDamages = 20000;

// What OpenSSL passes over in most places. Where nothing else is wrong with a block that it does
// not read, even these are the reason.
bool isMostlyHarmless(DamageKind kind) {
  return kind == DamageKind::kStrayBlanks || kind == DamageKind::kByteOrderMark ||
         kind == DamageKind::kWideBlank || kind == DamageKind::kControl;
}

bool isPlainBase64(std::string_view body) {
  return std::all_of(body.begin(), body.end(), [](char c) {
    return isBase64Character(c) || c == '\n' || c == '\r' || c == '=';
  });
}

bool hasJson(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

class DamageFinder {
 public:
  DamageFinder(const Document& document, const ContentCheck& check)
      : document_(document),
        check_(check),
        wide_(document.plainText().isUtf16()),
        repairsAllowed_(!hasJson(document.plainText().text())) {}

  DamageReport run() {
    const std::size_t count = document_.blocks().size();
    examinations_.resize(wide_ || isCrOnly() ? count : 1);
    for (std::size_t i = 0; i < count && report_.damages.size() < kMostDamages; ++i) examine(i);
    if (wide_ && count > 0) addUtf16();
    if (!wide_ && count > 0) addBetweenBlocks();
    if (!report_.damages.empty() && repairsAllowed_ && (wide_ || isCrOnly())) repairFile();
    std::stable_sort(
        report_.damages.begin(), report_.damages.end(),
        [](const Damage& a, const Damage& b) { return a.range.start < b.range.start; });
    return std::move(report_);
  }

 private:
  [[nodiscard]] bool isCrOnly() const {
    return document_.file().lineEnding() == text::LineEnding::kCr;
  }
  [[nodiscard]] bool repairsWholeFile() const { return wide_ || isCrOnly(); }

  /// Certainly nothing to find; decided without reading the base64 again.
  [[nodiscard]] bool isClean(std::size_t index) const {
    const Block& block = document_.blocks()[index];
    const OpenSslRead* read = document_.readOf(block);
    if (block.kind == BlockKind::kOther) {
      const bool known = read != nullptr && contentKind(read->der) != BlockKind::kOther;
      const bool failed = block.read != kNone && read == nullptr;
      return !known && !failed;
    }
    if (block.label.starts_with("PGP ")) return true;
    if (read == nullptr || !block.isComplete() || wide_ ||
        effectOf(document_, index) != DamageEffect::kTolerated) {
      return false;
    }
    const Marker& begin = document_.markers()[block.begin];
    const Marker& end = document_.markers()[block.end];
    const text::SourceFile& file = document_.file();
    if (!begin.wellFormed || !end.wellFormed || block.range.start != begin.range.start ||
        block.body.end != end.range.start ||
        !isPlainBase64(file.text({begin.range.end, block.body.start})) ||
        !isPlainBase64(file.text({end.range.end, block.range.end})) ||
        !document_.plainText().odditiesIn(block.range).empty()) {
      return false;
    }
    if (isPrivateKey(block.kind))
      return read->isEncrypted() || isPlainBase64(file.text(block.body));
    const auto header = readDerHeader(read->der);
    return isPlainBase64(file.text(block.body)) && header && !header->indefinite &&
           header->size() == read->der.size() && contentKind(read->der) == block.kind &&
           (check_ == nullptr || check_(block.kind, read->der));
  }

  void examine(std::size_t index) {
    if (isClean(index)) return;
    Examination& examination = examinations_[repairsWholeFile() ? index : 0];
    examination = examineBlock(document_, index);
    judgeContent(index, examination);
    const DamageEffect effect = document_.blocks()[index].commentedOut
                                    ? DamageEffect::kSkipsBlock
                                    : effectWithContent(index, examination);
    if (examination.damages.empty() && effect != DamageEffect::kTolerated && !wide_ &&
        !isJoinedToNext(index)) {
      Damage damage;
      damage.kind = DamageKind::kUnreadable;
      damage.block = index;
      damage.range = placeOf(index);
      examination.damages.push_back(damage);
    }
    if (examination.damages.empty()) return;
    setEffects(examination.damages, effect);
    if (repairsAllowed_ && !repairsWholeFile()) repairBlock(index, examination);
    report_.damages.insert(report_.damages.end(), examination.damages.begin(),
                           examination.damages.end());
  }

  [[nodiscard]] text::TextRange placeOf(std::size_t index) const {
    const Block& block = document_.blocks()[index];
    const std::size_t marker = block.begin != kNone ? block.begin : block.end;
    return marker == kNone ? document_.file().lineRange(block.line)
                           : document_.markers()[marker].range;
  }

  // The end marker is complete; what follows it in its line is the damage of the next block.
  [[nodiscard]] bool isJoinedToNext(std::size_t index) const {
    const auto blocks = document_.blocks();
    return index + 1 < blocks.size() && blocks[index].end != kNone &&
           blocks[index + 1].range.start == document_.markers()[blocks[index].end].range.end;
  }

  // The DER is complete, but is it one?
  void judgeContent(std::size_t index, Examination& examination) const {
    const Block& block = document_.blocks()[index];
    if (check_ == nullptr || examination.body.ders.size() != 1) return;
    const bool told = std::any_of(
        examination.damages.begin(), examination.damages.end(), [](const Damage& damage) {
          return damage.kind == DamageKind::kLabelWrong || damage.kind == DamageKind::kNotDer;
        });
    const BlockKind content = contentKind(examination.body.ders.front());
    const BlockKind kind = content == BlockKind::kOther ? block.kind : content;
    if (told || check_(kind, examination.body.ders.front())) return;
    Damage damage;
    damage.kind = DamageKind::kUnreadable;
    damage.block = index;
    damage.range = placeOf(index);
    examination.damages.push_back(damage);
  }

  /// What OpenSSL makes of the block, its content included.
  [[nodiscard]] DamageEffect effectWithContent(std::size_t index,
                                               const Examination& examination) const {
    if (wide_) return DamageEffect::kSkipsBlock;
    const DamageEffect effect = effectOf(document_, index);
    const Block& block = document_.blocks()[index];
    const OpenSslRead* read = document_.readOf(block);
    // With another marker behind it the end line before is none.
    if (has(examination, DamageKind::kMarkersJoined)) return DamageEffect::kRefusesFile;
    if (effect != DamageEffect::kTolerated) return effect;
    if (block.kind == BlockKind::kOther && !examination.damages.empty()) {
      return DamageEffect::kSkipsBlock;
    }
    if (has(examination, DamageKind::kLabelWrong)) {
      return isCertificate(block.kind) ? DamageEffect::kRefusesFile : DamageEffect::kSkipsBlock;
    }
    if (isPrivateKey(block.kind) || read == nullptr) return effect;
    const bool same = examination.body.ders.size() == 1 &&
                      examination.body.ders.front() == read->der &&
                      !has(examination, DamageKind::kUnreadable);
    if (same) return effect;
    // After a certificate of the chain OpenSSL does not look at the bytes that are left.
    const bool trailing = has(examination, DamageKind::kTrailingBytes);
    return trailing && !isFirstCertificate(index) ? effect : DamageEffect::kRefusesFile;
  }

  [[nodiscard]] bool isFirstCertificate(std::size_t index) const {
    for (std::size_t i = 0; i < index; ++i) {
      const Block& block = document_.blocks()[i];
      if (isCertificate(block.kind) && document_.readOf(block) != nullptr) return false;
    }
    return true;
  }

  static bool has(const Examination& examination, DamageKind kind) {
    return std::any_of(examination.damages.begin(), examination.damages.end(),
                       [kind](const Damage& damage) { return damage.kind == kind; });
  }

  static void setEffects(std::vector<Damage>& damages, DamageEffect effect) {
    const bool allHarmless = std::all_of(damages.begin(), damages.end(), [](const Damage& damage) {
      return isMostlyHarmless(damage.kind);
    });
    for (Damage& damage : damages) {
      const bool innocent = isMostlyHarmless(damage.kind) && !allHarmless;
      damage.effect = innocent ? DamageEffect::kTolerated : effect;
    }
  }

  void repairBlock(std::size_t index, Examination& examination) {
    const Block& block = document_.blocks()[index];
    if (block.commentedOut) return;
    const std::string_view bytes = document_.file().bytes();
    std::optional<text::TextEdit> edit;
    const std::string_view lineEnd = lineEndFor(block.range.start);
    const bool startsLine = block.range.start == 0 || bytes[block.range.start - 1] == '\n';
    if (has(examination, DamageKind::kMarkerStray)) {
      if (isDoubledMarker(document_, index)) edit = text::TextEdit{block.range, ""};
    } else if (auto text = repairedBlock(document_, index, examination, check_, lineEnd)) {
      text::TextRange range = block.range;
      if (!startsLine) text->insert(0, separate(index, lineEnd, range));
      edit = smallestEdit(bytes, range, std::move(*text));
    } else if (!startsLine && has(examination, DamageKind::kMarkersJoined)) {
      text::TextRange range{block.range.start, block.range.start};
      std::string between = separate(index, lineEnd, range);
      edit = smallestEdit(bytes, range, std::move(between));
    }
    if (!edit || (edit->range.empty() && edit->replacement.empty())) return;
    for (Damage& damage : examination.damages) damage.repair = report_.repairs.size();
    report_.repairs.push_back(std::move(*edit));
  }

  /// What must come before blocks[index] so that it begins a line. Extends `range` backwards over
  /// the dashes of the end marker before it, where it has given up some of them.
  [[nodiscard]] std::string separate(std::size_t index, std::string_view lineEnd,
                                     text::TextRange& range) const {
    std::string text(lineEnd);
    const auto blocks = document_.blocks();
    if (index == 0 || blocks[index - 1].end == kNone) return text;
    const text::TextRange dashes = document_.markers()[blocks[index - 1].end].rightDashes;
    if (dashes.end != range.start || document_.file().text(dashes) == "-----") return text;
    range.start = dashes.start;
    return "-----" + text;
  }

  [[nodiscard]] std::string_view lineEndFor(std::uint32_t offset) const {
    return document_.file().lineEndNear(offset) == "\r\n" ? "\r\n" : "\n";
  }

  // Control characters and marks that are in no block: a ^Z at the end of the file, for example.
  void addBetweenBlocks() {
    for (const Part& part : document_.parts()) {
      if (part.block != kNone) continue;
      for (const Oddity& oddity : document_.plainText().odditiesIn(part.range)) {
        const bool control = oddity.kind == OddityKind::kControl;
        if (!control && oddity.kind != OddityKind::kByteOrderMark) continue;
        Damage damage;
        damage.kind = control ? DamageKind::kControl : DamageKind::kByteOrderMark;
        damage.range = oddity.source;
        if (repairsAllowed_ && !isCrOnly()) {
          damage.repair = report_.repairs.size();
          report_.repairs.push_back({oddity.source, ""});
        }
        report_.damages.push_back(damage);
        break;
      }
    }
  }

  void addUtf16() {
    std::erase_if(report_.damages,
                  [](const Damage& damage) { return damage.kind == DamageKind::kUtf16; });
    Damage damage;
    damage.kind = DamageKind::kUtf16;
    damage.effect = DamageEffect::kSkipsBlock;
    damage.range = document_.file().lineRange(1);
    damage.block = 0;
    report_.damages.push_back(damage);
  }

  void repairFile() {
    const bool hasKey = std::any_of(document_.blocks().begin(), document_.blocks().end(),
                                    [](const Block& block) { return isPrivateKey(block.kind); });
    const PlainText& plain = document_.plainText();
    if (hasKey || !plain.isDecodable()) return;
    const text::TextRange all{0, document_.file().size()};
    const std::string_view lineEnd =
        plain.decoded(all).find("\r\n") != std::string_view::npos ? "\r\n" : "\n";
    std::string text;
    for (const Part& part : document_.parts()) {
      std::optional<std::string> repaired;
      if (part.block != kNone && !examinations_[part.block].damages.empty()) {
        repaired = repairedBlock(document_, part.block, examinations_[part.block], check_, lineEnd);
      }
      if (repaired) {
        if (!text.empty() && text.back() != '\n') text.append(lineEnd);
        text += *repaired;
      } else {
        appendWithLineEnds(text, plain.decoded(part.range), lineEnd);
      }
    }
    report_.repairs = {{all, std::move(text)}};
    for (Damage& damage : report_.damages) damage.repair = 0;
  }

  static void appendWithLineEnds(std::string& text, std::string_view part,
                                 std::string_view lineEnd) {
    for (std::size_t i = 0; i < part.size(); ++i) {
      const bool loneCr = part[i] == '\r' && (i + 1 == part.size() || part[i + 1] != '\n');
      if (loneCr) {
        text.append(lineEnd);
      } else {
        text.push_back(part[i]);
      }
    }
  }

  const Document& document_;
  const ContentCheck& check_;
  bool wide_;
  bool repairsAllowed_;
  std::vector<Examination> examinations_;  // of all blocks, where the file is repaired as a whole
  DamageReport report_;
};

}  // namespace

DamageReport findDamage(const Document& document, const ContentCheck& check) {
  return DamageFinder(document, check).run();
}

}  // namespace htlint::pem
