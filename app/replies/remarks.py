"""Sentences for what happened while a reply was read, by code. English is the message id; French stands in `replies.po`."""

from app.platform.errors import msg
from app.platform.i18n import Translator
from app.replies.reading import Problem

NOT_READ = {
    "unsupported": msg("This kind of file is not read here."),
    "encrypted": msg("It is protected by a password. Ask them for it, or for the file without protection."),
    "broken": msg("It is damaged, or not what its name says."),
    "too_long": msg("Reading it took too long."),
    "too_much_memory": msg("Reading it would take too much memory."),
    "too_much_output": msg("It unpacks to far more than it should."),
    "crashed": msg("It makes the program that reads it fail."),
    "forbidden": msg("It asks for something that a letter never needs, so reading it was stopped."),
    "unavailable": msg("Reading files is not possible at the moment. Try again in a few minutes."),
    "not_installed": msg("What reads this kind of file is not installed here."),
    "ocr_not_installed": msg(
        "It is a scan or a photograph, and the program that reads those is missing here. Whoever runs this installation can add it: "
        "“apt install tesseract-ocr tesseract-ocr-fra” on Debian, “brew install tesseract tesseract-lang” on macOS."
    ),
    "tnef": msg(
        "Outlook wrapped the attachments up in a way that only Outlook opens. Ask the sender to send them again as ordinary files."
    ),
    "decoration": msg("A small picture in the message, such as a logo."),
    "empty": msg("It is empty."),
    "no_text": msg("No text was found in it."),
    "too_deep": msg("It lies inside too many files one within the other."),
    "too_many": msg("There are too many files in one: this one was left aside."),
}
"""Why a part was not read. The original is kept all the same."""

NOTICED = {
    "pages_cut": msg("“{name}” has very many pages: only the first ones were read."),
    "text_cut": msg("“{name}” has very much text: only its beginning was read."),
    "too_many_parts": msg("“{name}” holds very many files: only the first ones were read."),
    "ocr_language_missing": msg("“{name}” was read without the language pack “{what}”, which is not installed here: accents may be wrong."),
    "reply_cut": msg(
        "The answer is very long: the first {limit} characters of its text are kept as text, and all of it in the original files."
    ),
}
"""What was noticed about a file that was read."""

PLACES = {
    "received": msg("when it reached your mailbox, by the mail’s own headers"),
    "header": msg("when it was sent, by the mail’s own headers"),
    "letterhead": msg("written in the text"),
}
"""Where a date was found."""


def sentence(problem: Problem, t: Translator) -> str:
    """A problem in the reader's language."""
    template = NOTICED.get(problem.code) or NOT_READ[problem.code.removeprefix("part_")]
    return t.gettext(template).format(**problem.params)
