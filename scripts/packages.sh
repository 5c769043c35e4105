# To be sourced by a script that has `missing`, which prints the package (apt's name) of each thing that is missing.

# Installs what is missing; the argument is the target to be run again where that cannot be done here.
install_missing() {
    local target=$1 with_rights=() packages
    mapfile -t packages < <(missing)
    if [[ ${#packages[@]} -eq 0 ]]; then
        return
    fi
    if ! command -v apt-get >/dev/null; then
        echo "apt-get がないので、次のもの（Debianでの名）を手で入れてから、もう一度 make $target をしてください：${packages[*]}" >&2
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
    mapfile -t packages < <(missing)
    if [[ ${#packages[@]} -gt 0 ]]; then
        echo "入れたはずのものが見つかりません：${packages[*]}" >&2
        exit 1
    fi
}
