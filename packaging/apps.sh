#!/usr/bin/env bash
# Applications that Deskhand itself does not need: packaging/apps.sh tests | bench
# Says what it installs; quick when there is nothing to do.
set -euo pipefail

# program or file that proves the package is there : package
case ${1:-} in
    tests) # `make test` works in these. LibreOffice Calc is 55 packages: 10 seconds and 330 MB.
        PROGRAMS="soffice:libreoffice-calc /usr/lib/libreoffice/program/libvclplug_gtk3lo.so:libreoffice-gtk3
        gnumeric:gnumeric ssconvert:gnumeric" ;;
    bench) # `make bench-apps` and `make bench-recipes`; the bindings are for a window of the bench's own
        PROGRAMS="
        geany:geany featherpad:featherpad gnumeric:gnumeric ssconvert:gnumeric eom:eom atril:atril
        /usr/libexec/gvfsd-trash:gvfs-daemons /usr/lib/x86_64-linux-gnu/gio/modules/libgvfsdbus.so:gvfs engrampa:engrampa zip:zip unzip:unzip gnote:gnote xfce4-appfinder:xfce4-appfinder
        xfce4-keyboard-settings:xfce4-settings xfconf-query:xfconf
        /usr/lib/python3/dist-packages/gi/__init__.py:python3-gi
        /usr/share/doc/gir1.2-gtk-3.0/copyright:gir1.2-gtk-3.0" ;;
    *) printf 'usage: packaging/apps.sh tests | bench\n' >&2; exit 2 ;;
esac

packages=""
for entry in $PROGRAMS; do
    proof=${entry%%:*}
    case $proof in
        /*) [ -e "$proof" ] || packages="$packages ${entry##*:}" ;;
        *) command -v "$proof" >/dev/null 2>&1 || packages="$packages ${entry##*:}" ;;
    esac
done
[ -n "$packages" ] || exit 0
command -v apt-get >/dev/null 2>&1 || { printf 'apps: these are missing and there is no apt-get:%s\n' "$packages" >&2; exit 1; }
as_root=""
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || { printf 'apps: these are missing; install them as root:%s\n' "$packages" >&2; exit 1; }
    as_root=sudo
fi
printf '== installing the applications of the %s:%s\n' "$1" "$packages"
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
