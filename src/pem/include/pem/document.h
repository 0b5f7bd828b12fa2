#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pem/label.h"
#include "pem/marker.h"
#include "pem/openssl_reader.h"
#include "pem/plain_text.h"
#include "text/source_file.h"

namespace htlint::pem {

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// What a person takes for one block: a begin marker, a body, an end marker. Either marker may be
/// damaged or missing; both are missing only where the body is a complete certificate or request.
struct Block {
  BlockKind kind = BlockKind::kOther;
  /// Of the begin marker, else of the end marker (see Marker::label), else by the content.
  std::string label;
  text::TextRange range;      ///< whole block, with the line end after its end marker
  text::TextRange body;       ///< between the markers' lines
  std::size_t begin = kNone;  ///< index into Document::markers(), or kNone
  std::size_t end = kNone;    ///< index into Document::markers(), or kNone
  std::uint32_t line = 1;     ///< 1-based line where the block begins
  std::size_t read = kNone;   ///< index into Document::reads() of the read that began here
  bool commentedOut = false;  ///< each of its lines begins with a sign of a comment (`#`, `;`, `/`)

  [[nodiscard]] bool isComplete() const { return begin != kNone && end != kNone; }
};

/// A stretch of the file: a block, or the text before, between or after blocks.
struct Part {
  text::TextRange range;
  std::size_t block = kNone;  ///< index into Document::blocks(), or kNone for text
};

/// The lossless scan of one PEM file, and beside it what OpenSSL reads in the same bytes. Building
/// it never fails; a file without any block is one part of text. Immutable.
class Document {
 public:
  explicit Document(text::SourceFilePtr file);

  [[nodiscard]] const text::SourceFile& file() const { return *file_; }
  [[nodiscard]] const text::SourceFilePtr& filePtr() const { return file_; }
  /// Disjoint, in file order, covering every byte.
  [[nodiscard]] std::span<const Part> parts() const { return parts_; }
  [[nodiscard]] std::span<const Block> blocks() const { return blocks_; }
  [[nodiscard]] std::span<const Marker> markers() const { return markers_; }
  /// What a loop of PEM_read_bio reads in this file (see readAsOpenSsl).
  [[nodiscard]] std::span<const OpenSslRead> reads() const { return reads_; }

  /// The read that OpenSSL made of this block, or null where it does not see the block or fails
  /// in it or before it.
  [[nodiscard]] const OpenSslRead* readOf(const Block& block) const;
  /// The text in which markers and blocks were found; their offsets are the file's.
  [[nodiscard]] const PlainText& plainText() const { return *plain_; }
  /// The block's bytes: as OpenSSL decodes it where it reads it, else what a person could make of
  /// its body; empty when that is no base64.
  [[nodiscard]] std::string derOf(const Block& block) const;
  /// The block that holds `offset`, or null.
  [[nodiscard]] const Block* blockAt(std::uint32_t offset) const;
  [[nodiscard]] bool hasKind(BlockKind kind) const;

  /// The file again, written from the parts: always equal to file().bytes().
  [[nodiscard]] std::string print() const;

 private:
  void assignReads();

  text::SourceFilePtr file_;
  std::shared_ptr<const PlainText> plain_;
  std::vector<Marker> markers_;
  std::vector<Block> blocks_;
  std::vector<Part> parts_;
  std::vector<OpenSslRead> reads_;
};

}  // namespace htlint::pem
