"""The command line. Commands are loaded when they are called, so that `--help` stays quick.

Exit codes: 0 all is well (all pages read); 1 bad input, nothing read, or what was asked for does not hold or is not
there; 2 wrong usage; 3 some pages failed, the others are read and kept.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Final, NoReturn

import click

from standoff import __version__
from standoff.errors import StandoffError, UsageError

COMMANDS: Final = {
    "read": "Read pages and keep their record.",
    "show": "Show the record of a story.",
    "events": "List what happened.",
    "statements": "List who says what, and by whom it came to us.",
    "positions": "List what parties demand, offer, refuse …",
    "conditions": "List what is made to depend on what.",
    "clock": "Show day by day whether a condition was met.",
    "deadlocks": "List conditions that wait for each other.",
    "changes": "List what is new or changed in positions.",
    "contradictions": "List what one side says in two ways.",
    "within-reach": "List demands that another side has offered to meet, or has not answered.",
    "brief": "Print one page on a day.",
    "dossier": "Follow some parties: keep wars apart.",
    "merge": "Explain why two reports are one event, or are not.",
    "split": "Take reports apart that are not one happening.",
    "join": "Join records that are one.",
    "withdraw": "Keep a withdrawn story out of the ledger.",
    "entities": "List persons, states, groups and organisations.",
    "stories": "List the stories that were read.",
    "search": "Search stories and records for words.",
    "why": "Show the words and rules behind a record.",
    "verify": "Re-check every span, hash and reference, without the model.",
    "serve": "Show the ledger in a browser.",
    "parse": "Print words and syntax of a story as CoNLL-U.",
    "schema": "Print the JSON Schema of a reading.",
    "doctor": "Check the installation and the ledger.",
    "demo": "Read the sample page and show its record.",
}
_LISTS: Final = frozenset({"events", "statements", "positions", "conditions", "entities", "stories"})

EPILOG: Final = """\b
Examples:
  standoff demo
  standoff read page.html --date 2022-03-01
  standoff read saved/ --json > record.jsonl
  standoff events --actor Russia --type ASSAULT --since 2022-03-01
  standoff conditions --json
  standoff why s-ab12cd34ef56

\b
The ledger is standoff.db in the working folder, or the file that --db or STANDOFF_DB names.
Exit codes: 0 all read · 1 bad input, nothing read · 2 wrong usage · 3 some pages failed.
"""


class Commands(click.Group):
    """The group of all commands; lists them without loading them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """Names in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command, loaded now; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f"standoff.commands.{'lists' if name in _LISTS else name}")
        command: click.Command = getattr(module, name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; a mistyped one is told with what may be meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=2, cutoff=0.5)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"No such command: {args[0]}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """The list of commands with what each does."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="standoff", message="%(prog)s %(version)s")
def cli() -> None:
    """Reads the news of a conflict and keeps the record: what happened, who said so, who demands or refuses what.

    On what condition, too, and every line is traced to the words that say it.
    """


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Runs a command and ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    _print_log()
    sys.exit(run(args))


def _print_log() -> None:
    """Lets the log of what takes long (merging many stories) go to stderr, as all talk does."""
    printer = logging.StreamHandler()
    printer.setFormatter(logging.Formatter("standoff: %(message)s"))
    log = logging.getLogger("standoff")
    log.addHandler(printer)
    log.setLevel(logging.INFO)


def run(args: Sequence[str] | None = None) -> int:
    """Runs a command; its exit code."""
    try:
        code = cli.main(args, prog_name="standoff", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except UsageError as error:
        return say(f"standoff: {error}", code=2)
    except StandoffError as error:
        return say(f"standoff: {error}", code=1)
    except (click.Abort, KeyboardInterrupt):
        return say("standoff: stopped", code=130)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


def say(line: str, *, code: int) -> int:
    """Writes a line of talk and gives back the exit code."""
    click.echo(line, err=True)
    return code


if __name__ == "__main__":
    main()
