# Whole commands, as a visitor types them. `python3 tests/cases/usage_test.py PROGRAM --approve` renews the approved outputs.
if(COUNTERLESS_SANITIZE)
  return()
endif()
find_package(Python3 COMPONENTS Interpreter REQUIRED)
foreach(kind usage input running log back_office calibrate roster staff precision compare sweep sensitivity shards interruption ranks)
  add_test(NAME cases_${kind} COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/${kind}_test.py $<TARGET_FILE:counterless>)
  set_tests_properties(cases_${kind} PROPERTIES TIMEOUT 300)
endforeach()
# The figures that pages print of whole runs: the Week alone takes over a minute of a processor.
add_test(NAME cases_pages COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/pages_test.py $<TARGET_FILE:counterless>)
set_tests_properties(cases_pages PROPERTIES COST 140 TIMEOUT 600)
set_tests_properties(cases_running cases_interruption PROPERTIES COST 35)
set_tests_properties(cases_interruption cases_ranks PROPERTIES TIMEOUT 600)
