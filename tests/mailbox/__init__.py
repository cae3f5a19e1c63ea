"""Replies that come in by mail, read from a real Dovecot, filed on both databases."""
