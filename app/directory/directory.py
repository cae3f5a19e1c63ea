"""All controllers one can look up: the curated ones that ship with the program, and the list imported into the database.

A curated entry wins over an imported one of the same slug, and nobody is written to whom the list calls obsolete.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Protocol

from sqlalchemy import Engine

from app.directory import controllers, imported
from app.directory.authorities import Authorities, joined
from app.directory.controllers import Controller, from_mapping
from app.directory.imported import Report
from app.directory.imports import Archive
from app.directory.packs import Pack, listed_pack, shipped_packs
from app.directory.records import Kind
from app.directory.search import Entry, Hit, Index
from app.platform.errors import NotFound

FRESH_FOR = 1.0
"""Seconds for which a process trusts that no other one imported a new list."""


class Obsolete(NotFound):
    """The list says that this controller is no longer one to write to.

    `redirect` is the slug of the one that took its place, "" when there is none; `reason` is a key of `warnings.REASONS`, or another word.
    """

    def __init__(self, slug: str, name: str, redirect: str, reason: str) -> None:
        super().__init__(f"“{slug}” is obsolete ({reason})" + (f", see “{redirect}”" if redirect else ""))
        self.slug, self.name, self.redirect, self.reason = slug, name, redirect, reason


class Lookup(Protocol):
    """Whatever finds controllers: the whole directory or, where there is no database, the curated entries alone."""

    def find(self, slug: str) -> Controller:
        """The controller of that slug. Raises NotFound, of which Obsolete is one kind."""
        ...

    def search(self, words: str, limit: int = 10) -> list[Hit]:
        """The likeliest controllers, the best first."""
        ...

    def packs(self) -> tuple[Pack, ...]:
        """Groups of controllers to write to at once."""
        ...


class Shipped:
    """The curated entries alone."""

    def find(self, slug: str) -> Controller:
        """The curated controller of that slug. Raises NotFound."""
        return controllers.find(slug)

    def search(self, words: str, limit: int = 10) -> list[Hit]:
        """The likeliest curated controllers."""
        return Index([Entry.of_controller(controller) for controller in controllers.curated()]).search(words, limit)

    def packs(self) -> tuple[Pack, ...]:
        """The packs that ship with the program."""
        return shipped_packs()


SHIPPED: Lookup = Shipped()


@dataclass
class _Loaded:
    """What this process has read of one generation of the list."""

    generation: int
    trusted_until: float
    found: dict[str, Controller] = field(default_factory=dict)
    index: Index | None = None
    packs: tuple[Pack, ...] | None = None
    authorities: Authorities | None = None


class Directory:
    """Looks up, searches, and replaces the imported list. Threads may share it: at worst two of them read the same record once each."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._state: _Loaded | None = None
        self._indexing, self._replacing = Lock(), Lock()

    def prepare(self) -> None:
        """Makes the index that searches need, so that the first of them need not wait for it."""
        self._index()

    def curated(self) -> tuple[Controller, ...]:
        """The controllers that ship with the program."""
        return controllers.curated()

    def find(self, slug: str) -> Controller:
        """The controller of that slug. Raises Obsolete, or NotFound."""
        try:
            return controllers.find(slug)
        except NotFound:
            return self._imported(slug)

    def search(self, words: str, limit: int = 10) -> list[Hit]:
        """Those whose names, trade names, web addresses or slugs are like `words`, the likeliest first. Small slips are forgiven."""
        return self._index().search(words, limit)

    def packs(self) -> tuple[Pack, ...]:
        """Groups of controllers to write to at once, ours first, then those of the list. Each names only controllers that can be found."""
        state = self._loaded()
        if state.packs is None:
            listed = [listed_pack(slug, json.loads(text)) for slug, text in imported.contents(self._engine, Kind.PACK).items()]
            known = {c.slug for c in self.curated() if c.regime == "gdpr"} | set(imported.contents(self._engine, Kind.CONTROLLER))
            packs = (pack.among(known) for pack in (*shipped_packs(), *listed))
            state.packs = tuple(pack for pack in packs if len(pack.controllers) > 1)
        return state.packs

    def authorities(self) -> Authorities:
        """The supervisory authorities, ours first, then those of the list that are none of ours."""
        state = self._loaded()
        if state.authorities is None:
            listed = imported.contents(self._engine, Kind.AUTHORITY).values()
            state.authorities = joined((from_mapping(json.loads(text)) for text in listed), imported.imported_on(self._engine))
        return state.authorities

    def etag(self, source: str) -> str:
        """What the server called the archive last imported from `source`; "" when it must be fetched anew."""
        return imported.etag(self._engine, source)

    def replace(self, archive: Archive | None, *, source: str, etag: str, today: date) -> Report:
        """Makes the imported list what the archive says: all of it, or nothing. None stands for an archive that did not change."""
        if archive is None:
            return imported.not_modified(self._engine)
        report = imported.replace(self._engine, archive, source=source, etag=etag, today=today)
        self._state = None
        return report

    def _index(self) -> Index:
        """The index of the list as it is, made once, however many ask for it at the same time."""
        if (state := self._loaded()).index is None:
            with self._indexing:
                state = self._loaded()
                state.index = state.index or Index(self._entries())
        return state.index

    def _imported(self, slug: str) -> Controller:
        found = self._loaded().found
        if slug in found:
            return found[slug]
        text = imported.content(self._engine, Kind.CONTROLLER, slug)
        if text is None:
            raise self._absent(slug)
        return found.setdefault(slug, from_mapping(json.loads(text)))

    def _absent(self, slug: str) -> NotFound:
        text = imported.content(self._engine, Kind.OBSOLETE, slug)
        if text is None:
            return NotFound(f"no controller is called “{slug}”")
        gone = json.loads(text)
        return Obsolete(slug, gone["name"], self._successor(gone["redirect"]), gone["reason"])

    def _successor(self, slug: str) -> str:
        """Where a chain of redirections ends: a slug that can be found, or "" for one that leads nowhere or in a circle."""
        passed: set[str] = set()
        while slug not in passed and (text := imported.content(self._engine, Kind.OBSOLETE, slug)):
            passed.add(slug)
            slug = json.loads(text)["redirect"]
        try:
            return controllers.find(slug).slug
        except NotFound:
            return slug if imported.content(self._engine, Kind.CONTROLLER, slug) else ""

    def _entries(self) -> list[Entry]:
        shipped = {controller.slug: controller for controller in self.curated()}
        listed = imported.contents(self._engine, Kind.CONTROLLER)
        others = [Entry.of_mapping(json.loads(text)) for slug, text in listed.items() if slug not in shipped]
        return [*map(Entry.of_controller, shipped.values()), *others]

    def _loaded(self) -> _Loaded:
        """What was read of the list, unless there is a newer one."""
        state, now = self._state, self._clock()
        return state if state and now < state.trusted_until else self._current(imported.generation(self._engine), now)

    def _current(self, generation: int, now: float) -> _Loaded:
        """What was read of that generation, the same for every thread."""
        with self._replacing:
            if self._state is None or self._state.generation != generation:
                self._state = _Loaded(generation, now)
            self._state.trusted_until = now + FRESH_FOR
            return self._state
