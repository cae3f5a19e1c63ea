"""The application as a server runs it, on top of what `app.wiring` built."""

from app.web.main import create_app

__all__ = ["create_app"]
