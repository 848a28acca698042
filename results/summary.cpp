// results/summary.cpp: a summary as bytes, small enough for a pipe and a database row.
// Most totals are zero (a series has a slot for every half-hour of the night), so zeros are counted, not written; a distribution
// is the list of its filled buckets. The last four bytes are a CRC-32 of all before them; decoding believes nothing and throws.
// Tested in tests/results/summary_test.cpp.
#include "results/summary.hpp"

#include <bit>
#include <boost/crc.hpp>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace counterless {
namespace {

constexpr std::string_view mark = "CLS1";
constexpr std::uint64_t totals_max = 1u << 26, distributions_max = 1u << 20;
constexpr double whole_max = 4503599627370496.0;  // counts up to 2^52 are written as whole numbers

std::uint32_t checksum(std::string_view bytes) {
    boost::crc_32_type crc;
    crc.process_bytes(bytes.data(), bytes.size());
    return crc.checksum();
}

class Writer {
  public:
    void raw(std::string_view bytes) { bytes_ += bytes; }
    void number(std::uint64_t value) {  // 7 bits a byte, the lowest first
        for (; value >= 128; value >>= 7) bytes_ += static_cast<char>((value & 127u) | 128u);
        bytes_ += static_cast<char>(value);
    }
    void real(double value) { raw({reinterpret_cast<const char*>(&value), sizeof value}); }
    void count(double value) {  // nearly always a whole number: then one or two bytes
        if (value >= 0 && value < whole_max && value == std::floor(value)) return number(static_cast<std::uint64_t>(value) * 2);
        number(1);
        real(value);
    }
    std::string take() && {
        const std::uint32_t sum = checksum(bytes_);
        raw({reinterpret_cast<const char*>(&sum), sizeof sum});
        return std::move(bytes_);
    }

  private:
    std::string bytes_;
};

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {
        std::uint32_t sum = 0;
        if (rest_.size() < sizeof sum) damaged();
        std::memcpy(&sum, rest_.data() + rest_.size() - sizeof sum, sizeof sum);
        rest_.remove_suffix(sizeof sum);
        if (sum != checksum(rest_)) damaged();
    }
    std::string_view raw(std::size_t size) {
        if (rest_.size() < size) damaged();
        const std::string_view bytes = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return bytes;
    }
    std::uint64_t number(std::uint64_t max = std::numeric_limits<std::uint64_t>::max()) {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(raw(1)[0]);
            value |= static_cast<std::uint64_t>(byte & 127u) << shift;
            if (byte < 128) return value <= max ? value : damaged();
        }
        damaged();
    }
    double real() {
        double value = 0;
        std::memcpy(&value, raw(sizeof value).data(), sizeof value);
        if (!std::isfinite(value)) damaged();
        return value;
    }
    double count() {
        const std::uint64_t value = number();
        if (value == 1) return real();
        if (value % 2 == 1) damaged();
        return static_cast<double>(value >> 1);
    }
    void end() const {
        if (!rest_.empty()) damaged();
    }
    [[noreturn]] static std::uint64_t damaged() { throw std::runtime_error("a stored summary is damaged"); }

  private:
    std::string_view rest_;
};

void write_totals(Writer& out, const std::vector<double>& totals) {
    out.number(totals.size());
    for (std::size_t at = 0; at < totals.size();) {
        std::size_t filled = at;
        while (filled < totals.size() && std::bit_cast<std::uint64_t>(totals[filled]) == 0) ++filled;
        std::size_t end = filled;
        while (end < totals.size() && std::bit_cast<std::uint64_t>(totals[end]) != 0) ++end;
        out.number(filled - at);
        out.number(end - filled);
        for (std::size_t slot = filled; slot < end; ++slot) {
            if (!std::isfinite(totals[slot])) throw std::logic_error("total " + std::to_string(slot) + " is not a finite number");
            out.real(totals[slot]);
        }
        at = end;
    }
}

std::vector<double> read_totals(Reader& in) {
    const std::size_t size = in.number(totals_max);
    std::vector<double> totals;
    while (totals.size() < size) {
        const std::size_t zeros = in.number(size - totals.size());
        totals.resize(totals.size() + zeros);
        const std::size_t filled = in.number(size - totals.size());
        if (zeros + filled == 0) Reader::damaged();
        for (std::size_t slot = 0; slot < filled; ++slot) totals.push_back(in.real());
    }
    return totals;
}

void write_distribution(Writer& out, const Buckets& buckets) {
    const auto pairs = buckets.sparse();
    out.number(pairs.size());
    std::uint32_t before = 0;
    for (const auto& [bucket, count] : pairs) {
        out.number(bucket - before);
        out.count(count);
        before = bucket;
    }
}

Buckets read_distribution(Reader& in) {
    std::vector<std::pair<std::uint32_t, double>> pairs(in.number(1u << 16));
    std::uint64_t bucket = 0;
    for (auto& pair : pairs) {
        bucket += in.number(1u << 16);
        pair = {static_cast<std::uint32_t>(bucket), in.count()};
    }
    return Buckets::from_sparse(pairs);
}

}  // namespace

std::string encode(const Summary& summary) {
    Writer out;
    out.raw(mark);
    out.number(summary.replication);
    out.number(summary.ending);
    out.real(summary.cpu_s);
    out.real(summary.memory_peak_bytes);
    write_totals(out, summary.totals);
    out.number(summary.distributions.size());
    for (const Buckets& buckets : summary.distributions) write_distribution(out, buckets);
    return std::move(out).take();
}

Summary decode(const std::string& bytes) {
    Reader in(bytes);
    if (in.raw(mark.size()) != mark) Reader::damaged();
    Summary summary;
    summary.replication = static_cast<std::uint32_t>(in.number(std::numeric_limits<std::uint32_t>::max()));
    summary.ending = static_cast<std::uint8_t>(in.number(255));
    summary.cpu_s = in.real();
    summary.memory_peak_bytes = in.real();
    summary.totals = read_totals(in);
    summary.distributions.resize(in.number(distributions_max));
    for (Buckets& buckets : summary.distributions) buckets = read_distribution(in);
    in.end();
    return summary;
}

}  // namespace counterless
