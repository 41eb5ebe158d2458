"""What all tests share."""

import gc
import os
import sys

import pytest
from hypothesis import settings

# Before anything of Qt is imported, whatever is tested first.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Whether a change may be taken must not depend on luck: CI replays the same examples
# each time. Everybody's own runs, and `tests/nightly`, go on looking for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("own", deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "own")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Fail a test in which a household could not be listed: the store goes on then."""
    failures = []
    if projections := sys.modules.get("enrolment_app.store.projections"):
        projections.noted = failures.append
    ran = yield
    if failures:
        raise failures[0]
    return ran


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Let the windows that a test has closed go before the next test begins.

    Qt deletes later, when an event loop runs, and most tests run none: a thousand
    dead windows would be styled anew each time the application is dressed.
    """
    gone = yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    return gone


def pytest_collection_finish():
    """Leave what was collected out of every later search for cycles.

    Thousands of tests are hundreds of megabytes, and none of that ever goes.
    """
    gc.collect()
    gc.freeze()
