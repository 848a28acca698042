# Checks of the house itself: where things stand, one hand, a second reader, and the claims once more under the sanitizers.
# They belong to the release build alone; tests/run makes the sanitize build before.
if(COUNTERLESS_SANITIZE)
  return()
endif()
find_package(Python3 COMPONENTS Interpreter REQUIRED)
set(house ${CMAKE_CURRENT_LIST_DIR})

add_test(NAME house_layout COMMAND Python3::Interpreter ${house}/layout_test.py ${PROJECT_SOURCE_DIR})
add_test(NAME house_format COMMAND Python3::Interpreter ${house}/format_test.py ${PROJECT_SOURCE_DIR})
add_test(NAME house_setup COMMAND Python3::Interpreter ${house}/setup_test.py ${PROJECT_SOURCE_DIR})
add_test(NAME house_library COMMAND Python3::Interpreter ${house}/library_test.py ${PROJECT_SOURCE_DIR})
add_test(NAME house_install COMMAND Python3::Interpreter ${house}/install_test.py ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
add_test(NAME house_tidy COMMAND Python3::Interpreter ${house}/tidy_test.py ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
# The second reader comes first and uses every core itself; after it whatever takes longest begins first (COST), so that no core waits
# for the last one.
include(ProcessorCount)
ProcessorCount(cores)
set_tests_properties(house_tidy PROPERTIES PROCESSORS ${cores} COST 10000 TIMEOUT 1560 SKIP_RETURN_CODE 77)
set_tests_properties(house_format PROPERTIES SKIP_RETURN_CODE 77)

# The claims once more under the sanitizers: one test for each program, so that they run beside others. COST: seconds, roughly.
get_property(programs GLOBAL PROPERTY COUNTERLESS_CLAIMS)
foreach(program IN LISTS programs)
  string(REPLACE "_test" "" name ${program})
  add_test(NAME house_sanitize_${name} COMMAND Python3::Interpreter ${house}/sanitize_test.py ${PROJECT_SOURCE_DIR} ${program})
  set_tests_properties(house_sanitize_${name} PROPERTIES COST 30 TIMEOUT 900 SKIP_RETURN_CODE 77)
endforeach()
set_tests_properties(house_sanitize_sim PROPERTIES COST 240)
set_tests_properties(house_sanitize_oracle PROPERTIES COST 180)
