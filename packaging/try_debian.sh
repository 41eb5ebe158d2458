#!/bin/sh
# Try the Debian package on a bare Debian, as root: install, window, a household by the
# verbs and one by the window, upgrade, removal. Everything happens below a folder.
#
#   packaging/try_debian.sh [SUITE [FOLDER]]      SUITE bookworm (default) or trixie
#
# Needs debootstrap, Xvfb, xdotool and imagemagick on this computer, and the registry's
# libraries in PYTHON (default: .venv/bin/python) to make a provisioning file.
# The packages are built where FOLDER/debs has none.
set -eu
cd "$(dirname "$0")/.."
suite=${1:-bookworm}
folder=${2:-/tmp/indraj-try}
python=${PYTHON:-.venv/bin/python}
root=$folder/$suite
shots=$folder/pictures-$suite
display=:78
count=0

say() { count=$((count + 1)); printf '%2d  %s\n' "$count" "$*"; }
inside() { chroot "$root" "$@"; }
# As the person, with a home, a language and a display.
asha() {
  chroot "$root" runuser -u asha -- env -i HOME=/asha PATH=/usr/bin:/bin \
    LANG=C.UTF-8 DISPLAY=$display INDRAJ_PASSPHRASE="honey and clover" "$@"
}
picture() { DISPLAY=$display import -window root "$shots/$1.png"; }
keys() { DISPLAY=$display xdotool "$@"; sleep 1; }
must() { "$@" || { echo "FAILED: $*" >&2; exit 1; }; }
installed() { du -xsm "$root" | cut -f1; }

cleanup() {
  for id in ${window:-} ${screen:-}; do kill "$id" 2>/dev/null || true; done
  for place in tmp/.X11-unix dev/pts proc; do umount "$root/$place" 2>/dev/null || true; done
}
trap cleanup EXIT

mkdir -p "$folder/debs" "$shots"
if ! ls "$folder"/debs/*.deb >/dev/null 2>&1; then
  "$python" packaging/make_debian.py --out "$folder/debs" --version 0.1.0 --version 0.1.1
fi
now=$(ls "$folder"/debs/*.deb | sort | head -1)
next=$(ls "$folder"/debs/*.deb | sort | tail -1)

if [ ! -d "$folder/base-$suite" ]; then
  debootstrap --variant=minbase "$suite" "$folder/base-$suite" >"$folder/debootstrap.log"
fi
rm -rf "$root"
cp -a "$folder/base-$suite" "$root"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
mount -t proc proc "$root/proc"
mount --bind /dev/pts "$root/dev/pts"
mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
export DEBIAN_FRONTEND=noninteractive
inside apt-get update -qq
inside useradd -m -d /asha asha
Xvfb $display -ac -screen 0 1366x768x24 >/dev/null 2>&1 &
screen=$!
say "bare Debian $(cat "$root/etc/debian_version"), $(installed) MB"

cp "$now" "$root/tmp/indraj.deb"
cp "$next" "$root/tmp/next.deb"
must inside apt-get install -y -qq --no-install-recommends /tmp/indraj.deb \
  >"$folder/install.log" 2>&1
say "installed $(basename "$now"), $(($(stat -c %s "$now") / 1000000)) MB packed;" \
  "of it $(du -sm "$root/usr/lib/indraj" | cut -f1) MB, with what it needs $(installed) MB"
say "as a person: $(asha indraj --version), $(inside python3 --version)"
must test -f "$root/usr/share/applications/indraj.desktop"
must test -f "$root/usr/share/icons/hicolor/scalable/apps/indraj.svg"
must test -f "$root/usr/share/mime/packages/indraj.xml"
if find "$root/usr/lib/indraj" -path '*sync/registry*' -o -name 'fastapi*' \
  -o -name 'sqlalchemy*' | grep -q .; then
  echo "FAILED: something of the registry is in the package" >&2
  exit 1
fi
say "menu entry, icon and file types are there; nothing of the registry is"

registry=$folder/registry
rm -rf "$registry"
"$python" -m enrolment_app registry init --data "$registry" >/dev/null
"$python" -m enrolment_app registry form publish --data "$registry" \
  resources/questionnaires/kp-household/kp-household.md >/dev/null
"$python" -m enrolment_app registry device add "SWT-07" --area PK532 \
  --person "Demo Asha" --data "$registry" --json --out "$root/asha/SWT-07.indraj-laptop" \
  >"$folder/made.json" 2>/dev/null
code=$(sed 's/.*"code": "\([^"]*\)".*/\1/' "$folder/made.json")
chmod 644 "$root/asha/SWT-07.indraj-laptop"
must asha indraj device enrol /asha/SWT-07.indraj-laptop --code "$code" 2>/dev/null
"$python" -c 'import json; print(json.dumps(json.load(open("resources/demo/households.json"))[0]))' \
  >"$root/asha/answers.json"
must asha indraj household new --answers /asha/answers.json
say "by the verbs: $(asha indraj household list --json | wc -l) household"

# Through the chroot's own process, so that it can be ended by its number.
asha indraj >"$folder/window.log" 2>&1 &
window=$!
must timeout 60 env DISPLAY=$display xdotool search --sync --onlyvisible --name '^Indraj$' \
  >/dev/null
sleep 2
picture 1-locked
id=$(DISPLAY=$display xdotool search --onlyvisible --name '^Indraj$' | head -1)
keys windowfocus "$id"
keys type "honey and clover"
keys key Return
sleep 6
picture 2-today
keys key ctrl+n
sleep 4
picture 3-new-household
for key in 1 Return 1 Return; do keys key $key; done
sleep 2
picture 4-answered
keys key ctrl+l
picture 5-locked-again
kill "$(DISPLAY=$display xdotool getwindowpid "$id")"
wait "$window" || true
window=
say "by the window: $(asha indraj household list --json | wc -l) households" \
  "(pictures in $shots)"
must test "$(asha indraj household list --json | wc -l)" = 2

say "start to first paint, offscreen, package then virtual environment:"
"$python" packaging/time_starts.py "$root" "$python"

if [ "$now" != "$next" ]; then
  must inside apt-get install -y -qq --no-install-recommends /tmp/next.deb \
    >"$folder/upgrade.log" 2>&1
  must test "$(asha indraj household list --json | wc -l)" = 2
  say "upgraded: $(asha indraj --version), and both households are there"
fi

must inside apt-get purge -y -qq indraj >"$folder/remove.log" 2>&1
must test ! -e "$root/usr/lib/indraj"
must test ! -e "$root/usr/bin/indraj"
must test -d "$root/asha/.local/share/indraj/store"
say "removed and purged; asha's store is kept:" \
  "$(du -sm "$root/asha/.local/share/indraj" | cut -f1) MB"
