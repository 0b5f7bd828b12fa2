#include <chrono>
#include <nlohmann/json.hpp>

#include "report/certificate_listing.h"
#include "shown_file.h"
#include "wording.h"

namespace htlint::report {
namespace {

using Json = nlohmann::ordered_json;
using x509::Time;

constexpr std::string_view standingName(Standing standing) {
  switch (standing) {
    case Standing::kServer:
      return "server";
    case Standing::kSent:
      return "intermediate";
    case Standing::kAlternative:
      return "alternative";
    case Standing::kAnchor:
      return "anchor";
    case Standing::kAnchorSent:
      return "anchor-sent";
    case Standing::kInPool:
      return "missing-in-pool";
    case Standing::kWithdrawn:
      return "withdrawn";
    case Standing::kDuplicate:
      return "duplicate";
    case Standing::kOutdated:
      return "outdated";
    case Standing::kSuperfluous:
      return "superfluous";
    case Standing::kOtherServer:
      return "other-server";
    case Standing::kUnrelated:
      break;
  }
  return "unrelated";
}

constexpr std::string_view errorName(x509::UnpackError error) {
  switch (error) {
    case x509::UnpackError::kNone:
      return "";
    case x509::UnpackError::kMalformed:
      return "damaged";
    case x509::UnpackError::kPasswordNeeded:
      return "password-needed";
    case x509::UnpackError::kWrongPassword:
      return "wrong-password";
    case x509::UnpackError::kTooCostly:
      return "too-costly";
    case x509::UnpackError::kUnsupported:
      break;
  }
  return "unsupported";
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

void addTime(Json& object, const std::string& key, std::optional<Time> time) {
  if (!time) return;
  object[key] = x509::formatUtc(*time);
  object[key + "Japan"] = x509::formatJst(*time);
}

Json certificateJson(const x509::Certificate& certificate, Time now) {
  Json object = {{"kind", "certificate"}};
  object["title"] = shownTitle(certificate);
  object["subject"] = nameJson(certificate.subject());
  object["names"] = namesJson(certificate.altNameTexts());
  object["issuer"] = nameJson(certificate.issuer());
  addTime(object, "notBefore", certificate.notBefore());
  addTime(object, "notAfter", certificate.notAfter());
  if (certificate.notAfter()) {
    object["daysLeft"] =
        std::chrono::floor<std::chrono::days>(*certificate.notAfter() - now).count();
  }
  object["expired"] = certificate.isExpiredAt(now);
  object["notYetValid"] = certificate.isNotYetValidAt(now);
  object["serial"] = certificate.serial();
  object["key"] = x509::keyText(certificate.key());
  object["signature"] = certificate.signatureAlgorithm();
  object["sha256"] = x509::fingerprintText(certificate.fingerprint());
  object["sha1"] = x509::sha1Text(certificate.der());
  object["ca"] = certificate.isCa();
  object["selfSigned"] = certificate.isSelfSigned();
  return object;
}

void addPlace(Json& object, const std::optional<ShownPlace>& place) {
  if (!place) return;
  object["path"] = displayPath(place->path);
  if (place->block > 0) object["block"] = place->block;
  object["line"] = place->line;
}

Json pathJson(const ShownPath& path) {
  Json errors = Json::array();
  for (const x509::PathError& error : path.errors) {
    Json one = {{"message", x509::pathErrorText(error.code)}};
    if (error.depth < path.steps.size()) one["certificate"] = path.steps[error.depth];
    errors.push_back(std::move(one));
  }
  return {{"certificates", path.steps},
          {"anchored", path.anchored},
          {"valid", path.sound},
          {"errors", std::move(errors)}};
}

Json chainJson(const ShownChain& chain, Time now) {
  Json object = {{"rootsKnown", chain.rootsKnown}};
  object["complete"] = chain.complete ? Json(*chain.complete) : Json(nullptr);
  object["certificates"] = Json::array();
  for (const ShownCertificate& one : chain.certificates) {
    Json entry = certificateJson(one.certificate, now);
    entry["standing"] = std::string(standingName(one.standing));
    addPlace(entry, one.place);
    object["certificates"].push_back(std::move(entry));
  }
  object["paths"] = Json::array();
  for (const ShownPath& path : chain.paths) object["paths"].push_back(pathJson(path));
  if (chain.missing) {
    object["missing"] = {{"issuer", nameJson(chain.missing->name)},
                         {"addresses", namesJson(chain.missing->addresses)}};
  }
  return object;
}

/// What lies in the file, in its order.
Json itemsJson(const ShownFile& file, Time now) {
  std::vector<Json> items;
  const x509::Bundle& bundle = *file.file->bundle;
  for (const x509::FileCertificate& one : bundle.certificates) {
    Json item = certificateJson(one.certificate, now);
    addPlace(item, placeIn(*file.file, one));
    item.erase("path");
    items.push_back(std::move(item));
  }
  for (const x509::FileContainer& container : bundle.containers) {
    Json item = {{"kind", "container"},
                 {"form", std::string(containerName(container.kind))},
                 {"line", file.lineOf(container.block)}};
    if (container.error != x509::UnpackError::kNone) {
      item["error"] = std::string(errorName(container.error));
    }
    items.push_back(std::move(item));
  }
  for (const std::size_t block : bundle.unreadableBlocks) {
    items.push_back({{"kind", "unreadable"}, {"line", file.lineOf(block)}});
  }
  for (const x509::Request& request : file.requests) {
    items.push_back({{"kind", "request"},
                     {"subject", nameJson(request.subject)},
                     {"names", namesJson(request.dnsNames)},
                     {"key", x509::keyText(request.key)},
                     {"line", file.lineOf(request.block)}});
  }
  for (const ShownKey& key : file.keys) {
    Json item = {{"kind", "privateKey"},
                 {"encrypted", key.facts.encrypted},
                 {"inContainer", key.inContainer},
                 {"line", key.line}};
    if (key.facts.key) item["key"] = x509::keyText(*key.facts.key);
    if (!key.owner.empty()) item["belongsTo"] = key.owner;
    items.push_back(std::move(item));
  }
  std::stable_sort(items.begin(), items.end(), [](const Json& a, const Json& b) {
    return a["line"].get<std::uint32_t>() < b["line"].get<std::uint32_t>();
  });
  return Json(std::move(items));
}

}  // namespace

std::string listingJson(const lint::Site& site, std::int64_t now) {
  const Time time{std::chrono::seconds(now)};
  Json object = {{"version", 1}, {"files", Json::array()}};
  for (const ShownFile& file : makeShownFiles(site, time)) {
    Json entry = {{"path", displayPath(file.file->input.path)}, {"items", itemsJson(file, time)}};
    if (file.chain) entry["chain"] = chainJson(*file.chain, time);
    Json sent = Json::array();
    for (const std::size_t index : file.sent.value_or(std::vector<std::size_t>())) {
      const auto& one = file.file->bundle->certificates[index];
      sent.push_back(x509::fingerprintText(one.certificate.fingerprint()));
    }
    entry["accepted"] = file.sent.has_value();
    entry["sent"] = std::move(sent);
    object["files"].push_back(std::move(entry));
  }
  return object.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace htlint::report
