"""Tests of dossiers and cases, on real databases and real files."""
