# tests/browser: the page in a real browser. make_pages writes pages from made-up studies; check.mjs opens them.
add_executable(make_pages browser/make_pages.cpp results/report_fixture.cpp)
target_link_libraries(make_pages PRIVATE results)
