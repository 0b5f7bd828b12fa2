#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "htaccess/document.h"
#include "text/source_file.h"

namespace htlint::htaccess {

inline text::SourceFilePtr makeFile(std::string_view bytes) {
  return std::make_shared<const text::SourceFile>(".htaccess", std::string(bytes));
}

inline Document parse(std::string_view bytes) { return Document(makeFile(bytes)); }

}  // namespace htlint::htaccess
