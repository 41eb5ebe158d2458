"""`indraj`: no arguments opens the window; verbs run without one."""

import sys


def main() -> None:
    """Run the program with the arguments of this process and end it."""
    from enrolment_app import cli, start  # noqa: PLC0415 - `--help` stays quick

    sys.exit(cli.run(sys.argv[1:], start.machine()))


if __name__ == "__main__":
    main()
