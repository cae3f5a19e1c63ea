"""Static files: read once, served from memory under an address that holds the hash of the content, so that browsers may keep them."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import font_source_sans_pro
from starlette.responses import Response

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".otf": "font/otf",
}
_FONTS = {"text-regular.otf": "SourceSansPro-Regular.otf", "text-semibold.otf": "SourceSansPro-Semibold.otf"}


@dataclass(frozen=True)
class Asset:
    """One static file as it is served."""

    content: bytes
    media_type: str
    version: str


@dataclass(frozen=True)
class Assets:
    """All static files by name."""

    by_name: dict[str, Asset]

    def url(self, name: str) -> str:
        """The address of a file; it changes with the content. KeyError for an unknown name."""
        return f"/static/{self.by_name[name].version}/{name}"

    def response(self, version: str, name: str) -> Response | None:
        """The file, or None when there is no such file in this version."""
        asset = self.by_name.get(name)
        if asset is None or asset.version != version:
            return None
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(asset.content, media_type=asset.media_type, headers=headers)


@cache
def load_assets() -> Assets:
    """Read every static file once. Style sheets name other files as `asset:NAME`, which becomes their address here."""
    found = {path.name: path.read_bytes() for path in _static_folder().iterdir() if path.suffix in _MEDIA_TYPES}
    font_folder = Path(font_source_sans_pro.__file__).parent / "files"
    found |= {name: (font_folder / source).read_bytes() for name, source in _FONTS.items()}
    plain = {name: _asset(name, content) for name, content in found.items() if not name.endswith(".css")}
    sheets = {name: _asset(name, _with_addresses(content, plain)) for name, content in found.items() if name.endswith(".css")}
    return Assets(plain | sheets)


def _static_folder() -> Path:
    return Path(str(files("app.web"))) / "static"


def _with_addresses(sheet: bytes, others: dict[str, Asset]) -> bytes:
    for name, asset in others.items():
        sheet = sheet.replace(f"asset:{name}".encode(), f"/static/{asset.version}/{name}".encode())
    return sheet


def _asset(name: str, content: bytes) -> Asset:
    return Asset(content, _MEDIA_TYPES[Path(name).suffix], hashlib.sha256(content).hexdigest()[:16])
