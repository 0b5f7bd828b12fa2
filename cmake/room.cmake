# Compile options shared by every target of the project.
add_library(htlint_options INTERFACE)
target_compile_options(htlint_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
# GCC 12 warns about its own std::string (bug 105651) and std::variant when it optimises.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(htlint_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
# Clang warns about the initialisers that C libraries offer as macros (libgit2).
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(htlint_options INTERFACE -Wno-missing-field-initializers)
endif()
if(HTLINT_SANITIZE)
  target_compile_options(htlint_options INTERFACE
    -fsanitize=${HTLINT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(htlint_options INTERFACE -fsanitize=${HTLINT_SANITIZE})
endif()
if(HTLINT_COVERAGE)
  target_compile_options(htlint_options INTERFACE --coverage)
  target_link_options(htlint_options INTERFACE --coverage)
endif()

# htlint_room(NAME [DEPS room...] [LIBRARIES target...] [PUBLIC_LIBRARIES target...])
#
# One room of src/: a static library of the folder's .cpp files, whose public headers live in
# include/NAME/. DEPS are the rooms it may include; nothing else is on its include path, so an
# arrow against the direction of docs/ARCHITECTURE.md does not compile.
function(htlint_room name)
  cmake_parse_arguments(ROOM "" "" "DEPS;LIBRARIES;PUBLIC_LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS
       ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*/*.cpp)
  if(NOT sources)
    add_library(htlint_${name} INTERFACE)
    target_include_directories(htlint_${name} INTERFACE ${CMAKE_CURRENT_SOURCE_DIR}/include)
    set(deps ${ROOM_DEPS})
    list(TRANSFORM deps PREPEND htlint_)
    target_link_libraries(htlint_${name} INTERFACE ${deps} ${ROOM_PUBLIC_LIBRARIES})
    return()
  endif()
  add_library(htlint_${name} STATIC ${sources})
  target_include_directories(htlint_${name}
    PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/include
    PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  set(deps ${ROOM_DEPS})
  list(TRANSFORM deps PREPEND htlint_)
  target_link_libraries(htlint_${name}
    PUBLIC ${deps} ${ROOM_PUBLIC_LIBRARIES}
    PRIVATE htlint_options ${ROOM_LIBRARIES})
endfunction()
