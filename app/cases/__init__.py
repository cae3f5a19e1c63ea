"""Dossiers and their cases: who asked what of whom, the events since, the recovery code that opens them."""
