"""What comes back: replies taken in outside the web process, read, marked and checked against what was asked."""
