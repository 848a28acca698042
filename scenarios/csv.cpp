// scenarios/csv.cpp: a buffer that always holds one whole row; rows without quotation marks are cut where they stand, without a
// copy.
#include "scenarios/csv.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

namespace counterless {

// Bytes from a descriptor, handed out in rows: up to a line feed that is not between quotation marks.
struct CsvReader::Source {
    int descriptor = -1;
    bool ended = false;
    int error = 0;
    std::string buffer;
    std::size_t begin = 0;  // of what was not handed out yet
    char separator = ',';

    ~Source() {
        if (descriptor > STDIN_FILENO) close(descriptor);
    }

    bool fill() {
        constexpr std::size_t block = 1 << 18;
        if (ended) return false;
        buffer.erase(0, begin);
        begin = 0;
        const std::size_t held = buffer.size();
        buffer.resize(held + block);
        ssize_t count = 0;
        do count = read(descriptor, buffer.data() + held, block);
        while (count < 0 && errno == EINTR);
        if (count < 0) error = errno;
        buffer.resize(held + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        ended = count <= 0;
        return !ended;
    }

    // Without its line end. Empty at the end of the file.
    std::optional<std::string_view> row() {
        bool quoted = false;
        std::size_t seen = 0;  // looked through, from `begin`
        while (true) {
            const std::string_view rest = std::string_view(buffer).substr(begin);
            for (; seen < rest.size(); ++seen) {
                if (!quoted) {
                    // The next line feed, and whether a quotation mark comes before it.
                    const auto* feed = static_cast<const char*>(std::memchr(rest.data() + seen, '\n', rest.size() - seen));
                    const std::size_t end = feed ? static_cast<std::size_t>(feed - rest.data()) : rest.size();
                    const auto* mark = static_cast<const char*>(std::memchr(rest.data() + seen, '"', end - seen));
                    if (!mark && feed) return hand_out(end, 1);
                    seen = mark ? static_cast<std::size_t>(mark - rest.data()) : end;
                    quoted = mark && opens(rest, seen);
                } else if (rest[seen] == '"') {
                    quoted = false;
                }
            }
            seen = rest.size();
            if (rest.size() > csv_row_bytes_max) return hand_out(rest.size(), 0);
            if (fill()) continue;
            if (rest.empty()) return {};
            return hand_out(buffer.size() - begin, 0);
        }
    }

    // Only at the start of a cell, or as the second of a doubled one; in `5" nails` it is a fault, but opens nothing.
    [[nodiscard]] bool opens(std::string_view rest, std::size_t mark) const {
        return mark == 0 || rest[mark - 1] == separator || rest[mark - 1] == '"';
    }

    std::string_view hand_out(std::size_t length, std::size_t line_end) {
        const std::string_view text = std::string_view(buffer).substr(begin, length);
        begin += length + line_end;
        return text;
    }
};

namespace {

std::string reason(int error) {
    if (error == ENOENT || error == ENOTDIR) return "no such file";
    return fmt::format("an unreadable file ({})", std::strerror(error));
}

// Opens what can be read to its end: a file, or standard input; never a pipe in the file system, which may have no writer.
std::optional<std::string> opened(const std::filesystem::path& file, int& descriptor) {
    if (file == "-") {
        descriptor = STDIN_FILENO;
        return {};
    }
    descriptor = open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct stat status {};
    if (descriptor < 0 || fstat(descriptor, &status) != 0) return reason(errno);
    if (S_ISREG(status.st_mode)) return {};
    return S_ISDIR(status.st_mode) ? "a directory" : "not a regular file";
}

}  // namespace

CsvReader::CsvReader(const std::filesystem::path& file, std::string place, CsvShape shape)
    : place_(std::move(place)), shape_(std::move(shape)), source_(std::make_unique<Source>()) {
    const auto found = opened(file, source_->descriptor);
    if (found) {
        add(place_, *found, "a readable CSV file");
        source_->ended = true;
        return;
    }
    source_->separator = shape_.separator;
    take_header();
}

CsvReader::~CsvReader() = default;

std::string CsvReader::at(std::size_t line) const { return fmt::format("{}:{}", place_, line); }

void CsvReader::add(std::string place, std::string found, std::string expected) {
    if (problems_.size() < csv_problems_max)
        problems_.push_back({std::move(place), std::move(found), std::move(expected)});
    else
        ++problems_more_;
}

void CsvReader::problem(std::size_t cell, std::string expected) {
    add(fmt::format("{}, column \"{}\"", at(line_), header_[cell]), csv_shown(cells_[cell]), std::move(expected));
}

Problems CsvReader::take_problems() {
    if (problems_more_ > 0)
        problems_.push_back({place_, fmt::format("{} more problem{}", problems_more_, problems_more_ == 1 ? "" : "s"), "none"});
    problems_more_ = 0;
    return std::move(problems_);
}

std::optional<std::size_t> CsvReader::column(std::string_view name) const {
    const auto found = std::find(header_.begin(), header_.end(), name);
    if (found == header_.end()) return {};
    return static_cast<std::size_t>(found - header_.begin());
}

bool CsvReader::give_up(std::string place, std::string found, std::string expected) {
    add(std::move(place), std::move(found), std::move(expected));
    source_->ended = true;
    source_->buffer.clear();
    source_->begin = 0;
    return false;
}

void CsvReader::take_header() {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    source_->fill();
    if (source_->buffer.starts_with("\xFF\xFE") || source_->buffer.starts_with("\xFE\xFF")) {
        give_up(at(1), "UTF-16 text", "UTF-8 text");
        return;
    }
    if (source_->buffer.starts_with(mark)) source_->begin = mark.size();
    if (!read_row()) {
        if (problems_.empty()) add(place_, "an empty file", "a line of column names, then rows");
        return;
    }
    if (cells_.size() > csv_columns_max) {
        give_up(at(line_), fmt::format("{} columns", cells_.size()), fmt::format("at most {}", csv_columns_max));
        return;
    }
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
        const std::string_view name = trimmed(cells_[cell]);
        header_.push_back(shape_.header && !name.empty() ? std::string(name) : std::to_string(cell + 1));
    }
    again_ = !shape_.header;
    if (shape_.header) check_header();
}

void CsvReader::check_header() {
    const auto is_control = [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; };
    for (std::string& name : header_)
        if (std::any_of(name.begin(), name.end(), is_control)) {
            add(at(line_), "control characters in the name " + csv_shown(name), "a line of names, ended by LF or CRLF");
            std::replace_if(name.begin(), name.end(), is_control, ' ');
        }
    std::vector<std::string> sorted = header_;
    std::sort(sorted.begin(), sorted.end());
    for (auto twin = std::adjacent_find(sorted.begin(), sorted.end()); twin != sorted.end();
         twin = std::adjacent_find(std::upper_bound(twin, sorted.end(), *twin), sorted.end()))
        add(at(line_), fmt::format("two columns called \"{}\"", *twin), "a name for each column");
    if (std::all_of(cells_.begin(), cells_.end(), [](std::string_view cell) { return csv_number(cell).has_value(); }))
        add(at(line_), "only numbers in the first line", "the names of the columns" + shape_.without_header);
}

bool CsvReader::next() {
    if (header_.empty()) return false;
    if (std::exchange(again_, false)) return true;
    while (read_row()) {
        if (cells_.size() == header_.size()) return true;
        add(at(line_), fmt::format("{} cell{}", cells_.size(), cells_.size() == 1 ? "" : "s"),
            fmt::format("{}, as in the first line", header_.size()));
    }
    return false;
}

// False at the end. Rows whose text is broken become problems and are passed over.
bool CsvReader::read_row() {
    while (auto row = source_->row()) {
        line_ = line_next_;
        line_next_ += 1 + static_cast<std::size_t>(std::count(row->begin(), row->end(), '\n'));
        if (row->size() > csv_row_bytes_max)
            return give_up(at(line_), "a row of more than 1 MB", "a shorter one; is a quotation mark never closed?");
        if (row->ends_with('\r')) row->remove_suffix(1);
        if (row->empty()) continue;
        if (row->find('\0') != std::string_view::npos) {
            add(at(line_), "the byte 0x00", "text");
            continue;
        }
        const std::size_t before = problems_.size() + problems_more_;
        split(*row);
        if (problems_.size() + problems_more_ == before) return true;
    }
    if (source_->error) add(place_, reason(source_->error), "a readable CSV file"), source_->error = 0;
    return false;
}

void CsvReader::split(std::string_view text) {
    cells_.clear();
    unquoted_.clear();
    unquoted_.reserve(text.size());  // cells point into it
    for (std::size_t from = 0;;) {
        if (from < text.size() && text[from] == '"') {
            from = split_quoted(text, from);
            if (from > text.size()) return;
            continue;
        }
        const std::size_t end = std::min(text.find(shape_.separator, from), text.size());
        const std::string_view cell = text.substr(from, end - from);
        if (cell.find('"') != std::string_view::npos)
            add(fmt::format("{}:{}", at(line_), from + cell.find('"') + 1), "a quotation mark inside a cell",
                "the whole cell in quotation marks, those inside doubled");
        cells_.push_back(cell);
        if (end == text.size()) return;
        from = end + 1;
    }
}

// From the opening quotation mark; gives where the next cell begins, beyond the end of the text if there is none.
std::size_t CsvReader::split_quoted(std::string_view text, std::size_t from) {
    const std::size_t begin = unquoted_.size(), none = text.size() + 1;
    std::size_t look = from + 1;
    while (true) {
        const std::size_t mark = text.find('"', look);
        if (mark == std::string_view::npos) {
            add(fmt::format("{}:{}", at(line_), from + 1), "a quotation mark that is never closed", "a closing quotation mark");
            return none;
        }
        unquoted_.append(text, look, mark - look);
        look = mark + 1;
        if (look >= text.size() || text[look] != '"') break;
        unquoted_.push_back('"');
        ++look;
    }
    cells_.push_back(std::string_view(unquoted_).substr(begin));
    if (look >= text.size()) return none;
    if (text[look] == shape_.separator) return look + 1;
    add(fmt::format("{}:{}", at(line_), look + 1), "text behind a closing quotation mark",
        fmt::format("\"{}\" or the end of the line", shape_.separator == '\t' ? "a tab" : std::string(1, shape_.separator)));
    return none;
}

std::string_view trimmed(std::string_view cell) {
    while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
    while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
    return cell;
}

std::optional<double> csv_number(std::string_view cell) {
    cell = trimmed(cell);
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (cell.empty() || error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value)) return {};
    return value;
}

std::string csv_shown(std::string_view cell) {
    constexpr std::size_t most = 40;
    if (cell.empty()) return "an empty cell";
    std::string text;
    for (const char letter : cell.substr(0, most)) text += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
    // No half of a character at the cut.
    while (cell.size() > most && !text.empty() && (static_cast<unsigned char>(text.back()) & 0x80u)) text.pop_back();
    return "\"" + text + (cell.size() > most ? "...\"" : "\"");
}

}  // namespace counterless
