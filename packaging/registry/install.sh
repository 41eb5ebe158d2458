#!/bin/sh
# Install or upgrade the registry from this unpacked folder, as root. Needs python3
# (3.11 or newer) and systemd; without internet set INDRAJ_WHEELS to a folder of wheels.
# Nothing is started: see administrator.md for what comes next.
set -eu
cd "$(dirname "$0")"
place=/opt/indraj-registry
[ "$(id -u)" = 0 ] || { echo "Run this as root." >&2; exit 1; }
sha256sum --quiet --check SHA256SUMS
getent passwd indraj-registry >/dev/null ||
  useradd --system --home-dir /var/lib/indraj-registry --shell /usr/sbin/nologin indraj-registry
[ -x "$place/bin/python" ] || python3 -m venv --without-pip "$place"
pip="$place/bin/python $(ls pip-*.whl)/pip install --quiet --disable-pip-version-check"
offline=${INDRAJ_WHEELS:+--no-index --find-links $INDRAJ_WHEELS}
# shellcheck disable=SC2086 # words on purpose
$pip --require-hashes --only-binary=:all: $offline -r requirements.lock
# shellcheck disable=SC2086
$pip --no-deps --no-index --force-reinstall indraj-*.whl
install -m 644 administrator.md "$place/"
install -d -m 700 -o indraj-registry -g indraj-registry /var/lib/indraj-registry
[ -e /etc/indraj-registry.conf ] || install -m 644 indraj-registry.conf /etc/
install -m 644 indraj-registry.service /etc/systemd/system/
# A verb of the registry, as the service's own user and on its own folder.
cat >/usr/local/sbin/indraj-registry <<'VERB'
#!/bin/sh
# indraj-registry device add ...: `indraj registry` on this computer's registry.
[ "$(id -u)" = 0 ] || { echo "Run this as root." >&2; exit 1; }
exec runuser -u indraj-registry -- /opt/indraj-registry/bin/indraj registry "$@" --data /var/lib/indraj-registry
VERB
chmod 755 /usr/local/sbin/indraj-registry
if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
echo "Installed $($place/bin/indraj --version). Next: administrator.md, part The registry."
