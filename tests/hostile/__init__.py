"""Makers of hostile files, one module a kind; `tests.hostile_files` puts them together."""
