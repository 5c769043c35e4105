#!/usr/bin/env bash
# Installs what `make test-browser` needs and is not there yet: Chromium and a Japanese font (apt), axe-core (npm), which goes
# to the folder named as the first argument. Run again, it does nothing and is quick.
set -euo pipefail
source "$(dirname "$0")/packages.sh"

folder=$1
axe_version=4.14.1

missing() {
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || echo chromium
    command -v pdftotext >/dev/null || echo poppler-utils
    command -v npm >/dev/null || echo npm
    command -v fc-list >/dev/null || echo fontconfig
    [[ $(fc-list 2>/dev/null || echo) == *BIZUDGothic-Regular* ]] || echo fonts-morisawa-bizud-gothic
}

install_missing test-browser

if [[ $(cat "$folder/version" 2>/dev/null || echo) != "$axe_version" ]]; then
    mkdir -p "$folder"
    archive=$(cd "$folder" && npm pack --silent "axe-core@$axe_version")
    tar -xzf "$folder/$archive" -C "$folder" package/axe.min.js
    rm "$folder/$archive"
    echo "$axe_version" >"$folder/version"
fi
