"""Parsers of foreign files. They run in the sandbox only: each takes bytes and gives a `Document`, or raises `Unreadable`."""
