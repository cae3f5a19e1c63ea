"""Controllers and authorities one can write to."""
