# What oracle_test claims is also what docs/background/validation.md says: its rows are left for the check that follows it.
if(COUNTERLESS_SANITIZE)
  return()
endif()
find_package(Python3 COMPONENTS Interpreter REQUIRED)
set_tests_properties(oracle_test PROPERTIES ENVIRONMENT VALIDATION=${PROJECT_BINARY_DIR}/validation.tsv
                                            FIXTURES_SETUP oracle_rows COST 100 TIMEOUT 900)
add_test(NAME oracle_page COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/validate.py ${PROJECT_BINARY_DIR} --check)
set_tests_properties(oracle_page PROPERTIES FIXTURES_REQUIRED oracle_rows)
