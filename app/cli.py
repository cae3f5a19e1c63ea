"""The command line: finds the sub-command that was asked for, runs it, and turns errors into one line and an exit code."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from app.platform.errors import InvalidInput, SaisineError
from app.platform.i18n import Translator, terminal_language, translator
from app.platform.settings import InvalidSetting

COMMANDS = (
    *("serve", "letter", "deadline", "recompute", "directory", "batch", "worker", "due", "export"),
    *("packet", "verify", "erase", "analyse", "corrections", "inbox"),
)
LONGEST_MESSAGE = 2_000
DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130


def reader(asked: str | None = None) -> Translator:
    """The translator for the person at the terminal, who may have asked for a language."""
    return translator(asked or terminal_language(os.environ))


def build_parser(asked: Sequence[str]) -> argparse.ArgumentParser:
    """The parser with the command that `asked` begins with, or with all of them: one alone loads no other's libraries."""
    parser = argparse.ArgumentParser(prog="saisine", description="Data-subject requests under the GDPR: letters, legal clock, complaint.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    names = asked[:1] if asked and asked[0] in COMMANDS else COMMANDS
    gc.disable()  # Reading modules makes much that stays and nothing to collect: a start is a tenth quicker so.
    try:
        for name in names:
            importlib.import_module(f"app.commands.{name}").add_parser(commands)
    finally:
        gc.enable()
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command in `arguments` (default: the process's own) and returns its exit code."""
    prepare_streams()
    asked = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser(asked)
    if not asked:
        parser.print_help(sys.stderr)
        return WRONG_INPUT
    options = parser.parse_args(asked)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except InvalidInput as wrong:
        code = refuse(f"{wrong.field}: {wrong.text(reader(getattr(options, 'reads', None)))}", WRONG_INPUT)
    except InvalidSetting as wrong:
        code = refuse(str(wrong), WRONG_INPUT)
    except SaisineError as failure:
        code = refuse(str(failure), FAILED)
    except BrokenPipeError:  # whoever read our output has had enough
        code = FAILED
        give_up_output()
    except OSError as refused:
        code = refuse(f"{refused.filename or 'output'}: {refused.strerror or 'cannot be written'}", FAILED)
        give_up_output()
    except KeyboardInterrupt:
        code = INTERRUPTED
    return code


def refuse(message: str, code: int) -> int:
    """Says why on stderr, without what could steer the terminal and not without end; the exit code again."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in message[:LONGEST_MESSAGE])
    print(f"saisine: {plain}{'…' if len(message) > LONGEST_MESSAGE else ''}", file=sys.stderr)
    return code


def prepare_streams() -> None:
    """What the terminal's encoding lacks is printed as "?"; a stream that was closed before we came refuses what is written to it."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), closefd=False, encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", closefd=False, encoding="utf-8")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def give_up_output() -> None:
    """Python writes out what is left when it ends, and would complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
