#pragma once

#include <optional>
#include <string>
#include <vector>

#include "htaccess/document.h"
#include "text/range.h"

namespace htlint::lint {

/// Lines that a program writes again whenever it likes (`# BEGIN WordPress` ... `# END WordPress`).
/// Edits inside would be lost, so fixes stay outside.
struct ManagedBlock {
  std::string name;
  text::TextRange range;  ///< whole lines, both markers included
};

/// The blocks between comments `# BEGIN name` and `# END name` (capitals, same name), between
/// cPanel's `# php -- BEGIN ...` comments, and the whole of a file that carries Nextcloud's mark.
/// In file order, not nested.
[[nodiscard]] std::vector<ManagedBlock> findManagedBlocks(const htaccess::Document& document);

/// The block that holds `offset`; null if none does.
[[nodiscard]] const ManagedBlock* managedBlockAt(const std::vector<ManagedBlock>& blocks,
                                                 std::uint32_t offset);

}  // namespace htlint::lint
