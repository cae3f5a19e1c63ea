"""Watching over cases between two visits: sweeps over the case index, notices and their ledger, mail, calendar feeds."""
