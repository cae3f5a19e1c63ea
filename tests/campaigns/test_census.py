"""The first reading of a table also tells what should be known before anything is written."""

from dataclasses import replace
from io import BytesIO

from app.campaigns.census import Census, taken
from app.campaigns.orders import Order
from app.campaigns.people import Table
from app.platform.i18n import translator
from tests.campaigns.letters import ORDER


def census(text: str, order: Order) -> Census:
    """What the first reading of a table finds."""
    table = Table.read(lambda: BytesIO(text.encode()), "people.csv")
    return taken(table, table.named(), order)


def test_characters_that_no_font_has_are_told_by_row_wherever_they_stand() -> None:
    text = "name,country,address1,id:n°\n\ue000 Exemple,FR,,\nCamille Exemple,FR,,\nCamille Exemple,FR,rue \ue001,\nÉmile,FR,,\ue002\n"
    assert [(notice.row, notice.characters) for notice in census(text, ORDER).notices] == [(2, "\ue000"), (4, "\ue001"), (5, "\ue002")]


def test_a_guardian_s_characters_count_too() -> None:
    notices = census("name,country,minor,guardian\nSacha Exemple,FR,yes,\ue000 Exemple\n", ORDER).notices
    assert [(notice.row, notice.characters) for notice in notices] == [(2, "\ue000")]


def test_what_is_known_of_the_controller_comes_first() -> None:
    scraped = replace(ORDER, controller=replace(ORDER.controller, quality="scraped", needs_id=True))
    notices = census("name,country\n\ue000,FR\n", scraped).notices
    assert [(notice.row, notice.code) for notice in notices] == [(None, "scraped"), (None, "asks_for_id"), (2, "no_glyph")]
    assert notices[0].text(translator("fr")).startswith("Personne n’a vérifié")
    assert notices[2].text(translator("fr")).startswith("Ligne 2\u00a0: Aucune police installée n’a \ue000")
