"""The interface for programs, `/api/v1`: what the pages do, as JSON over HTTP, on the same functions below."""

ROOT = "/api"
"""Where it begins: below it all is the API's, everything else the pages'."""
