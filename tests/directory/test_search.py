"""Search: what people remember and mistype of a name finds it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.directory.search import Entry, Index, plain

INDEX = Index([
    Entry(slug="meta-exemple", name="Meta Exemple Limited", country="IE", site="visages.example", runs=("Visagelivre", "Instagramme")),
    Entry(slug="societe-epatante", name="Société Épatante SA", country="FR", site="epatante.example"),
    Entry(slug="muenchner-muster", name="Münchner Muster Rück AG", country="DE"),
    Entry(slug="l-idee", name="L’Idée Modèle", country="FR"),
    Entry(slug="blau-wagen", name="Blauwagen Mitfahr GmbH", country="DE", runs=("Blau Wagen Bus",)),
    Entry(slug="deutsche-beispielbahn", name="Deutsche Beispielbahn AG", country="DE", site="www.beispielbahn.example"),
    Entry(slug="muster-scraped", name="Muster Versand", country="DE", quality="scraped"),
    Entry(slug="muster-checked", name="Muster Versand", country="DE", curated=True),
    Entry(slug="o2-example", name="O2 Example", country="GB"),
])  # fmt: skip


def first(words: str) -> str:
    """The slug of the best hit, "" for none."""
    hits = INDEX.search(words, 5)
    return hits[0].slug if hits else ""


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("societe epatante", "societe-epatante"), ("SOCIÉTÉ", "societe-epatante"), ("epatnate", "societe-epatante"),
        ("Muenchner", "muenchner-muster"), ("munchner", "muenchner-muster"), ("ruck muster", "muenchner-muster"),
        ("visagelivr", "meta-exemple"), ("visgaelivre", "meta-exemple"), ("visage livre", "meta-exemple"),
        ("visages.example", "meta-exemple"), ("https://www.visages.example/", "meta-exemple"),
        ("lidee", "l-idee"), ("l'idée", "l-idee"), ("idee", "l-idee"),
        ("blau wagen", "blau-wagen"), ("blauwagen", "blau-wagen"), ("spielbahn", "deutsche-beispielbahn"), ("deu", "deutsche-beispielbahn"),
        ("deutsche-beispielbahn", "deutsche-beispielbahn"), ("o2", "o2-example"), ("muster versand", "muster-checked"),
    ],
)  # fmt: skip
def test_a_controller_is_found_by_what_people_type(words: str, slug: str) -> None:
    assert first(words) == slug


def test_a_trade_name_is_shown_where_it_was_the_one_asked_for() -> None:
    assert INDEX.search("instagramme", 1)[0].run == "Instagramme"
    assert INDEX.search("meta", 1)[0].run == ""


def test_a_trade_name_that_is_the_site_is_not_shown_twice() -> None:
    index = Index([Entry(slug="db", name="DB Muster GmbH", country="DE", site="bahn.example", runs=("Bahn.example", "Bahnladen"))])
    assert [(hit.site, hit.run) for hit in index.search("bahn.example", 1)] == [("bahn.example", "Bahnladen")]


def test_a_checked_entry_comes_before_one_read_by_a_machine() -> None:
    assert [hit.slug for hit in INDEX.search("muster versand", 2)] == ["muster-checked", "muster-scraped"]


@pytest.mark.parametrize("words", ["", "  ", "!?", "zzzzqqq", "\0"])
def test_nothing_is_found_for_nothing(words: str) -> None:
    assert INDEX.search(words, 5) == []


@given(st.text(max_size=80))
def test_any_text_can_be_searched(words: str) -> None:
    assert len(INDEX.search(words, 3)) <= 3


@given(st.text(max_size=40))
@example("𝕬")
def test_plain_words_stay_as_they_are(words: str) -> None:
    assert plain(plain(words)) == plain(words)


def test_each_beginning_of_a_name_finds_it() -> None:
    assert all(first("beispielbahn"[:n]) == "deutsche-beispielbahn" for n in range(2, 12))
