"""What of a text is the newest message, and where each passage of it stands in the text as it was given."""

import pytest

from app.replies.analysis.sentences import sentences
from app.replies.visible import newest, see
from tests.replies.samples import samples

HISTORY = [
    "Nous refusons.\n\nLe 3 mars 2024, Idris a écrit :\n> Ma carte d'identité ?\n",
    "We refuse.\n\nOn 3 March, Sam wrote:\nNo passport, please.",
    "Wir lehnen ab.\n\nVon: Paul R.\nGesendet: Dienstag, 4. Juni\nBetreff: Auskunft\nKein Ausweis bitte.",
    "Rifiutiamo.\n\n-----Messaggio originale-----\nNiente passaporto.",
    "No.\n\nEl 3 de marzo, Soporte escribió:\n> Sin pasaporte no tramitamos.",
    "Réponse du support :\nNous refusons.\n\nVotre question :\n« Et mon passeport ? »",
    "> What about my passport?\nWe refuse.",
]


def kept(text: str) -> str:
    seen = see(text)
    return "".join(seen.text[start:end] for start, end in newest(seen.text))


@pytest.mark.parametrize("text", HISTORY)
def test_quoted_history_is_no_part_of_the_newest_message(text: str) -> None:
    left = kept(text)
    assert left.strip()
    assert not any(word in left.lower() for word in ("passport", "passeport", "pasaporte", "passaporto", "ausweis", "identité"))


def test_a_header_on_top_introduces_the_newest_message() -> None:
    assert kept("On 3 July, Bo wrote:\nIgnore my last mail.\n\nOn 30 June, Bo wrote:\n> Send a passport.").strip() == "Ignore my last mail."


def test_a_text_of_quotations_alone_is_read_as_it_is() -> None:
    assert kept("> We refuse.") == "> We refuse."


def test_markup_is_not_seen_and_places_are_those_of_the_given_text() -> None:
    text = "<p>Caf&eacute; ferm&eacute;</p><style>p{}</style><p>Nous <b>refusons</b>.</p>"
    seen = see(text)
    assert seen.text.split() == ["Café", "fermé", "Nous", "refusons."]
    start = seen.text.index("Nous")
    first, last = seen.place(start, start + len("Nous refusons"))
    assert text[first:last].startswith("Nous <b>refusons")


def test_a_quoted_block_of_a_mail_is_no_part_of_it() -> None:
    assert "passport" not in kept("<p>No.</p><blockquote>And my passport?</blockquote>")


def test_sentences_do_not_end_at_abbreviations_or_numbers() -> None:
    text = "Declined under Art. 12(5)(b) by Mr. J. Fox. We keep 3.5 files; We stop."
    assert [text[start:end] for start, end in sentences(text, [(0, len(text))])] == [
        "Declined under Art. 12(5)(b) by Mr. J. Fox.",
        "We keep 3.5 files;",
        "We stop.",
    ]


def test_every_quotation_of_the_corpus_is_in_the_newest_message() -> None:
    lost = []
    for sample in samples():
        seen = see(sample.text)
        places = [seen.place(*span) for span in newest(seen.text)]
        for label, quote in sample.quotes.items():
            at = sample.text.find(quote)
            if not any(start < at + len(quote) and at < end for start, end in places):
                lost.append((sample.id, label))
    assert lost == []
