#!/bin/sh
# Renew the locked requirements from pyproject.toml (a developer's task; needs uv).
# The same files serve every system: hashes of all platforms' wheels, no addresses.
set -eu
cd "$(dirname "$0")/.."
lock() {
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"
}
lock pyproject.toml --extra registry -o packaging/run.lock
lock pyproject.toml -c packaging/run.lock -o packaging/desktop.lock
lock pyproject.toml --extra test -c packaging/run.lock -o packaging/test.lock
