"""Tests: they read as behaviour and mirror the folders of `app`."""
