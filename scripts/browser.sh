#!/usr/bin/env bash
# Installs what `make test-browser` needs and is not there yet: Chromium and a Japanese font (apt), axe-core (npm), which goes
# to the folder named as the first argument. Run again, it does nothing and is quick.
set -euo pipefail

folder=$1
axe_version=4.14.1

missing() {
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || echo chromium
    command -v pdftotext >/dev/null || echo poppler-utils
    command -v npm >/dev/null || echo npm
    command -v fc-list >/dev/null || echo fontconfig
    [[ $(fc-list 2>/dev/null || echo) == *BIZUDGothic-Regular* ]] || echo fonts-morisawa-bizud-gothic
}

mapfile -t packages < <(missing)
if [[ ${#packages[@]} -gt 0 ]]; then
    with_rights=()
    if ! command -v apt-get >/dev/null; then
        echo "apt-get がないので、次のもの（Debianでの名）を手で入れてから、もう一度 make test-browser をしてください：${packages[*]}" >&2
        exit 1
    fi
    if [[ $(id -u) -ne 0 ]]; then
        if ! command -v sudo >/dev/null; then
            echo "管理者の権限がないので入れられません。管理者に頼んでください：apt-get install ${packages[*]}" >&2
            exit 1
        fi
        with_rights=(sudo)
    fi
    echo "入れます：${packages[*]}"
    "${with_rights[@]}" apt-get update -qq
    "${with_rights[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi

if [[ $(cat "$folder/version" 2>/dev/null || echo) != "$axe_version" ]]; then
    mkdir -p "$folder"
    archive=$(cd "$folder" && npm pack --silent "axe-core@$axe_version")
    tar -xzf "$folder/$archive" -C "$folder" package/axe.min.js
    rm "$folder/$archive"
    echo "$axe_version" >"$folder/version"
fi
