#!/bin/sh
# Try the Windows installer under wine, as root: install, enrol, a household by the
# verbs, install again, removal. The window itself needs Windows' own ICU library, which
# wine does not have: see docs/administrator.md for what to look at on Windows.
#
#   packaging/try_windows.sh INSTALLER [FOLDER]
#
# Needs debootstrap, and the registry's libraries in PYTHON (default .venv/bin/python).
set -eu
cd "$(dirname "$0")/.."
installer=$1
folder=${2:-/tmp/indraj-try}
python=${PYTHON:-.venv/bin/python}
root=$folder/wine
programs=/person/.wine/drive_c/users/root/AppData/Local/Programs/Indraj
stores=/person/.wine/drive_c/users/root/AppData/Local/indraj

inside() {
  chroot "$root" env -i HOME=/person PATH=/usr/bin:/bin LANG=C.UTF-8 WINEDEBUG=-all \
    INDRAJ_PASSPHRASE="honey and clover" "$@" </dev/null 2>"$folder/wine.log"
}
# A Windows program without a console needs its output given as a file.
indraj() {
  inside sh -c '"$@" >/tmp/said' sh wine "$programs/python/python.exe" -m enrolment_app "$@"
  cat "$root/tmp/said"
}
must() { "$@" || { echo "FAILED: $*" >&2; exit 1; }; }
trap 'umount "$root/proc" 2>/dev/null || true' EXIT

if [ ! -d "$root" ]; then
  mkdir -p "$folder"
  debootstrap --variant=minbase trixie "$root" >"$folder/debootstrap-wine.log"
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  DEBIAN_FRONTEND=noninteractive chroot "$root" sh -c \
    'apt-get update -qq && apt-get install -y -qq --no-install-recommends wine wine64' \
    >"$folder/install-wine.log" 2>&1
fi
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mkdir -p "$root/person"
rm -rf "$root/person/.wine" "$folder/registry-wine"
cp "$installer" "$root/tmp/setup.exe"

must inside wine /tmp/setup.exe /S
must test -f "$root$programs/python/pythonw.exe"
echo "installed for one person: $(du -sm "$root$programs" | cut -f1) MB;" \
  "$(indraj --version), as $(inside wine cmd /c ver | tr -d '\r' | grep -o 'Windows [0-9.]*')"
"$python" -m enrolment_app registry init --data "$folder/registry-wine" >/dev/null
"$python" -m enrolment_app registry form publish --data "$folder/registry-wine" \
  resources/questionnaires/kp-household/kp-household.md >/dev/null
"$python" -m enrolment_app registry device add SWT-07 --area PK532 --json \
  --person "Demo Asha" --data "$folder/registry-wine" \
  --out "$root/tmp/SWT-07.indraj-laptop" >"$folder/made.json" 2>/dev/null
code=$(sed 's/.*"code": "\([^"]*\)".*/\1/' "$folder/made.json")
must indraj device enrol 'Z:\tmp\SWT-07.indraj-laptop' --code "$code"
"$python" -c 'import json; print(json.dumps(json.load(open("resources/demo/households.json"))[0]))' \
  >"$root/tmp/answers.json"
must indraj household new --answers 'Z:\tmp\answers.json' >/dev/null
must test "$(indraj household list --json | wc -l)" = 1
echo "enrolled with an activation code; a household is in the encrypted store"
must inside wine /tmp/setup.exe /S
must test "$(indraj household list --json | wc -l)" = 1
echo "installed again over it: the household is there"
must inside wine "$programs/remove.exe" /S
tries=0
# The remover goes on in a copy of itself.
while [ -d "$root$programs" ] && [ $tries -lt 60 ]; do sleep 1; tries=$((tries + 1)); done
must test ! -e "$root$programs"
must test -d "$root$stores/store"
echo "removed; the person's store is kept"
