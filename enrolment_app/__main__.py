"""`indraj`: no arguments opens the window; verbs run without one."""

import gc
import sys


def main() -> None:
    """Run the program with the arguments of this process and end it."""
    from enrolment_app import start  # noqa: PLC0415 - `--help` stays quick

    if not sys.argv[1:]:
        # The lock screen is painted before the verbs' libraries would be read, and
        # before any garbage is looked for: imports make none. `app` turns it on.
        gc.disable()
        from enrolment_app.ui import app  # noqa: PLC0415
        from enrolment_app.where import default_store  # noqa: PLC0415

        sys.exit(app.run(default_store(), start.machine()))
    from enrolment_app import cli  # noqa: PLC0415

    sys.exit(cli.run(sys.argv[1:], start.machine()))


if __name__ == "__main__":
    main()
