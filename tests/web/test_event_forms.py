"""Forms about what happened, apart from any page: whatever is typed becomes an event or mistakes with their fields."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.uploads import file_name
from app.law.events import Event, from_payload, to_payload
from app.web.bodies import Submitted, Upload
from app.web.forms.answers import InvalidForm
from app.web.forms.event_reading import prefilled, read_event
from app.web.forms.events import FORMS, EventForm, Widget

TODAY = date(2026, 3, 20)
DAYS = st.dates(date(2018, 5, 25), TODAY)
TYPED = st.sampled_from(["on", "latest", "until", "channel", "proof", "text", "nature", "letter", "number"])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "M", "Z"]), min_size=1, max_size=40)


def filled(form: EventForm, draw: st.DrawFn) -> Submitted:
    """Answers that are all right."""
    first = draw(DAYS)
    values = {"on": first.isoformat(), "latest": TODAY.isoformat(), "until": (TODAY + timedelta(days=15)).isoformat()}
    for field in form.fields:
        if field.widget in (Widget.LINE, Widget.TEXT):
            values[field.name] = draw(WORDS)
        elif field.widget is Widget.CHOICE:
            values[field.name] = draw(st.sampled_from([value for value, _ in field.options]))
        elif field.widget is Widget.YES_NO:
            values[field.name] = draw(st.sampled_from(["yes", "no", ""]))
    return Submitted({name: (value,) for name, value in values.items() if name in {field.name for field in form.fields}})


def mistakes(form: EventForm, values: dict[str, str]) -> set[str]:
    """Fields that are wrong; none when the answers make an event."""
    try:
        event = read(form, Submitted({name: (value,) for name, value in values.items()}))
    except InvalidForm as invalid:
        return {problem.field for problem in invalid.problems}
    assert event.on <= TODAY
    return set()


def read(form: EventForm, submitted: Submitted) -> Event:
    """The event of a form."""
    return read_event(form, submitted, TODAY, authority="fr-cnil").event


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
@given(data=st.data())
def test_correcting_a_record_starts_from_what_it_says(form: EventForm, data: st.DataObject) -> None:
    event = read(form, data.draw(st.composite(lambda draw: filled(form, draw))()))
    assert read(form, prefilled(event)) == event
    assert from_payload(event.kind, to_payload(event)) == event


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
@given(values=st.dictionaries(TYPED, st.text()))
def test_anything_typed_becomes_an_event_or_mistakes_of_its_own_fields(form: EventForm, values: dict[str, str]) -> None:
    assert mistakes(form, values) <= {field.name for field in form.fields}


@given(st.text())
def test_a_file_name_is_never_a_path_nor_empty(typed: str) -> None:
    name = file_name(typed)
    assert 0 < len(name) <= 80
    assert not name.startswith(".")
    assert not set(name) & set('/\\:*?"<>|\r\n\0')


@given(st.binary(min_size=1, max_size=50))
def test_a_file_is_kept_byte_for_byte(content: bytes) -> None:
    form = next(form for form in FORMS if form.slug == "reply")
    answers = Submitted({"on": ("2026-03-01",), "nature": ("other",)}, {"files": (Upload("a.pdf", "text/html", content),)})
    (kept,) = read_event(form, answers, TODAY, authority="fr-cnil").files
    assert (kept.content, kept.media_type) == (content, "application/pdf")
