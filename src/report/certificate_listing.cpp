#include "report/certificate_listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "style.h"
#include "text/encoding.h"
#include "wording.h"
#include "x509/bundle.h"
#include "x509/key.h"
#include "x509/request.h"

namespace htlint::report {
namespace {

using Json = nlohmann::ordered_json;
using x509::Time;

/// One block's content. Exactly one of the pointers is set, or none for a certificate that cannot
/// be read.
struct Item {
  std::uint32_t line = 1;
  const x509::Certificate* certificate = nullptr;
  const x509::Request* request = nullptr;
  const x509::PrivateKeyFacts* key = nullptr;
};

/// What a file holds, ordered as in the file.
struct Content {
  explicit Content(const pem::Document& document);

  x509::Bundle bundle;
  std::vector<x509::Request> requests;
  std::vector<x509::PrivateKeyFacts> keys;
  std::vector<Item> items;
};

Content::Content(const pem::Document& document)
    : bundle(x509::loadCertificates(document)),
      requests(x509::loadRequests(document)),
      keys(x509::loadPrivateKeys(document)) {
  const auto lineOf = [&document](std::size_t block) {
    return block == pem::kNone ? 1U : document.blocks()[block].line;
  };
  for (const x509::FileCertificate& one : bundle.certificates) {
    items.push_back({.line = lineOf(one.block), .certificate = &one.certificate});
  }
  for (const std::size_t block : bundle.unreadableBlocks) items.push_back({.line = lineOf(block)});
  for (const x509::Request& one : requests) {
    items.push_back({.line = lineOf(one.block), .request = &one});
  }
  for (const x509::PrivateKeyFacts& one : keys) {
    items.push_back({.line = lineOf(one.block), .key = &one});
  }
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& a, const Item& b) { return a.line < b.line; });
}

std::string joinNames(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + displayPath(name);
  return text;
}

std::string timeText(std::optional<Time> time) { return time ? x509::formatUtc(*time) : "?"; }

/// Writes the listing for people.
class TextWriter {
 public:
  TextWriter(std::int64_t now, lint::Language language, bool color)
      : now_(std::chrono::seconds(now)),
        japanese_(language == lint::Language::kJapanese),
        style_(color) {}

  std::string write(std::span<const ListedFile> files);

 private:
  void line(std::string_view en, std::string_view ja, const std::string& value);
  void writeItem(const Item& item);
  void writeCertificate(const x509::Certificate& certificate);
  [[nodiscard]] std::string_view headOf(const Item& item) const;
  [[nodiscard]] std::string stateAt(const x509::Certificate& certificate) const;

  Time now_;
  bool japanese_;
  Style style_;
  std::string out_;
};

void TextWriter::line(std::string_view en, std::string_view ja, const std::string& value) {
  if (value.empty()) return;
  const std::string_view label = japanese_ ? ja : en;
  const std::size_t width = text::displayWidth(label);
  out_ += fmt::format("    {}{} {}\n", label, std::string(width < 13 ? 13 - width : 0, ' '), value);
}

std::string_view TextWriter::headOf(const Item& item) const {
  if (item.certificate != nullptr) return japanese_ ? "証明書" : "certificate";
  if (item.request != nullptr) return japanese_ ? "証明書署名要求 (CSR)" : "certificate request";
  if (item.key != nullptr) return japanese_ ? "秘密鍵" : "private key";
  return japanese_ ? "読み取れない証明書" : "certificate that cannot be read";
}

std::string TextWriter::stateAt(const x509::Certificate& certificate) const {
  if (certificate.isNotYetValidAt(now_)) return japanese_ ? "有効期間前" : "not yet valid";
  if (!certificate.notAfter()) return "";
  const bool expired = certificate.isExpiredAt(now_);
  const auto days = std::chrono::duration_cast<std::chrono::days>(
                        expired ? now_ - *certificate.notAfter() : *certificate.notAfter() - now_)
                        .count();
  if (japanese_) {
    return expired ? fmt::format("{} 日前に期限切れ", days) : fmt::format("残り {} 日", days);
  }
  return fmt::format(fmt::runtime(expired ? "expired {} day{} ago" : "{} day{} left"), days,
                     days == 1 ? "" : "s");
}

