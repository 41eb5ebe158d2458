"""What all tests share."""

import os

from hypothesis import settings

# Before anything of Qt is imported, whatever is tested first.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Whether a change may be taken must not depend on luck: CI replays the same examples
# each time. Everybody's own runs, and `tests/nightly`, go on looking for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("own", deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "own")
