# tests/browser: the page in a real browser, Debian's Chromium. make_pages writes pages from made-up studies; check.mjs opens them.
# The driver is installed by the test itself, into the build folder, once per lock file; without node, npm or chromium it is skipped.
add_executable(make_pages browser/make_pages.cpp results/report_fixture.cpp results/comparison_fixture.cpp results/staffing_fixture.cpp)
target_link_libraries(make_pages PRIVATE results)
add_test(NAME browser COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/run.sh $<TARGET_FILE:make_pages> ${PROJECT_BINARY_DIR}/npm/browser)
set_tests_properties(browser PROPERTIES SKIP_RETURN_CODE 77 COST 100 TIMEOUT 600)
