"""Saisine: data-subject requests, the legal clock that follows them, and the complaint to the authority."""
