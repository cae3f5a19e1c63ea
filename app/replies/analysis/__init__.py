"""Reads a reply: limits and answers found in it, each with the words that say so. It suggests; a person confirms."""

import os

# Matrices this small are slower on several cores than on one, and many times slower beside other work. Numpy asks once, when it is read.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from app.replies.analysis.reading import Analysis, Case, Finding, analyse, analyse_all

__all__ = ["Analysis", "Case", "Finding", "analyse", "analyse_all"]
