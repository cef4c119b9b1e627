#!/usr/bin/env bash
# Everything Deskhand needs on a Debian or Ubuntu machine that has Python 3.11+, git and make.
# Says what it installs; quick when there is nothing to do. Safe to run again after an interruption.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin  # ldconfig, for users whose PATH leaves it out

VENV=.venv
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/deskhand
WHEELS=$CACHE/wheels
STAMP=$VENV/.deskhand-setup
LLAMA=0.3.36

say() { printf '== %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# name of a program or file that proves the package is there : package
SYSTEM_PACKAGES="
Xvfb:xvfb openbox:openbox dbus-daemon:dbus xprop:x11-utils xrandr:x11-xserver-utils xclip:xclip tesseract:tesseract-ocr
mousepad:mousepad thunar:thunar galculator:galculator
gnome-keyring-daemon:gnome-keyring
/usr/share/dbus-1/services/org.a11y.Bus.service:at-spi2-core
cc:build-essential
/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf:fonts-dejavu-core
/usr/share/icons/Adwaita/index.theme:adwaita-icon-theme
/usr/share/tesseract-ocr/5/tessdata/eng.traineddata:tesseract-ocr-eng
/usr/share/tesseract-ocr/5/tessdata/heb.traineddata:tesseract-ocr-heb
"

# What Qt's window system back end links to : package
QT_LIBRARIES="
libxcb-cursor:libxcb-cursor0 libxcb-icccm:libxcb-icccm4 libxcb-image:libxcb-image0 libxcb-keysyms:libxcb-keysyms1
libxcb-render-util:libxcb-render-util0 libxcb-shape:libxcb-shape0 libxcb-sync:libxcb-sync1 libxcb-xkb:libxcb-xkb1
libxcb-xinerama:libxcb-xinerama0 libxkbcommon-x11:libxkbcommon-x11-0 libxkbcommon.so:libxkbcommon0 libEGL:libegl1
libGL.so:libgl1 libfontconfig:libfontconfig1 libdbus-1:libdbus-1-3
"

find_python() {
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            command -v "$candidate"
            return
        fi
    done
    die "Python 3.11 or newer is needed; install it and try again."
}

missing_packages() {
    local entry proof package
    for entry in $SYSTEM_PACKAGES; do
        proof=${entry%%:*} package=${entry##*:}
        case $proof in
            /*) [ -e "$proof" ] || echo "$package" ;;
            *) command -v "$proof" >/dev/null 2>&1 || echo "$package" ;;
        esac
    done
    # Debian and Ubuntu keep ensurepip and the headers apart from Python itself.
    "$PYTHON_EXE" -c 'import ensurepip, venv' 2>/dev/null || echo "python$("$PYTHON_EXE" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    "$PYTHON_EXE" -c 'import os, sysconfig; sys_h = os.path.join(sysconfig.get_path("include"), "Python.h"); raise SystemExit(not os.path.exists(sys_h))' ||
        echo "python$("$PYTHON_EXE" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-dev"
    if ! command -v chromium >/dev/null 2>&1 && ! command -v chromium-browser >/dev/null 2>&1; then
        echo chromium
    fi
    # One reading: grep -q on a pipe would end ldconfig early, which pipefail takes for a missing library.
    local libraries
    libraries=$(ldconfig -p)
    for entry in libxcb-shm:libxcb-shm0 libxcb-randr:libxcb-randr0 libxcb-xfixes:libxcb-xfixes0 $QT_LIBRARIES; do
        [[ $libraries == *"${entry%%:*}"* ]] || echo "${entry##*:}"
    done
}

install_system() {
    local packages as_root=""
    packages=$(missing_packages | sort -u | tr '\n' ' ')
    [ -n "${packages// /}" ] || return 0
    command -v apt-get >/dev/null 2>&1 || die "these are missing and there is no apt-get: $packages"
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || die "these are missing; install them as root, then try again: $packages"
        as_root=sudo
    fi
    say "installing system packages: $packages"
    $as_root apt-get update -qq
    # Ubuntu has Chromium under another name.
    if [[ " $packages" == *" chromium "* ]] && ! apt-cache show chromium >/dev/null 2>&1; then
        packages=${packages/chromium /chromium-browser }
    fi
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
}

install_python() {
    local wanted
    wanted=$(cat pyproject.toml packaging/setup.sh | sha256sum)
    if [ -x $VENV/bin/deskhand ] && [ "$(cat $STAMP 2>/dev/null)" = "$wanted" ]; then
        return 0
    fi
    [ -x $VENV/bin/python ] || { say "creating the virtual environment $VENV"; "$PYTHON_EXE" -m venv $VENV; }
    mkdir -p "$WHEELS"
    local tag
    tag=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_platform().replace("-", "_"))')
    if ! ls "$WHEELS"/llama_cpp_python-$LLAMA-*"$tag".whl >/dev/null 2>&1; then
        say "building llama-cpp-python $LLAMA once (8 to 20 minutes on two cores); the wheel is kept in $WHEELS"
        # GGML_NATIVE would tie the cached wheel to this very processor.
        CMAKE_ARGS="-DGGML_NATIVE=OFF" $VENV/bin/python -m pip wheel --quiet --no-deps --wheel-dir "$WHEELS" "llama-cpp-python==$LLAMA"
    fi
    say "installing Deskhand and its Python packages into $VENV"
    $VENV/bin/python -m pip install --quiet --disable-pip-version-check "$WHEELS"/llama_cpp_python-$LLAMA-*"$tag".whl
    $VENV/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
    printf '%s\n' "$wanted" >$STAMP
}

PYTHON_EXE=$(find_python)
install_system
install_python
$VENV/bin/deskhand models fetch --quiet
