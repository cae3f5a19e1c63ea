"""Controllers as a program gets them, with what a person should know before she writes to one."""

from pydantic import ConfigDict, Field

from app.api.wire import Strict
from app.directory.controllers import Controller, to_mapping
from app.directory.packs import Pack
from app.directory.search import Hit
from app.directory.warnings import WORDS
from app.platform.i18n import Translator


class Notice(Strict):
    """Something to know before a letter goes out, as a code for programs and a sentence for people."""

    code: str = Field(examples=["scraped"])
    text: str


class ControllerHit(Strict):
    """A controller in a list. `regime` is "police" for one that the GDPR does not bind: no letter is drafted for it."""

    slug: str = Field(examples=["clearview-ai"])
    name: str
    country: str
    site: str
    regime: str


class ControllerOut(Strict):
    """A controller with all that is known of it; what is empty is left out. More fields than these may come.

    `warnings` are what to know before writing to it: "scraped", an address that nobody checked; "asks_for_id".
    """

    model_config = ConfigDict(extra="allow")

    name: str
    country: str
    slug: str = ""
    warnings: list[Notice] = Field(default_factory=list)


class PackOut(Strict):
    """Controllers that people often write to together, by their slugs."""

    slug: str
    title: str
    country: str
    controllers: list[str]


def hit_out(hit: Hit) -> ControllerHit:
    """A controller that was found."""
    return ControllerHit(slug=hit.slug, name=hit.name, country=hit.country, site=hit.site, regime=hit.regime)


def listed_out(controller: Controller) -> ControllerHit:
    """A controller of the list that ships with the program."""
    return ControllerHit(
        slug=controller.slug, name=controller.name, country=controller.country, site=controller.site, regime=controller.regime
    )


def controller_out(controller: Controller, t: Translator) -> ControllerOut:
    """All that is known of it."""
    return ControllerOut(**to_mapping(controller), warnings=warnings_of(controller, t))


def warnings_of(controller: Controller, t: Translator) -> list[Notice]:
    """What a person should know before she writes to it."""
    return [Notice(code=code, text=t.gettext(WORDS[code])) for code in controller.warnings]


def pack_out(pack: Pack, t: Translator) -> PackOut:
    """A pack under its title."""
    return PackOut(slug=pack.slug, title=t.gettext(pack.title), country=pack.country, controllers=list(pack.controllers))
