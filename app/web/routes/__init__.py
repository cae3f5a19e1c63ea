"""One module per group of pages. Each has a `router`, and is found by its being here: a new page is a new file."""

import importlib
import pkgutil
from collections.abc import Iterator

from fastapi import APIRouter


def routers() -> Iterator[APIRouter]:
    """The router of every module of this package, by name of the module."""
    for found in pkgutil.iter_modules(__path__):
        router = importlib.import_module(f"{__name__}.{found.name}").router
        if not isinstance(router, APIRouter):
            raise TypeError(found.name)
        yield router
