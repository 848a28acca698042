// tests/browser/make_pages.cpp: writes the pages the browser tests open, from the made-up studies of
// tests/results/report_fixture.
//   make_pages FOLDER
#include <fstream>

#include "results/report.hpp"
#include "tests/results/report_fixture.hpp"

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    using namespace counterless;
    const auto write = [&](const char* name, const StudyResult& result) {
        std::ofstream(std::string(argv[1]) + "/" + name) << report_page(result);
    };
    write("full.html", fixture::flagship_like());
    write("met.html", fixture::flagship_like(0.93));
    write("undecided.html", fixture::flagship_like(0.898));
    write("textbook.html", fixture::textbook());
    write("once.html", fixture::textbook(1));
    return 0;
}
