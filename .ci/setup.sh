# Sets the house up: what is missing, who installs it, one quiet build. Sourced by ./counterless and tests/run, which share
# the one list in .ci/packages. Speaks on stderr only: stdout belongs to the program.
# Expects $root, the top of the checkout. File descriptor 9 is the lock of take_turns; no child keeps it.

say() { printf 'counterless: %s\n' "$*" >&2; }

# One set-up at a time in a checkout: the second caller waits, and then finds the work done.
take_turns() {
    mkdir -p "$root/build" && exec 9>"$root/build/lock" || return 1
    flock -n 9 || { say "another call is building; waiting for it"; flock 9; }
}
give_way() { exec 9>&-; }

# missing_packages run [test]: the packages that are not there. On a system without dpkg only commands can be asked for.
missing_packages() {
    local wanted=" $* " when package command _
    local -a asked=()
    while read -r when package command _; do
        [[ $when == \#* || -z $when || $wanted != *" $when "* ]] && continue
        [[ $command != - ]] && command -v "$command" >/dev/null && continue
        asked+=("$package")
    done <"$root/.ci/packages"
    ((${#asked[@]})) || return 0
    command -v dpkg-query >/dev/null || { printf '%s\n' "${asked[@]}"; return 0; }
    local installed
    # A name may be provided by another package, so both are looked at: "name|status|what it provides".
    installed=$(dpkg-query -W -f '${binary:Package}|${db:Status-Status}|${Provides}\n' |
        awk -F'|' '$2 == "installed" {sub(/:.*/, "", $1); print $1; n = split($3, p, ", *"); for (i = 1; i <= n; i++) {sub(/ .*/, "", p[i]); print p[i]}}')
    printf '%s\n' "${asked[@]}" | grep -vxFf <(printf '%s\n' "$installed") || true
}

# install_packages run [test]: as root by apt; otherwise sudo, once someone at a terminal has said yes.
install_packages() {
    local -a missing sudo=()
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    say "these packages are missing: ${missing[*]}"
    if ! command -v apt-get >/dev/null; then
        say "this system has no apt-get: install what corresponds to them and start again"
        return 1
    fi
    local command="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null || [[ ! -t 0 || ! -t 2 ]]; then
            say "install them as root, then start again:"
            printf '  %s\n' "$command" >&2
            return 1
        fi
        local answer=
        printf 'counterless: install them now, with sudo? [y/N] ' >&2
        read -r answer || true
        [[ $answer == [yY]* ]] || { say "nothing installed; the command is"; printf '  %s\n' "$command" >&2; return 1; }
        sudo=(sudo)
        sudo -v || return 1          # asks for the password here, before output goes to the log
    fi
    mkdir -p "$root/build"
    local log=$root/build/packages.log
    say "installing (log: ${log#"$PWD"/}) ..."
    # Without the network the lists at hand may still do, so a failed update alone does not stop us.
    "${sudo[@]}" apt-get update >"$log" 2>&1 </dev/null 9>&- || say "apt-get update failed; going on with the lists at hand"
    if ! "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1 </dev/null 9>&-; then
        say "apt-get could not install them; the end of ${log#"$PWD"/}:"
        tail -n 15 "$log" >&2
        return 1
    fi
}

# Ninja's lines "[12/80] ..." become one line that moves on a terminal, and nothing where no one watches.
show_progress() {
    local line
    while IFS= read -r line; do
        printf '%s\n' "$line"
        [[ -t 2 && $line == \[*/*\]* ]] && printf '\r\033[Kcounterless: building %s' "${line%%]*}]" >&2
    done
    [[ -t 2 ]] && printf '\r\033[K' >&2
    return 0
}

# build PRESET TARGET [CMAKE OPTION ...]: configures if that was never done (or options are given), then builds.
# All output goes to build/PRESET.log; build/PRESET.stamp is as old as the sources that went in.
build() {
    local preset=$1 target=$2; shift 2
    local log=$root/build/$preset.log stamp=$root/build/$preset.stamp started=$SECONDS status=0
    # A build folder that came from elsewhere (a copied or moved checkout) holds paths of that place: start afresh.
    local cache=$root/build/$preset/CMakeCache.txt
    [[ -e $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache" && rm -rf "${root:?}/build/$preset"
    # A first build takes the sources in groups: half the time. Who set the folder up himself builds as he said there.
    [[ -e $root/build/$preset/build.ninja ]] || set -- -DCOUNTERLESS_TOGETHER=ON "$@"
    # The stamp is as old as the start of the build: what is saved while it runs is built next time.
    printf '%s\n' "$root" >"$stamp.new" || return 1
    [[ -t 2 ]] || say "building $preset (log: ${log#"$PWD"/}) ..."
    (
        cd "$root" || exit 1
        set -o pipefail
        { { [[ -e build/$preset/build.ninja && $# -eq 0 ]] || cmake --preset "$preset" "$@"; } &&
            cmake --build --preset "$preset" --target "$target"; } 2>&1 </dev/null | show_progress >"$log"
    ) 9>&- || status=$?
    if ((status)); then
        say "the $preset build failed; the end of ${log#"$PWD"/}:"
        tail -n 25 "$log" >&2
        return 1
    fi
    mv "$stamp.new" "$stamp" || return 1
    say "$preset build ready after $((SECONDS - started)) s"
}
