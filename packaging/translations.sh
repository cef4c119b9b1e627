#!/usr/bin/env bash
# The texts of the app for translators: extracted, merged into each catalogue, compiled. `make translations`.
set -euo pipefail
cd "$(dirname "$0")/.."
BABEL=.venv/bin/pybabel
FOLDER=assets/translations
$BABEL -q extract --no-location --sort-output --project Deskhand --version "" --copyright-holder "" \
    -k _ -k counted:1,2 -o $FOLDER/deskhand.pot app/deskhand
sed -i '/^#\|^"\(Report-Msgid-Bugs-To\|POT-Creation-Date\|PO-Revision-Date\|Last-Translator\|Language-Team\|Generated-By\)/d' \
    $FOLDER/deskhand.pot
for catalogue in $FOLDER/*/LC_MESSAGES/deskhand.po; do
    [ -e "$catalogue" ] || continue
    language=$(basename "$(dirname "$(dirname "$catalogue")")")
    $BABEL -q update --no-fuzzy-matching -i $FOLDER/deskhand.pot -d $FOLDER -D deskhand -l "$language"
    # Lines that change with every run, or that nobody filled in.
    sed -i '/^"\(Report-Msgid-Bugs-To\|POT-Creation-Date\|PO-Revision-Date\|Last-Translator\|Language-Team\|Generated-By\)/d' "$catalogue"
    $BABEL -q compile -i "$catalogue" -o "${catalogue%.po}.mo"
done
