"""The verbs: thin, one file each, imported only when one is called.

A verb reads its arguments, calls one action and prints what came back. What a person
can mend, what failed in the world and what failed in us all become a sentence and an
exit status in `run`, nowhere else.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from enrolment_app.actions.work import Machine
from enrolment_app.cli.lazy import Verbs

# Every verb of `indraj`: its name and where it lives.
VERBS = (
    ("demo", "enrolment_app.cli.demo:demo"),
    ("store", "enrolment_app.cli.store:store"),
    ("user", "enrolment_app.cli.user:user"),
    ("recover", "enrolment_app.cli.recover:recover"),
    ("audit", "enrolment_app.cli.audit:audit"),
    ("form", "enrolment_app.cli.form:form"),
    ("household", "enrolment_app.cli.household:household"),
    ("conflict", "enrolment_app.cli.conflict:conflict"),
    ("duplicate", "enrolment_app.cli.duplicate:duplicate"),
    ("sync", "enrolment_app.cli.sync:sync"),
    ("bundle", "enrolment_app.cli.bundle:bundle"),
    ("device", "enrolment_app.cli.device:device"),
    ("office", "enrolment_app.cli.office:office"),
    ("geography", "enrolment_app.cli.geography:geography"),
    ("registry", "enrolment_app.cli.registry:registry"),
    ("doctor", "enrolment_app.cli.doctor:doctor"),
)


def _tell_version(
    context: click.Context,
    _option: click.Parameter,
    wanted: bool,  # noqa: FBT001 - click hands a flag over
) -> None:
    if wanted:
        from importlib import metadata

        try:
            click.echo(f"indraj {metadata.version('indraj')}")
        except metadata.PackageNotFoundError:
            click.echo("indraj, run from its sources")
        context.exit()


@click.group(
    cls=Verbs,
    verbs=VERBS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--store",
    "store_dir",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="INDRAJ_STORE",
    help="Folder of the store. Also INDRAJ_STORE.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Say which version this is.",
)
@click.pass_context
def main(context: click.Context, store_dir: Path | None) -> None:
    """Household registration that works without a network.

    Without a verb the window opens.
    """
    if context.invoked_subcommand is None:
        from enrolment_app.ui import app
        from enrolment_app.where import default_store

        context.exit(app.run(store_dir or default_store(), context.obj))


def run(arguments: Sequence[str], machine: Machine) -> int:
    """Carry out one command line and give its exit status.

    0 done; 1 a problem a person can mend; 2 usage; 3 store or key; 4 network or
    registry; 5 integrity; 70 our own failure.
    """
    from enrolment_app.cli import failures

    try:
        status = main.main(
            list(arguments), prog_name="indraj", standalone_mode=False, obj=machine
        )
    except click.exceptions.Abort:
        click.echo("Stopped. Nothing more was done.", err=True)
        return 130
    except click.ClickException as wrong_usage:
        wrong_usage.show()
        return wrong_usage.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as failure:  # noqa: BLE001 - the one place where all of them end
        return failures.tell(failure)
    return status if isinstance(status, int) else 0
