#!/usr/bin/env bash
# Builds the book: ./build.sh, or ./build.sh ch04, or ./build.sh help.
#
# This script finds Swift, installs the system libraries that are missing, compiles the program
# that does everything else (Sources/book) and hands over to it. When nothing has changed it costs
# a few hundredths of a second.
set -euo pipefail
unset CDPATH

script=${BASH_SOURCE[0]}
while [ -L "$script" ]; do
  target=$(readlink "$script")
  case $target in
    /*) script=$target ;;
    *) script=$(dirname "$script")/$target ;;
  esac
done
root=$(cd -P "$(dirname "$script")" && pwd)
book="$root/.build/release/book"
stamp="$root/.build/book/tools"

say() { printf '%s\n' "$*" >&2; }
fail() { say "build.sh: $*"; exit 1; }

# Homebrew keeps OpenBLAS out of pkg-config's usual path.
for prefix in /opt/homebrew /usr/local; do
  if [ -d "$prefix/opt/openblas/lib/pkgconfig" ]; then
    export PKG_CONFIG_PATH="$prefix/opt/openblas/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
  fi
done

libraries_present() {
  command -v pkg-config >/dev/null && pkg-config --exists openblas libpng libcmark-gfm 2>/dev/null
}

# Runs a command quietly; shows what it printed when it fails.
quietly() {
  local output
  if ! output=$("$@" 2>&1); then
    printf '%s\n' "$output" >&2
    return 1
  fi
}

# Compiles the tools and shows how far it is, "[12/96] Compiling Tensors", on one line; where nobody
# watches, now and then on a line of its own when all is compiled. What was printed is shown when it
# fails.
compile_tools() {
  local log="$root/.build/book/tools.log" said=$SECONDS status=0 line
  : >"$log"
  { "$swift" build -c release --product book --package-path "$root" 2>&1; } |
    while IFS= read -r line; do
      printf '%s\n' "$line" >>"$log"
      case $line in
        \[*/*\]*)
          if [ -t 2 ]; then
            printf '\r\033[K%.70s' "$line" >&2
          elif [ "$1" = all ] && [ $((SECONDS - said)) -ge 20 ]; then
            said=$SECONDS
            say "$line"
          fi ;;
      esac
    done || status=1
  if [ -t 2 ]; then printf '\r\033[K' >&2; fi
  [ $status -eq 0 ] || cat "$log" >&2
  return $status
}

# Puts `sudo` in front where this user needs it, and refuses where it may not be asked.
as_root=()
become_root() {
  [ "$(id -u)" -ne 0 ] || return 0
  if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    as_root=(sudo)
    return 0
  fi
  return 1
}

install_libraries() {
  local packages
  if command -v brew >/dev/null; then
    packages=(openblas libpng cmark-gfm katex pkg-config)
    say "Installing the libraries the book needs: brew install ${packages[*]}"
    quietly brew install "${packages[@]}" ||
      fail "Homebrew could not install them. Run that command yourself and see what it says."
  elif command -v apt-get >/dev/null; then
    packages=(libopenblas-dev libpng-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libjs-katex
      pkg-config)
    become_root || fail "some libraries are missing, and installing them takes an administrator." \
      "Ask one to run: apt-get install ${packages[*]}"
    say "Installing the libraries the book needs: apt-get install ${packages[*]}"
    # ${a[@]+…} because an empty array counts as unset in the bash of macOS.
    quietly ${as_root[@]+"${as_root[@]}"} apt-get update || true
    quietly ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends "${packages[@]}" ||
      fail "apt-get could not install them. Is this machine online?"
  else
    fail "some libraries are missing, and neither apt-get nor brew is here to install them." \
      "The book needs OpenBLAS, libpng and cmark-gfm with their headers, and pkg-config."
  fi
  libraries_present || fail "the libraries are installed, but pkg-config does not find them:" \
    "pkg-config --exists --print-errors openblas libpng libcmark-gfm"
}

require_swift() {
  local version major minor
  version=$("$swift" --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p')
  [ -n "$version" ] || fail "$swift does not say its version; the book needs Swift 6.1 or later."
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 1 ]; }; then
    fail "the book needs Swift 6.1 or later, and this is Swift $version ($swift)." \
      "See https://www.swift.org/install"
  fi
}

swift=$(command -v swift) ||
  fail "Swift is not here (no 'swift' on the path). The book needs Swift 6.1 or later:" \
    "see https://www.swift.org/install"
libraries_present || install_libraries

# What is compiled holds the path of the checkout, and is of no use where that was moved or copied.
# The reader's progress and the chapters' runs are.
place="$root/.build/book/place"
if [ -f "$place" ] && [ "$(cat "$place")" != "$root" ]; then
  say "This checkout was built in $(cat "$place"); what was compiled there is compiled anew."
  find "$root/.build" -mindepth 1 -maxdepth 1 ! -name book ! -name site -exec rm -rf {} +
  rm -f "$stamp" "$place"
fi

# The tools are as good as new when nothing in the sources is younger than the stamp and the
# compiler is the one that made them.
toolchain=$(ls -Lli "$swift")
tools_current() {
  [ -x "$book" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$toolchain" ] && [ -f "$place" ] &&
    [ -z "$(find "$root/Package.swift" "$root/Sources" -newer "$stamp" 2>/dev/null | head -n 1)" ]
}

if ! tools_current; then
  require_swift
  if ! mkdir -p "$root/.build/book" 2>/dev/null || [ ! -w "$root/.build/book" ]; then
    fail "this checkout is read-only: $root/.build cannot be written." \
      "Copy the checkout to a place where you may write, and build there."
  fi
  extent=some
  if [ ! -f "$stamp" ]; then
    extent=all
    say "Compiling the tools: a few minutes the first time, seconds afterwards."
  elif [ -t 2 ]; then
    printf 'Compiling the tools …' >&2
  fi
  # The stamp gets its time before the compilation, so that an edit made meanwhile is not missed.
  printf '%s\n' "$toolchain" >"$stamp.$$"
  printf '%s\n' "$root" >"$place"
  if ! compile_tools "$extent"; then
    rm -f "$stamp.$$"
    fail "the tools did not compile; the compiler's messages stand above."
  fi
  mv -f "$stamp.$$" "$stamp"
fi

exec "$book" --checkout "$root" "$@"
