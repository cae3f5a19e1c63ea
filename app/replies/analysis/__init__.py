"""Reads a reply: limits and answers found in it, each with the words that say so. It suggests; a person confirms."""

from app.replies.analysis.reading import Analysis, Case, Finding, analyse, analyse_all

__all__ = ["Analysis", "Case", "Finding", "analyse", "analyse_all"]
