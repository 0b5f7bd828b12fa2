#include "certificates.h"

#include <toml++/toml.h>

#include <chrono>
#include <iomanip>
#include <stdexcept>

namespace {

std::int64_t secondsOf(const toml::date_time& time) {
  if (!time.offset || time.offset->minutes != 0) {
    throw std::runtime_error("a time in the catalogue is not in UTC");
  }
  const std::chrono::year_month_day day{std::chrono::year(time.date.year),
                                        std::chrono::month(time.date.month),
                                        std::chrono::day(time.date.day)};
  const std::int64_t midnight =
      std::chrono::sys_seconds(std::chrono::sys_days(day)).time_since_epoch().count();
  return midnight + time.time.hour * 3600 + time.time.minute * 60 + time.time.second;
}

std::string textOf(const toml::table& entry, std::string_view key) {
  return entry[key].value_or(std::string());
}

void writeWithdrawn(std::ostream& out, const toml::table& table) {
  const toml::array* entries = table.get_as<toml::array>("withdrawn");
  if (entries == nullptr) throw std::runtime_error("missing array: withdrawn");
  out << "std::span<const WithdrawnCertificate> withdrawnCertificates() {\n"
      << "  static constexpr WithdrawnCertificate kEntries[] = {\n";
  for (const toml::node& node : *entries) {
    const toml::table& entry = *node.as_table();
    const auto from = entry["from"].value<toml::date_time>();
    if (!from || textOf(entry, "en").empty() || textOf(entry, "ja").empty()) {
      throw std::runtime_error("a withdrawn certificate needs from, en and ja");
    }
    if (textOf(entry, "sha256").empty() && textOf(entry, "subject").empty() &&
        textOf(entry, "issuer").empty()) {
      throw std::runtime_error("a withdrawn certificate needs sha256, subject or issuer");
    }
    out << "      {" << std::quoted(textOf(entry, "sha256")) << ", "
        << std::quoted(textOf(entry, "subject")) << ", " << std::quoted(textOf(entry, "issuer"))
        << ", " << secondsOf(*from) << ", " << std::quoted(textOf(entry, "en")) << ", "
        << std::quoted(textOf(entry, "ja")) << "},\n";
  }
  out << "  };\n  return kEntries;\n}\n\n";
}

std::int64_t midnightOf(const toml::date& date) {
  return secondsOf({date, toml::time{}, toml::time_offset{}});
}

void writeLimits(std::ostream& out, const toml::table& table) {
  const toml::array* entries = table.get_as<toml::array>("limit");
  if (entries == nullptr) throw std::runtime_error("missing array: limit");
  out << "std::span<const ValidityLimit> validityLimits() {\n"
      << "  static constexpr ValidityLimit kEntries[] = {\n";
  std::int64_t previous = 0;
  for (const toml::node& node : *entries) {
    const toml::table& entry = *node.as_table();
    const auto date = entry["from"].value<toml::date>();
    const std::int64_t from = date ? midnightOf(*date) : 0;
    const int days = entry["days"].value_or(0);
    const int months = entry["months"].value_or(0);
    if (from <= previous) throw std::runtime_error("validity limits are not in the order of time");
    if ((days > 0) == (months > 0)) throw std::runtime_error("a limit is in days or in months");
    out << "      {" << from << ", " << days << ", " << months << "},\n";
    previous = from;
  }
  out << "  };\n  return kEntries;\n}\n\n";
}

}  // namespace

void writeCertificateData(std::ostream& out, const std::string& folder) {
  out << "#include \"catalogue/certificates.h\"\n\nnamespace htlint::catalogue {\n\n";
  writeWithdrawn(out, toml::parse_file(folder + "/withdrawn-certificates.toml"));
  writeLimits(out, toml::parse_file(folder + "/validity-limits.toml"));
  out << "}  // namespace htlint::catalogue\n";
}
