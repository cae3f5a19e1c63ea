"""Every code of the law has its sentence in every language, with all its places filled."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases import sentences, wording
from app.law.assessment import Action, Breach, NextStep, Status, Warning_
from app.law.deadlines import Extension, Pause, Receipt, Track, compute
from app.law.events import (
    AuthorityAcknowledged,
    AuthorityOutcome,
    CaseOpened,
    Channel,
    ComplaintFiled,
    Event,
    FindingConfirmed,
    IdentityAsked,
    Outcome,
    Recorded,
    ReminderSent,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestReturned,
    RequestSent,
    ReturnReason,
    Snoozed,
)
from app.law.lifecycle import assess
from app.law.rights import Right
from app.platform.calendars import PublicHolidays
from app.platform.i18n import LANGUAGES, Translator, translator
from tests.law.test_any_case import USUAL, cases

CALENDARS = PublicHolidays()
DAY = date(2026, 3, 5)
SPOILT = re.compile(r"[{}]|None|datetime|\(\)|  ")


def recorded(event: Event) -> Recorded:
    return Recorded(id="r1", sequence=1, recorded_at=datetime(2026, 3, 5, tzinfo=UTC), event=event)


def told(case: list[Recorded], today: date, t: Translator) -> Iterator[str]:
    """Everything that wording has to say about a case."""
    found = assess(case, today, CALENDARS)
    yield from (wording.status_text(found.status, t), wording.status_explained(found.status, t))
    for breach in found.breaches:
        yield from (wording.breach_title(breach, t), wording.breach_text(breach, t), wording.articles_text(breach.articles, t))
    for todo in found.next_steps:
        yield from (wording.action_text(todo.action, t), wording.next_step_text(todo, t))
    for alert in found.alerts:
        yield from (wording.alert_title(alert, t), wording.alert_text(alert, t))
    for step in found.deadlines.steps if found.deadlines else ():
        yield from (wording.step_line(step, t), wording.source_text(step.source, t))
    yield from (wording.warning_text(warning, t).replace("“”", "“…”") for warning in found.warnings)
    yield from (wording.event_text(record, t) for record in case)


@pytest.mark.parametrize("language", LANGUAGES)
@given(case=cases(), today=USUAL)
def test_every_assessment_can_be_told(language: str, case: list[Recorded], today: date) -> None:
    assert [text for text in told(case, today, translator(language)) if not text.strip() or SPOILT.search(text)] == []


def test_no_table_lacks_a_code() -> None:
    assert set(sentences.STATUS) == set(sentences.STATUS_EXPLAINED) == set(Status)
    assert set(sentences.ACTIONS) == set(Action)
    assert (set(sentences.CHANNELS), set(sentences.NATURES), set(sentences.OUTCOMES)) == (set(Channel), set(ReplyNature), set(Outcome))
    assert (set(sentences.RETURN_REASONS), set(sentences.AUTHORITY_OUTCOMES)) == (set(ReturnReason), set(AuthorityOutcome))
    assert set(sentences.ALERTS) - {"extension_defective"} == set(sentences.ALERT_TITLES)


REASONING = {
    "en": "6 April 2026 is a public holiday where the controller acts (Easter Monday): the period goes on until the end of the next"
    " working day.",
    "fr": "Le 6 avril 2026 est un jour férié là où agit le responsable du traitement (lundi de Pâques)\u00a0: le délai est prorogé"
    " jusqu’à la fin du jour ouvrable suivant.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_explains_its_rule(language: str) -> None:
    found = compute(Receipt(DAY, DAY), "FR", CALENDARS)
    step = next(s for s in found.steps if s.rule == "holiday_controller")
    assert wording.step_text(step, translator(language)) == REASONING[language]


def test_a_holiday_without_a_french_name_is_told_without_it() -> None:
    step = next(s for s in compute(Receipt(DAY, DAY), "FR", CALENDARS).steps if s.rule == "holiday_controller")
    unnamed = replace(step, params={**step.params, "name": "Feast of Nowhere"})
    assert "()" not in wording.step_text(unnamed, translator("fr"))
    assert "Nowhere" not in wording.step_text(unnamed, translator("fr"))


def test_steps_of_one_date_only_say_which() -> None:
    found = compute(Receipt(DAY, date(2026, 3, 9)), "FR", CALENDARS, pauses=[Pause(date(2026, 3, 12), date(2026, 3, 14))])
    lines = [wording.step_line(step, translator("en")) for step in found.steps if step.track is not Track.BOTH]
    assert all(
        line.startswith(("Strict date: ", "Safe date: ", "Earliest defensible", "Most generous", "With a valid extension"))
        for line in lines
    )


@pytest.mark.parametrize("reasons", ["", "complex"])
def test_an_extension_is_told_with_what_it_is_worth(reasons: str) -> None:
    found = compute(Receipt(DAY, DAY), "FR", CALENDARS, extension=Extension(date(2026, 3, 20), reasons))
    texts = [wording.step_text(step, translator("en")) for step in found.steps if step.rule.startswith("extension")]
    assert ["without the reasons" in text for text in texts] == [not reasons]


CITED = {
    ("GDPR Art. 12(3)",): ("Article 12(3) GDPR", "article\u00a012, paragraphe\u00a03, du RGPD"),
    ("GDPR Art. 12(3)", "GDPR Art. 12(4)", "GDPR Art. 15"): (
        "Articles 12(3), 12(4) and 15 GDPR",
        "article\u00a012, paragraphes\u00a03 et 4, et article\u00a015, du RGPD",
    ),
    ("GDPR Art. 15", "GDPR Art. 17"): ("Articles 15 and 17 GDPR", "articles\u00a015 et 17 du RGPD"),
    ("GDPR Art. 15(1)(c)",): ("Article 15(1)(c) GDPR", "article\u00a015, paragraphe\u00a01, point\u00a0c), du RGPD"),
    ("LIL Art. 51", "GDPR Art. 17"): (
        "Article 17 GDPR and Article 51 French Data Protection Act (LIL)",
        "article\u00a017 du RGPD et article\u00a051 de la loi Informatique et Libertés",
    ),
}


@pytest.mark.parametrize("articles", CITED)
def test_articles_are_cited_as_each_language_does(articles: tuple[str, ...]) -> None:
    assert tuple(wording.articles_text(articles, translator(language)) for language in ("en", "fr")) == CITED[articles]


SOURCES = {
    "Regulation 1182/71 Art. 2(2), 3(4)": (
        "article\u00a02, paragraphe\u00a02, et article\u00a03, paragraphe\u00a04, du règlement (CEE, Euratom) n°\u00a01182/71"
    ),
    "GDPR Art. 12(3); EDPB Guidelines 01/2022 §162-164": (
        "article\u00a012, paragraphe\u00a03, du RGPD\u00a0; lignes directrices 01/2022 du CEPD, §\u00a0162–164"
    ),
    "GDPR recital 63": "considérant\u00a063 du RGPD",
    "CNIL, MED-2021-134": "CNIL, MED-2021-134",
}


@pytest.mark.parametrize("source", SOURCES)
def test_sources_are_cited_in_french(source: str) -> None:
    assert wording.source_text(source, translator("fr")).replace("\u202f", "\u00a0") == SOURCES[source]
    assert wording.source_text(source, translator("en")) == source


TOLD = {
    "Request sent by registered post": RequestSent(on=DAY, channel=Channel.REGISTERED_POST),
    "Request received by the controller": RequestReceived(on=DAY, latest=DAY),
    "Request received by the controller, at the latest on 9 March 2026": RequestReceived(on=DAY, latest=date(2026, 3, 9)),
    "Access request opened": CaseOpened(on=DAY, right=Right.ACCESS, controller_place="FR", union_establishment=True, subject_place="FR"),
    "The controller asked about identity or scope": IdentityAsked(on=DAY),
    "Acknowledgement received": ReplyReceived(on=DAY, nature=ReplyNature.ACKNOWLEDGEMENT),
    "Limit confirmed: made_up": FindingConfirmed(on=DAY, label="made_up"),
    "Complaint filed with CNIL, number 26-1": ComplaintFiled(on=DAY, authority="fr-cnil", number="26-1"),
    "The letter came back: nobody had fetched it": RequestReturned(on=DAY, reason=ReturnReason.UNCLAIMED),
    "CNIL confirmed receipt of the complaint, number 26-1": AuthorityAcknowledged(on=DAY, authority="fr-cnil", number="26-1"),
    "Alerts paused until 5 March 2026": Snoozed(on=DAY, until=DAY),
    "Sent by e-mail: formal notice": ReminderSent(on=DAY, letter="mise_en_demeure", channel=Channel.EMAIL),
}


@pytest.mark.parametrize("line", TOLD)
def test_the_timeline_tells_each_event_in_one_line(line: str) -> None:
    assert wording.event_text(recorded(TOLD[line]), translator("en")) == line


def test_seven_letters_are_told_with_their_dates() -> None:
    days = tuple(date(2026, month, 5) for month in range(1, 8))
    breach = Breach("insistence", (), days[-1], (), {"count": 7, "first": days[0], "last": days[-1], "dates": days})
    text = wording.breach_text(breach, translator("fr"))
    assert "adressée 7 fois entre le 5 janvier 2026 et le 5 juillet 2026 (5 janvier 2026, 5 février 2026" in text


def test_one_day_late_is_one_day() -> None:
    late = Breach("late", (), DAY, (), {"due": DAY, "replied": DAY, "days": 1})
    assert "one day late" in wording.breach_text(late, translator("en"))
    assert "2 days late" in wording.breach_text(replace(late, params={**late.params, "days": 2}), translator("en"))


def test_a_formal_notice_is_always_called_optional() -> None:
    for reason in sentences.NOTICE_REASONS:
        step = NextStep(Action.MISE_EN_DEMEURE, DAY, reason, {"due": DAY, "on": DAY, "count": 1})
        assert "optional" in wording.next_step_text(step, translator("en"))


def test_a_warning_quotes_what_it_is_about() -> None:
    assert "“XX-99”" in wording.warning_text(Warning_("unknown_place", {"place": "XX-99"}), translator("en"))


@given(st.text(max_size=30))
def test_any_text_in_a_record_is_told_as_it_is(text: str) -> None:
    line = wording.event_text(recorded(ComplaintFiled(on=DAY, authority=text, number=text)), translator("fr"))
    assert text.strip() in line


def test_a_regulation_cited_whole_has_its_name_in_the_language() -> None:
    rule = ("Regulation (EU) 2025/2518",)
    assert wording.articles_text(rule, translator("fr")) == "règlement (UE) 2025/2518"
    assert wording.articles_text(rule, translator("en")) == "Regulation (EU) 2025/2518"
