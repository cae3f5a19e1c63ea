"""Forms: from what a browser sent to values of the domain, with every mistake found at once and nothing typed ever lost."""
