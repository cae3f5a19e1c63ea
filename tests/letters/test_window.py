"""The address in the envelope's window, whatever its length."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.letters import envelopes
from app.letters.drafts import draft_letter
from app.letters.formats import to_pdf
from app.letters.layout import Window, fits, width
from app.letters.layout import window as fitted
from app.platform.printer import Printer
from tests.letters.paper import box, texts
from tests.letters.people import OVERSEAS, SHOP, replace, request

FRENCH = envelopes.envelope("FR").address
GERMAN = envelopes.envelope("DE").address
LONG = (
    "z. Hd. der Datenschutzbeauftragten, Abteilung für Betroffenenrechte und Auskunftsersuchen",
    "Musterallee am Beispielufer 123–125, Gebäude B, 4. Obergeschoss, Zimmer 4.117",
    "12345 Musterstadt-Beispielhausen am Fluss",
)
ENDLESS = tuple(f"Bâtiment {n}, escalier des Personnages imaginaires, couloir de droite après la fontaine" for n in range(7))


def window(name: str, address: Sequence[str], country_line: str = "") -> Window:
    """The window of a French envelope."""
    return fitted(name, address, country_line, FRENCH)


def test_an_ordinary_address_keeps_to_the_standard() -> None:
    shown = window("Société Exemple", ["1 place du Modèle", "75000 Paris-Exemple"])
    assert shown.lines == ("Société Exemple", "1 place du Modèle", "75000 Paris-Exemple")
    assert shown.points == 10.5
    assert shown.below == ()


def test_a_long_line_is_wrapped_at_38_characters() -> None:
    shown = window("Compagnie générale d’exemples et de modèles réunis", ["75000 Paris-Exemple"])
    assert all(len(line) <= 38 for line in shown.lines)
    assert " ".join(shown.lines[:2]) == "Compagnie générale d’exemples et de modèles réunis"


def test_the_country_is_the_last_line_abroad() -> None:
    assert window("Example Inc.", ["1 Sample St"], "ÉTATS-UNIS").lines[-1] == "ÉTATS-UNIS"


def test_too_many_lines_are_set_smaller_and_stay_whole() -> None:
    parts = ["Internationale Gesellschaft für Beispiele mbH", "Rechtsabteilung", *LONG]
    shown = window(parts[0], parts[1:], "ALLEMAGNE")
    assert 8 <= shown.points < 10.5
    assert shown.below == ()
    assert " ".join(shown.lines) == " ".join([*parts, "ALLEMAGNE"])


def test_what_no_legible_size_holds_stands_short_in_the_window_and_whole_below() -> None:
    shown = window("Office des exemples", ENDLESS, "BELGIQUE")
    assert shown.points == 8
    assert fits(shown.lines, shown.points, FRENCH)
    assert " ".join(shown.below) == " ".join(["Office des exemples", *ENDLESS, "BELGIQUE"])


@given(
    st.lists(st.text(max_size=120).map(lambda s: " ".join(s.split())), min_size=1, max_size=9),
    st.sampled_from(["", "ÉTATS-UNIS"]),
    st.sampled_from([FRENCH, GERMAN]),
)
def test_nothing_is_cut_and_everything_fits(parts: list[str], country: str, frame: envelopes.Frame) -> None:
    shown = fitted(parts[0], parts[1:], country, frame)
    assert fits(shown.lines, shown.points, frame)
    whole = "".join(shown.below or shown.lines).replace(" ", "")
    assert whole == "".join([*parts, country]).replace(" ", "")


def test_a_word_without_spaces_breaks_rather_than_overflows() -> None:
    shown = window("W" * 70, ["75000 Paris-Exemple"])
    assert all(width(line) * shown.points <= FRENCH.width_pt for line in shown.lines)


def test_the_printed_address_stands_in_the_frame_of_the_envelope(printer: Printer) -> None:
    for controller in (SHOP, OVERSEAS, replace(SHOP, name="Gesellschaft für Beispiele", country="DE", address=LONG)):
        pdf = to_pdf(draft_letter("access", request(controller=controller)), printer)
        for line in window(controller.name, controller.address).lines:
            left, top, right, bottom = box(pdf, line.split("’")[0])
            assert 110 <= left <= right <= 195
            assert 55 <= top <= bottom <= 88


def test_an_endless_address_is_printed_whole_below_the_window(printer: Printer) -> None:
    first = texts(to_pdf(draft_letter("access", request(controller=replace(SHOP, address=ENDLESS))), printer))[0]
    assert "Adresse complète du destinataire" in first
    assert all(line in first for line in ENDLESS)
