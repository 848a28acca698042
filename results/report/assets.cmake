# results/report/assets.cmake: charts, fonts and styles become bytes in the program.
# npm runs only when the lock file is new (its hash is kept beside what was installed), and only into the build folder; after that a build
# needs no network. The packer (esbuild) puts the chart library into the script and the fonts into the sheet; assets.S includes both.
set(report_source ${CMAKE_CURRENT_LIST_DIR})
set(report_npm ${PROJECT_BINARY_DIR}/npm/report)          # package.json and node_modules
set(report_assets ${PROJECT_BINARY_DIR}/generated/report) # page.css, page.js, notices.txt

# Installs the packages a lock file names into `folder`, once per lock file.
function(counterless_npm_install lock_folder folder)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lock_folder}/package-lock.json ${lock_folder}/package.json)
  file(SHA256 ${lock_folder}/package-lock.json wanted)
  if(EXISTS ${folder}/installed.sha256)
    file(READ ${folder}/installed.sha256 present)
    if(present STREQUAL wanted)
      return()
    endif()
  endif()
  find_program(NPM_PROGRAM npm)
  find_program(NODE_PROGRAM NAMES node nodejs)
  if(NOT NPM_PROGRAM OR NOT NODE_PROGRAM)
    message(FATAL_ERROR "npm is needed once, to fetch the chart library and the fonts of the report. Found: none. "
                        "Install it (Debian: apt-get install nodejs npm) and configure again.")
  endif()
  message(STATUS "Installing the packages of ${lock_folder}/package-lock.json into ${folder}")
  file(REMOVE_RECURSE ${folder})
  file(MAKE_DIRECTORY ${folder})
  configure_file(${lock_folder}/package.json ${folder}/package.json COPYONLY)
  configure_file(${lock_folder}/package-lock.json ${folder}/package-lock.json COPYONLY)
  execute_process(COMMAND ${NPM_PROGRAM} ci --ignore-scripts --no-audit --no-fund --prefer-offline
                  WORKING_DIRECTORY ${folder} RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(failed)
    message(FATAL_ERROR "npm could not install the packages named in ${lock_folder}/package-lock.json. Is the network there? npm said:\n${said}")
  endif()
  file(WRITE ${folder}/installed.sha256 ${wanted})
endfunction()

counterless_npm_install(${report_source} ${report_npm})
find_program(NODE_PROGRAM NAMES node nodejs REQUIRED)

# The sources are copied beside node_modules, where the packer looks for packages.
set(packed ${report_assets}/page.css ${report_assets}/page.js ${report_assets}/notices.txt)
add_custom_command(OUTPUT ${packed}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${report_assets}
  COMMAND ${CMAKE_COMMAND} -E copy ${report_source}/page.css ${report_source}/charts.js ${report_source}/pack.mjs ${report_npm}
  COMMAND ${NODE_PROGRAM} pack.mjs ${report_assets}
  DEPENDS ${report_source}/page.css ${report_source}/charts.js ${report_source}/pack.mjs ${report_npm}/installed.sha256
  WORKING_DIRECTORY ${report_npm} COMMENT "Packing the report's charts and fonts" VERBATIM)
add_custom_target(report_assets DEPENDS ${packed})
add_dependencies(results report_assets)
set_source_files_properties(${report_source}/assets.S PROPERTIES OBJECT_DEPENDS "${packed}" COMPILE_OPTIONS "-Wa,-I${report_assets}")
