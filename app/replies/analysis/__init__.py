"""Reads a reply."""
