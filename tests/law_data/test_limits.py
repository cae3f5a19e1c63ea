"""Every file of law/data/limits, read as a lawyer, a caseworker and a printer would check it."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from app.law.limits import Answer, Kind, Limit, NextMove, UnknownLimit, all_answers, all_limits, answer, limit, read
from app.law.tables import LANGUAGES, LawDataError, Standing, parse
from tests.law_data.typography import faults

LIMITS = frozenset(
    """identity_excessive fee_demanded portal_or_form_only account_required temporal_limit frequency_limit repeat_required partial_answer
    categories_only recipients_hidden policy_pointer excessive_claim gdpr_denied processor_deflection cannot_identify extension_unjustified
    holding_reply generic_retention deactivation_only backup_excuse motive_demanded litigation_refusal trade_secret_blanket
    third_party_blanket language_barrier jurisdiction_redirect unusable_format waiver_or_nda residence_proof photo_required
    erasure_limited_scope not_data_subject_agent""".split()  # noqa: SIM905
)
ANSWERS = frozenset({"compliant", "extension_valid", "identity_reasonable", "request_forwarded_ok", "no_data_held", "erasure_done"})
EVERY: tuple[Answer, ...] = (*all_limits(), *all_answers())
AUTHORITY = re.compile(r"SAN-\d{4}-\d+|MED-\d{4}-\d+|C-\d+/\d+|\d+ K \d+/\d+")

entries = pytest.mark.parametrize("entry", EVERY, ids=lambda entry: entry.label)
limits = pytest.mark.parametrize("entry", all_limits(), ids=lambda entry: entry.label)


def prose(entry: Answer, language: str) -> Iterator[tuple[str, str]]:
    """Each text of an entry with its name."""
    names = ["title", "definition", "fact"]
    names += ["fact_quoted", "legitimate_if", "counter", "grievance"] if isinstance(entry, Limit) else []
    return ((name, getattr(entry, name)[language]) for name in names)


def test_every_label_of_a_reply_has_its_file() -> None:
    assert {entry.label for entry in all_limits()} >= LIMITS
    assert {entry.label for entry in all_answers()} >= ANSWERS


def test_the_limits_of_the_clearview_case_come_first() -> None:
    marks = [entry.clearview for entry in all_limits()]
    assert marks == sorted(marks, reverse=True)
    assert [entry.label for entry in all_limits()[:3]] == ["temporal_limit", "frequency_limit", "repeat_required"]


def test_a_label_finds_its_limit() -> None:
    assert limit("fee_demanded").articles == ("GDPR Art. 12(5)", "GDPR Art. 15(3)")
    assert answer("compliant").kind is Kind.ANSWER


@pytest.mark.parametrize("label", ["compliant", "no_such_limit", "", "../limits/fee_demanded"])
def test_what_is_no_limit_is_an_unknown_limit(label: str) -> None:
    with pytest.raises(UnknownLimit) as caught:
        limit(label)
    assert caught.value.label == label


def test_a_limit_is_no_answer() -> None:
    with pytest.raises(UnknownLimit):
        answer("fee_demanded")


@entries
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_set_as_they_are_printed(entry: Answer, language: str) -> None:
    for name, text in prose(entry, language):
        assert not faults(text, language), f"{entry.label}: {name}.{language}"


@entries
@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_and_titles_do_not(entry: Answer, language: str) -> None:
    for name, text in prose(entry, language):
        assert text.endswith(".") is (name != "title"), f"{entry.label}: {name}.{language}"


@entries
@pytest.mark.parametrize("language", LANGUAGES)
def test_prose_cites_only_verified_sources_of_its_own_file(entry: Answer, language: str) -> None:
    verified = " ".join(source.ref for source in entry.sources if source.status is Standing.VERIFIED)
    for name, text in prose(entry, language):
        for cited in AUTHORITY.findall(text):
            assert cited in verified, f"{entry.label}: {name}.{language} cites {cited}"


@limits
def test_both_languages_cite_the_same_authorities(entry: Limit) -> None:
    for name in ("legitimate_if", "counter", "grievance"):
        cited = [sorted(AUTHORITY.findall(getattr(entry, name)[language])) for language in LANGUAGES]
        assert cited[0] == cited[1], f"{entry.label}: {name}"


@limits
@pytest.mark.parametrize("language", LANGUAGES)
def test_clearview_is_told_of_itself_and_others_of_clearview(entry: Limit, language: str) -> None:
    for own, other in (
        (entry.answered(language, clearview=True), entry.answered(language, clearview=False)),
        (entry.argued(language, clearview=True), entry.argued(language, clearview=False)),
    ):
        assert "Clearview" not in own
        assert ("MED-2021-134" in other) <= ("Clearview AI" in other)
        assert "{" not in own + other


@limits
def test_the_reasoning_names_an_offended_article(entry: Limit) -> None:
    numbers = {re.findall(r"\d+", article)[0] for article in entry.articles}
    for text in (entry.counter["en"], entry.grievance["en"]):
        assert numbers & set(re.findall(r"Article\u00a0(\d+)", text)), f"{entry.label}: {text}"


@entries
def test_a_fact_is_one_dated_sentence(entry: Answer) -> None:
    for language, start in (("fr", "Le 3 mars 2027, "), ("en", "On 3 March 2027, ")):
        day = start.split(" ", 1)[1].rstrip(", ")
        sentence = entry.fact[language].format(date=day)
        assert sentence.startswith(start)
        assert sentence.count(". ") == 0


@limits
def test_a_limit_leads_to_a_letter(entry: Limit) -> None:
    assert entry.leads_to in {NextMove.ANSWER, NextMove.REMINDER, NextMove.MISE_EN_DEMEURE, NextMove.COMPLAINT}


@entries
def test_titles_fit_a_tick_box(entry: Answer) -> None:
    assert all(len(entry.title[language]) <= 80 for language in LANGUAGES)


@entries
def test_examples_are_of_two_languages_and_tell_apart(entry: Answer) -> None:
    assert len(entry.examples_match) >= 2
    assert len(entry.examples_not) >= 2
    assert not set(entry.examples_match) & set(entry.examples_not)


def test_no_example_serves_two_limits() -> None:
    examples = [example for entry in EVERY for example in entry.examples_match]
    assert len(examples) == len(set(examples))


@entries
def test_the_date_checked_is_not_in_the_distant_past(entry: Answer) -> None:
    assert entry.checked >= date(2026, 11, 22)


SMALL = """
label = "new_limit"
kind = "limit"
leads_to = "reminder"
checked = 2027-01-02
articles = ["GDPR Art. 12(2)"]
sources = [{ ref = "Regulation (EU) 2016/679", status = "verified" }]
examples_match = ["One.", "Two."]
examples_not = ["Three.", "Four."]
title = { fr = "Titre", en = "Title" }
definition = { fr = "Ceci.", en = "This." }
legitimate_if = { fr = "Jamais.", en = "Never." }
counter = { fr = "Non.", en = "No." }
fact = { fr = "Le {date}, ceci.", en = "On {date}, this." }
grievance = { fr = "Donc.", en = "So." }
"""


def read_text(text: str, file: str = "limits/new_limit.toml") -> Answer:
    return read(parse(file, text.encode()))


def test_a_caseworker_adds_a_limit_with_one_file() -> None:
    added = read_text(SMALL)
    assert isinstance(added, Limit)
    assert (added.label, added.clearview, added.checked) == ("new_limit", False, date(2027, 1, 2))
    assert added.fact_quoted == added.fact


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('kind = "limit"', 'kind = "limitation"', "kind"),
        ('leads_to = "reminder"', 'leads_to = "war"', "leads_to"),
        ("checked = 2027-01-02", 'checked = "2027-01-02"', "checked"),
        ("checked = 2027-01-02", "checked = 2027-01-02T10:00:00", "checked"),
        ('["GDPR Art. 12(2)"]', '["Art. 12 GDPR"]', "articles"),
        ('["GDPR Art. 12(2)"]', "[]", "articles"),
        ('status = "verified"', 'status = "sure"', "sources[1].status"),
        ('["One.", "Two."]', '["One."]', "examples_match"),
        ('["Three.", "Four."]', '["Three.", "Three."]', "examples_not"),
        (', en = "Title"', "", "title.en"),
        ('fr = "Titre"', 'fr = " \\n "', "title.fr"),
        ('fr = "Titre"', 'deutsch = "Titel", fr = "Titre"', "title.deutsch"),
        ("On {date}, this.", "On some day, this.", "fact.en"),
        ("On {date}, this.", "On {date}, {this}.", "fact.en"),
        ('"No."', '"No {date}."', "counter.en"),
        ('"No."', '"No }."', "counter.en"),
        ('"No."', '"{clearview}, {clearview}."', "counter.en"),
        ('kind = "limit"', 'kind = "limit"\nclearview = "yes"', "clearview"),
        ('kind = "limit"', 'kind = "limit"\nclear_view = true', "clear_view"),
        ('label = "new_limit"', 'label = "other"', "label"),
        ('grievance = { fr = "Donc.", en = "So." }', "", "grievance"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(old: str, new: str, key: str) -> None:
    with pytest.raises(LawDataError) as caught:
        read_text(SMALL.replace(old, new))
    assert caught.value.key == key
    assert str(caught.value).startswith("limits/new_limit.toml: ")


@pytest.mark.parametrize("content", [b"label = ", b"\xff\xfe", b"title = 'a'\ntitle = 'b'"])
def test_a_file_that_is_no_toml_is_named(content: bytes) -> None:
    with pytest.raises(LawDataError, match=r"limits/broken\.toml: is not readable TOML"):
        parse("limits/broken.toml", content)


def test_pages_in_a_language_that_a_limit_does_not_speak_say_it_in_english_and_letters_refuse() -> None:
    fee = limit("fee_demanded")
    assert (fee.title["tlh"], fee.definition["tlh"], fee.fact["tlh"]) == (fee.title["en"], fee.definition["en"], fee.fact["en"])
    with pytest.raises(KeyError):
        fee.answered("tlh", clearview=False)


def test_a_text_may_be_there_in_more_languages_than_ours() -> None:
    text = parse("limits/x.toml", '[title]\nfr = "Délai"\nen = "Time"\nde = "Frist"'.encode())
    assert text.spoken("title")["de"] == "Frist"
    with pytest.raises(LawDataError, match=r"title\.german"):
        parse("limits/x.toml", '[title]\nfr = "Délai"\nen = "Time"\ngerman = "Frist"'.encode()).spoken("title")


def test_what_should_be_a_table_is_named_when_it_is_none() -> None:
    with pytest.raises(LawDataError, match=r"x\.toml: a\[1\]: must be a table"):
        list(parse("x.toml", b"a = [1]").tables("a"))
