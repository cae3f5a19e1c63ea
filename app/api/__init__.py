"""The interface for programs, `/api/v1`: what the pages do, as JSON over HTTP, on the same functions below."""
