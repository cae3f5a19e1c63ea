"""The part of `saisine letter` that is about a case: opens it as `saisine export` does, and drafts the letter with its facts of today."""

import argparse
import os
import sys
from pathlib import Path

from app.commands.code import dossier_of_code, located
from app.commands.letter import content, warn, write
from app.complaints.case_letters import Posting, case_draft
from app.law.events import Channel
from app.letters.drafts import Draft
from app.platform.errors import InvalidInput, NotFound, msg
from app.platform.i18n import terminal_language, translator
from app.platform.settings import load_settings
from app.wiring import Wiring, build

WITHOUT_CASE = msg("This goes with a letter without a case only: the case knows it already.")
NO_SUCH_LETTER = msg("This case has no letter “{kind}”.")
SEVERAL = msg("This is the id of a dossier with {count} cases. Name one of them: {cases}.")
EXISTS = msg("{file} exists already. Name another file with -o.")
ENDINGS = {"text": "txt"}
"""The endings of files that are not those of their format's name."""


def run(arguments: argparse.Namespace) -> int:
    """Writes the letter and returns 0. Raises InvalidInput for what the arguments or the case cannot give, SaisineError when the file
    cannot be written."""
    for name in ("controller", "subject"):
        if getattr(arguments, name) is not None:
            raise InvalidInput(f"--{name}", WITHOUT_CASE)
    wiring = build(load_settings(os.environ))
    try:
        draft = _draft(wiring, arguments)
    finally:
        wiring.close()
    file = arguments.output or _new_file(draft, arguments.format)
    warn(draft, file)
    write(file, content(draft, arguments.format))
    if arguments.output is None:
        say = translator(terminal_language(os.environ)).gettext
        print(say("Written to {file}.").format(file=file), file=sys.stderr)
    return 0


def _draft(wiring: Wiring, arguments: argparse.Namespace) -> Draft:
    store = wiring.store
    opened = None
    if arguments.code_file is not None:
        opened = dossier_of_code(store, arguments.code_file, translator(terminal_language(os.environ)))
    dossier, cases = located(store, arguments.case, opened)
    if len(cases) != 1:
        raise InvalidInput("--case", SEVERAL, count=len(cases), cases=", ".join(cases))
    view, today = store.case(dossier, cases[0]), store.today()
    try:
        return case_draft(
            view,
            store.assessment(view, today),
            today,
            arguments.kind,
            posting=Posting(
                language=arguments.lang or None,
                channel=Channel(arguments.channel) if arguments.channel else None,
                representative=arguments.to_representative,
            ),
            missing=[item.strip() for item in arguments.missing.split(",") if item.strip()],
        )
    except NotFound:
        raise InvalidInput("KIND", NO_SUCH_LETTER, kind=arguments.kind[:40]) from None


def _new_file(draft: Draft, form: str) -> str:
    """The neutral name of the letter in this folder. Raises InvalidInput when a file has it: another letter of the case, most likely."""
    file = Path(draft.file_name).with_suffix(f".{ENDINGS.get(form, form)}")
    if file.exists():
        raise InvalidInput("-o", EXISTS, file=str(file))
    return str(file)
