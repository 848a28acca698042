# The schema once more, by a reader that is not ours; skipped where python3-jsonschema is missing.
find_package(Python3 COMPONENTS Interpreter REQUIRED)
add_test(NAME scenarios_schema COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/schema_test.py ${PROJECT_SOURCE_DIR})
set_tests_properties(scenarios_schema PROPERTIES SKIP_RETURN_CODE 77)
