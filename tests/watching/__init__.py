"""Watching over cases, on both databases, with a real mail server and a clock that the test sets."""
