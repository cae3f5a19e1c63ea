"""Property tests of the law are not timed: the first look at a calendar reads a whole year of it."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None, max_examples=60)
settings.load_profile("untimed")
