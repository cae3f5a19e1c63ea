"""Many requests at once: a table of people in, a letter for each out, by work that survives being killed."""
