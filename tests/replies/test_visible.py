"""What of a page is seen, and where each passage of it stands in the text as it was given."""

from time import process_time

import pytest

from app.replies.analysis.sentences import sentences
from app.replies.newest import said
from app.replies.visible import LONGEST_READ, see
from tests.replies.samples import samples


def kept(text: str) -> str:
    seen = see(text)
    return "".join(span.of(seen.text) for span in said(seen.text))


def test_markup_is_not_seen_and_places_are_those_of_the_given_text() -> None:
    text = "<p>Caf&eacute; ferm&eacute;</p><style>p{}</style><p>Nous <b>refusons</b>.</p>"
    seen = see(text)
    assert seen.text.split() == ["Café", "fermé", "Nous", "refusons."]
    start = seen.text.index("Nous")
    first, last = seen.place(start, start + len("Nous refusons"))
    assert text[first:last].startswith("Nous <b>refusons")


@pytest.mark.parametrize(
    "quoted",
    [
        "<blockquote>And my passport?</blockquote>",
        "<BLOCKQUOTE class='a'>Why? <blockquote>And my</blockquote> passport?</blockquote>",
        "<div class='gmail_quote'>And my passport?</div>",
    ],
)
def test_a_quoted_block_of_a_mail_is_no_part_of_it(quoted: str) -> None:
    assert kept(f"<p>No.</p>{quoted}").split() == ["No."]


def test_a_block_that_never_ends_may_be_the_message() -> None:
    assert kept("<blockquote><p>We refuse.</p>").split() == ["We", "refuse."]


@pytest.mark.parametrize("unseen", ["<style>p{}</style>", "<!-- passport -->", "<SCRIPT>1<2</SCRIPT >", "<head><title>x</title></head>"])
def test_what_a_page_does_not_show_is_not_seen(unseen: str) -> None:
    assert see(f"<p>No{unseen}thing</p>").text.split() == ["No", "thing"]


def test_a_strong_word_stays_one() -> None:
    assert see("a <strong>c</strong>opy").text == "a copy"


@pytest.mark.parametrize("piece", ["<style>", "<!--", "<blockquote>", "<", "&", "<div ", "<p><style><!--", "&amp", "</style"])
def test_no_markup_takes_long(piece: str) -> None:
    began = process_time()
    see(piece * (LONGEST_READ // len(piece)))
    assert process_time() - began < 2


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
        places = [seen.place(span.start, span.end) for span in said(seen.text)]
        for label, quote in sample.quotes.items():
            at = sample.text.find(quote)
            if not any(start < at + len(quote) and at < end for start, end in places):
                lost.append((sample.id, label))
    assert lost == []
