# `cmake --install build/release --prefix DIR` puts the program into DIR/bin; and for the programs of others the models: headers,
# one static library, and a package that find_package(counterless) finds. `--component library` installs the latter alone.
# Tested by tests/house/install_test.py with the examples of docs/reference.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(headers ${CMAKE_INSTALL_INCLUDEDIR}/counterless)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/counterless)
target_include_directories(models INTERFACE $<INSTALL_INTERFACE:${headers}>)
target_compile_features(models PUBLIC cxx_std_20)
set_target_properties(models PROPERTIES ARCHIVE_OUTPUT_NAME counterless_models)

install(TARGETS counterless RUNTIME COMPONENT program)
if(TARGET counterless-mpi)
  install(TARGETS counterless-mpi RUNTIME COMPONENT program)
endif()
install(DIRECTORY scenarios/library/ DESTINATION ${CMAKE_INSTALL_DATADIR}/counterless/scenarios COMPONENT program)
install(TARGETS models EXPORT counterless ARCHIVE COMPONENT library)
install(DIRECTORY models/ DESTINATION ${headers}/models COMPONENT library FILES_MATCHING PATTERN "*.hpp")
install(EXPORT counterless NAMESPACE counterless:: FILE counterless-models.cmake DESTINATION ${package} COMPONENT library)

configure_package_config_file(models/counterless-config.cmake.in generated/counterless-config.cmake INSTALL_DESTINATION ${package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/generated/counterless-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/generated/counterless-config.cmake ${PROJECT_BINARY_DIR}/generated/counterless-config-version.cmake
        DESTINATION ${package} COMPONENT library)
