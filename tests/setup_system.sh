#!/usr/bin/env bash
# Makes sure that the tests find what they need from the system: for those in a browser a
# Chromium, and libatomic, without which playwright's driver does not start on a bare Linux;
# for those that open downloads a LibreOffice Calc without its windows; for those that build on
# another day faketime; for the one that checks the HTML of all pages a Java.
#
#   tests/setup_system.sh                  installs all as root on Debian, and where CI is set on
#                                          Ubuntu too; elsewhere says what is missing
#   tests/setup_system.sh --where          only prints the path of Chromium
#   tests/setup_system.sh --where-office   only prints the path of LibreOffice
#   tests/setup_system.sh --where-clock    only prints the path of faketime
#   tests/setup_system.sh --where-java     only prints the path of Java; each exits 1 if anything
#                                          for it is missing
#
# Where something is missing its tests are skipped; with CI set that is a failure.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin # ldconfig

candidates=(
    chromium
    chromium-browser
    google-chrome
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
)
if [ -n "${INLEGVEL_CHROMIUM:-}" ]; then
    candidates=("$INLEGVEL_CHROMIUM")
fi

# Some systems have a `chromium-browser` that only says how to get one, so it must answer.
find_chromium() {
    local candidate path
    for candidate in "${candidates[@]}"; do
        path=$(command -v "$candidate") || continue
        if "$path" --version >/dev/null 2>&1; then
            printf '%s\n' "$path"
            return 0
        fi
    done
    return 1
}

has_libatomic() {
    [ "$(uname)" != Linux ] || [[ "$(ldconfig -p)" == *libatomic.so.1* ]]
}

# The path of Chromium, once all is there.
ready() {
    has_libatomic && find_chromium
}

offices=(soffice libreoffice /Applications/LibreOffice.app/Contents/MacOS/soffice)
if [ -n "${INLEGVEL_SOFFICE:-}" ]; then
    offices=("$INLEGVEL_SOFFICE")
fi

find_office() {
    local candidate path
    for candidate in "${offices[@]}"; do
        path=$(command -v "$candidate") || continue
        printf '%s\n' "$path"
        return 0
    done
    return 1
}

find_clock() {
    command -v faketime
}

# A Mac without Java has a `java` that only says how to get one, so it must answer.
find_java() {
    local path
    path=$(command -v "${INLEGVEL_JAVA:-java}") || return 1
    "$path" -version >/dev/null 2>&1 && printf '%s\n' "$path"
}

# Root on Debian is a container that may be filled; a runner of GitHub is Ubuntu, and lends root.
may_install() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ] && grep -qx 'ID=debian' /etc/os-release; then
        return 0
    fi
    [ -n "${CI:-}" ] && grep -qx 'ID=ubuntu' /etc/os-release && as_root true 2>/dev/null
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Prints what apt-get said only if it failed.
quietly() {
    local output
    if ! output=$("$@" 2>&1 </dev/null); then
        printf '%s\n' "$output" >&2
        return 1
    fi
}

install() {
    local packages=(libatomic1)
    # Whoever names a program wants no other one.
    [ -n "${INLEGVEL_CHROMIUM:-}" ] || find_chromium >/dev/null ||
        packages+=(chromium fonts-dejavu-core)
    [ -n "${INLEGVEL_SOFFICE:-}" ] || find_office >/dev/null || packages+=(libreoffice-calc-nogui)
    find_clock >/dev/null || packages+=(faketime)
    [ -n "${INLEGVEL_JAVA:-}" ] || find_java >/dev/null || packages+=(default-jre-headless)
    echo "Voor de tests wordt geïnstalleerd: ${packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    # One unreachable source is no reason to stop: the install itself will tell.
    quietly as_root apt-get update -qq || true
    quietly as_root apt-get install -qq -y --no-install-recommends "${packages[@]}" || true
}

case "${1:-}" in
    --where)
        ready
        exit
        ;;
    --where-office)
        find_office
        exit
        ;;
    --where-clock)
        find_clock
        exit
        ;;
    --where-java)
        find_java
        exit
        ;;
esac

all_there() {
    ready >/dev/null && find_office >/dev/null && find_clock >/dev/null && find_java >/dev/null
}

if all_there; then
    exit 0
fi
if may_install; then
    install
    if all_there; then
        exit 0
    fi
fi

{
    if ! find_chromium >/dev/null; then
        echo 'Geen werkende Chromium of Chrome gevonden.'
        echo 'Installeer er een, of zet het pad ervan in INLEGVEL_CHROMIUM.'
    fi
    if ! has_libatomic; then
        echo 'De bibliotheek libatomic ontbreekt (Debian en Ubuntu: libatomic1).'
    fi
    if ! find_office >/dev/null; then
        echo 'Geen LibreOffice gevonden (Debian en Ubuntu: libreoffice-calc-nogui).'
        echo 'Installeer het, of zet het pad van soffice in INLEGVEL_SOFFICE.'
    fi
    if ! find_clock >/dev/null; then
        echo 'Geen faketime gevonden (Debian en Ubuntu: faketime).'
    fi
    if ! find_java >/dev/null; then
        echo 'Geen werkende Java gevonden (Debian en Ubuntu: default-jre-headless).'
        echo 'Installeer het, of zet het pad van java in INLEGVEL_JAVA.'
    fi
    if [ -n "${CI:-}" ]; then
        echo 'Met CI gezet is dat een fout: ook deze tests moeten draaien.'
        exit 1
    fi
    echo 'De tests die dit nodig hebben worden overgeslagen.'
} >&2