void TextWriter::writeCertificate(const x509::Certificate& certificate) {
  line("subject", "主体者", certificate.subject().display());
  line("names", "名前", joinNames(certificate.altNameTexts()));
  line("issuer", "発行者", certificate.issuer().display());
  const std::string state = stateAt(certificate);
  line("valid from", "有効期間開始", timeText(certificate.notBefore()));
  line("valid until", "有効期間終了",
       timeText(certificate.notAfter()) + (state.empty() ? "" : " (" + state + ")"));
  line("serial", "シリアル番号", certificate.serial());
  line("key", "鍵", x509::keyText(certificate.key()));
  line("sha-256", "SHA-256", x509::fingerprintText(certificate.fingerprint()));
  if (certificate.isCa()) {
    line("authority", "認証局",
         certificate.isSelfSigned() ? (japanese_ ? "はい (ルート)" : "yes (root)")
                                    : (japanese_ ? "はい (中間)" : "yes (intermediate)"));
  }
}

void TextWriter::writeItem(const Item& item) {
  const auto place = fmt::format(fmt::runtime(japanese_ ? " ({} 行目)" : " (line {})"), item.line);
  out_ += "  " + style_.bold(headOf(item)) + place + "\n";
  if (item.certificate != nullptr) writeCertificate(*item.certificate);
  if (item.request != nullptr) {
    line("subject", "主体者", item.request->subject.display());
    line("names", "名前", joinNames(item.request->dnsNames));
    line("key", "鍵", x509::keyText(item.request->key));
  }
  if (item.key == nullptr) return;
  if (item.key->key) line("key", "鍵", x509::keyText(*item.key->key));
  if (item.key->encrypted) line("encrypted", "暗号化", japanese_ ? "はい" : "yes");
}

std::string TextWriter::write(std::span<const ListedFile> files) {
  for (const ListedFile& file : files) {
    const Content content(*file.document);
    out_ += (out_.empty() ? "" : "\n") + style_.bold(displayPath(file.path)) + "\n";
    for (const Item& item : content.items) writeItem(item);
    if (content.items.empty()) {
      out_ += japanese_ ? "  証明書も鍵もありません\n" : "  holds no certificate, request or key\n";
    }
  }
  return std::move(out_);
}

Json nameJson(const x509::Name& name) {
  Json attributes = Json::array();
  for (const x509::NameAttribute& one : name.attributes) {
    attributes.push_back({{"type", one.type}, {"value", one.value}});
  }
  return {{"text", name.display()}, {"attributes", std::move(attributes)}};
}

Json namesJson(const std::vector<std::string>& names) {
  Json list = Json::array();
  for (const std::string& name : names) list.push_back(displayPath(name));
  return list;
}

Json certificateJson(const x509::Certificate& certificate, Time now) {
  Json object = {{"kind", "certificate"}};
  object["subject"] = nameJson(certificate.subject());
  object["names"] = namesJson(certificate.altNameTexts());
  object["issuer"] = nameJson(certificate.issuer());
  if (certificate.notBefore()) object["notBefore"] = timeText(certificate.notBefore());
  if (certificate.notAfter()) object["notAfter"] = timeText(certificate.notAfter());
  object["expired"] = certificate.isExpiredAt(now);
  object["notYetValid"] = certificate.isNotYetValidAt(now);
  object["serial"] = certificate.serial();
  object["key"] = x509::keyText(certificate.key());
  object["sha256"] = x509::fingerprintText(certificate.fingerprint());
  object["ca"] = certificate.isCa();
  object["selfSigned"] = certificate.isSelfSigned();
  return object;
}

Json itemJson(const Item& item, Time now) {
  if (item.certificate != nullptr) return certificateJson(*item.certificate, now);
  if (item.request != nullptr) {
    return {{"kind", "request"},
            {"subject", nameJson(item.request->subject)},
            {"names", namesJson(item.request->dnsNames)},
            {"key", x509::keyText(item.request->key)}};
  }
  if (item.key == nullptr) return {{"kind", "unreadable"}};
  Json object = {{"kind", "privateKey"}, {"encrypted", item.key->encrypted}};
  if (item.key->key) object["key"] = x509::keyText(*item.key->key);
  return object;
}

}  // namespace

std::string listingText(std::span<const ListedFile> files, std::int64_t now,
                        lint::Language language, bool color) {
  return TextWriter(now, language, color).write(files);
}

std::string listingJson(std::span<const ListedFile> files, std::int64_t now) {
  Json object = {{"version", 1}, {"files", Json::array()}};
  for (const ListedFile& file : files) {
    const Content content(*file.document);
    Json items = Json::array();
    for (const Item& item : content.items) {
      Json entry = itemJson(item, Time(std::chrono::seconds(now)));
      entry["line"] = item.line;
      items.push_back(std::move(entry));
    }
    object["files"].push_back({{"path", displayPath(file.path)}, {"items", std::move(items)}});
  }
  return object.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace htlint::report
