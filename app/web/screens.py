"""What each page of the request form shows besides the answers: lists to choose from, the letter as it will be."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from markupsafe import Markup
from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.directory.warnings import WORDS as WARNINGS
from app.law.events import Channel
from app.letters import kinds
from app.letters.drafts import Draft, draft_letter
from app.letters.languages import letter_language
from app.platform.errors import InvalidInput, msg
from app.platform.i18n import translator
from app.web.forms import how, what, who, you
from app.web.forms.answers import Answers
from app.web.forms.countries import country_choices
from app.web.forms.events import CHANNELS
from app.web.forms.forum_places import lander_choices
from app.web.forms.journey import FIELDS, IDENTIFIERS, SENT_DAYS, STEPS, Journey
from app.web.forms.steps import Screen
from app.web.forms.whole import Whole, controller_of, subject_of, whole
from app.web.forms.whole import language_of as letters_of
from app.web.pages import language_of, render, set_language

CHANNEL_WORDS = dict(CHANNELS)
CHANNEL_PROOF: Mapping[Channel, str] = {
    Channel.REGISTERED_POST: msg(
        "The best proof: a signed slip shows the day it arrived, and that day starts their month. "
        "You print, sign and post the letter; it costs a few euros."
    ),
    Channel.EMAIL: msg("Free and quick. Keep the message as sent, and any automatic answer: it is what proves the day."),
    Channel.WEB_FORM: msg("Free. You paste the letter into their form. Take a picture of the page that confirms it, with the date."),
}
RIGHT_WORDS = {
    "access": msg("A copy of my data (access)"),
    "erasure": msg("The erasure of my data"),
    "both": msg("Both: two letters that refer to each other"),
}

ALREADY_BOTH = msg("Both")
NOT_CHECKED = msg("address not checked")
SUGGESTED = msg("{language} (suggested)")
EACH_THEIRS = msg("Each in their own language")


def show(request: HTTPConnection, screen: Screen, *, language: str = "") -> Response:
    """The page of a screen: 200, or 422 when something on it is wrong. A new language is remembered."""
    spoken = language or language_of(request)
    try:
        page = _page(request, screen, spoken)
    except InvalidInput as problem:
        # The letter itself refuses what its step let through: back to that step, with the reason.
        page = _page(request, Screen(_step_of(problem), screen.journey, (problem,)), spoken)
    if language:
        set_language(page, language, secure=request.app.state.services.settings.secure_cookies)
    return page


def found(request: HTTPConnection, journey: Journey) -> Response:
    """The part of the first page that shows what a search found."""
    language = language_of(request)
    return render(request, "request/_found.html", form=journey.view(), **_found(journey, language))


def _page(request: HTTPConnection, screen: Screen, language: str) -> Response:
    context: dict[str, object] = {
        "journey": screen.journey,
        "form": screen.journey.view(screen.problems),
        "step": screen.step,
        "steps": STEPS,
    }
    context |= _CONTEXTS[screen.step](screen.journey, language)
    context.setdefault("carried", screen.journey.carried(screen.step) if screen.step in FIELDS else screen.journey.carried("review"))
    status = 422 if screen.problems else 200
    return render(request, f"request/{screen.step}.html", status=status, language=language, **context)


def _step_of(problem: InvalidInput) -> str:
    return next((step for step, names in FIELDS.items() if problem.field in names), "attach")


def drafts(found: Whole) -> tuple[Draft, ...]:
    """The letters of a finished journey, in the order in which one sends them."""
    return tuple(draft_letter(request.right.value, request) for request in found.requests)


def letter_languages(found: Whole, language: str) -> tuple[tuple[str, str], ...]:
    """What the letters can be written in, to choose from: first, without a value of its own, what they are written in unasked."""
    say, names = translator(language).gettext, Locale.parse(language).languages
    unasked = {letter_language(request.controller) for request in found.requests}
    first = say(SUGGESTED).format(language=_capital(names[min(unasked)])) if len(unasked) == 1 else say(EACH_THEIRS)
    others = tuple((code, _capital(names[code])) for code in kinds.languages() if unasked != {code})
    return (("", first), *others)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def preview(draft: Draft) -> Markup:
    """The letter's own text as a fragment of a page: the body of the document, its headings without rank in our page, pictures left out.

    The document comes from our template, which escaped whatever a person typed: the tags found here are ours.
    """
    body = draft.html.partition("<body>")[2].rpartition("</body>")[0]
    body = re.sub(r"<img\b[^>]*>", "", body)
    body = re.sub(r"<(/?)(header|section)\b", r"<\1div", body)
    body = re.sub(r"<h([12])\b", r'<p data-rank="\1"', body)
    return Markup(re.sub(r"</h[12]>", "</p>", body))  # noqa: S704 -- see above


def _who(journey: Journey, language: str) -> dict[str, object]:
    offered = who.offered()
    sites = {controller.slug: (urlsplit(controller.site).hostname or "").removeprefix("www.") for controller in offered}
    return {
        "controllers": offered,
        "sites": sites,
        "countries": (("", ""), *country_choices(language)),
        **_found(journey, language),
        **_packs(journey),
    }


def _packs(journey: Journey) -> dict[str, Any]:
    """Packs to choose from, ours and the list's for every country and for France, each with its controllers as options."""
    offered = [pack for pack in journey.directory.packs() if pack.country in ("", "FR")] if not journey.already else []
    names = {slug: journey.directory.find(slug) for pack in offered for slug in pack.controllers}
    return {"packs": [(pack, [(slug, names[slug].name, "") for slug in pack.controllers]) for pack in offered]}


