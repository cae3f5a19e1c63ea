"""Whether it can be another day where the controller is than where the data subject is. Hours of summer time are left out of account."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from app.law.places import canonical, state_of
from app.law.tables import parse

FILE = "offsets.toml"


@lru_cache(maxsize=1024)
def may_be_tomorrow(there: str, here: str) -> bool:
    """Whether the next day can have begun at the place `there` while it is still evening at `here`. Places without a known offset: no."""
    there, here = canonical(there), canonical(here)
    if there == here or here in (state_of(there), ""):
        return False
    known = _offsets()
    east = known.get(there) or known.get(state_of(there))
    west = known.get(here) or known.get(state_of(here))
    return east is not None and west is not None and east[1] > west[0]


@cache
def _offsets() -> Mapping[str, tuple[int, int]]:
    """Minutes ahead of universal time by place: of its westernmost part and of its easternmost one."""
    table = parse(FILE, (files("app.law") / "data" / FILE).read_bytes())
    found: dict[str, tuple[int, int]] = {}
    for entry in table.tables("offsets"):
        reach = entry.number("west", 0), entry.number("east", 0)
        found |= dict.fromkeys(entry.texts("places"), reach)
        entry.finish()
    table.finish()
    return found
