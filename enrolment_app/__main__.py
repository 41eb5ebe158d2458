"""`indraj`: alone or with one of our files it opens the window; verbs need none."""

import gc
import os
import sys
from pathlib import Path

OPENED_SUFFIXES = (".indraj-laptop", ".indraj-bundle")


def main() -> None:
    """Run the program with the arguments of this process and end it."""
    from enrolment_app import start  # noqa: PLC0415 - `--help` stays quick

    if sys.stderr is None:  # Windows gives a window no terminal
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for good
        sys.stdout = sys.stderr = nowhere
    file = opened_file(sys.argv[1:])
    if file is not None or not sys.argv[1:]:
        # The lock screen is painted before the verbs' libraries would be read, and
        # before any garbage is looked for: imports make none. `app` turns it on.
        gc.disable()
        from enrolment_app.ui import app  # noqa: PLC0415
        from enrolment_app.where import default_store  # noqa: PLC0415

        sys.exit(app.run(default_store(), start.machine(), file))
    from enrolment_app import cli  # noqa: PLC0415
    from enrolment_app.dumps import forbid_dumps  # noqa: PLC0415

    forbid_dumps()
    sys.exit(cli.run(sys.argv[1:], start.machine()))


def opened_file(arguments: list[str]) -> Path | None:
    """Give the one file that a file manager asks to open, if it asks for one."""
    if len(arguments) != 1 or not arguments[0].endswith(OPENED_SUFFIXES):
        return None
    return Path(arguments[0])


if __name__ == "__main__":
    main()