def _found(journey: Journey, language: str) -> dict[str, Any]:
    """What the search found, and the one chosen by an earlier search: triples of slug, name and note."""
    answers = Answers(journey.submitted, journey.today, journey.directory)
    hits, names, say = who.found(answers), dict(country_choices(language)), translator(language).gettext
    options = [
        (
            hit.slug,
            hit.name,
            " · ".join(filter(None, (hit.run, hit.site, names[hit.country], say(NOT_CHECKED) if hit.quality == "scraped" else ""))),
        )
        for hit in hits
    ]
    chosen = who.chosen_elsewhere(answers, hits)
    return {
        "searched": journey.submitted.get("q").strip(),
        "found": options,
        "chosen": [(chosen.slug, chosen.name, names[chosen.country])] if chosen else [],
    }


def _what(journey: Journey, language: str) -> dict[str, object]:
    return {"grounds": what.GROUNDS, "controller": controller_of(journey)}


def _you(journey: Journey, language: str) -> dict[str, object]:
    return {
        "countries": country_choices(language),
        "regions": (*you.REGIONS, *lander_choices(translator(language))),
        "identifiers": IDENTIFIERS,
        "wanted": [one.label for one in controller.required_elements] if (controller := controller_of(journey)) else [],
        "asks_for_id": bool(controller and controller.needs_id),
        "warnings": WARNINGS,
    }


def _attach(journey: Journey, language: str) -> dict[str, object]:
    kept = len(journey.submitted.get("photo_kept")) * 3 // 4
    controller = controller_of(journey)
    spoken = Locale.parse(language).languages[letters_of(journey, controller)] if controller else ""
    return {"controller": controller, "photo_kilobytes": -(-kept // 1000), "letter_language": spoken}


def _how(journey: Journey, language: str) -> dict[str, object]:
    controller = controller_of(journey)
    lacking = () if journey.already else how.lacking(subject_of(journey))
    return {
        "channels": tuple(Channel) if journey.already else how.ways(controller) if controller else tuple(CHANNEL_PROOF),
        "channel_words": CHANNEL_WORDS,
        "channel_proof": CHANNEL_PROOF,
        "controller": controller,
        "lacking": lacking,
        "sent_days": SENT_DAYS,
        "carried": journey.carried("how", lacking),
    }


def _review(journey: Journey, language: str) -> dict[str, object]:
    found = whole(journey)
    return {
        "whole": found,
        "recipients": tuple(dict.fromkeys(request.controller for request in found.requests)),
        "cautions": [WARNINGS[code] for code in found.requests[0].controller.warnings],
        "asked": found.requests[0],
        "letters": [(draft, preview(draft)) for draft in drafts(found)] if not journey.already else [],
        "names": [request.controller.name for request in found.requests],
        "letter_languages": letter_languages(found, language),
        "channel_words": CHANNEL_WORDS,
        "right_words": ALREADY_BOTH if journey.already and journey.both else RIGHT_WORDS[journey.submitted.get("right")],
        "grounds": [words for ground, words in what.GROUNDS if ground in found.requests[-1].grounds],
        "country_names": dict(country_choices(language)),
    }


def _police(journey: Journey, language: str) -> dict[str, object]:
    return {"typed": who.may_be_another(Answers(journey.submitted, journey.today, journey.directory))}


_CONTEXTS: Mapping[str, Callable[[Journey, str], dict[str, object]]] = {
    "who": _who,
    "what": _what,
    "you": _you,
    "attach": _attach,
    "how": _how,
    "review": _review,
    "police": _police,
}
