"""What came in: replies read, marked and checked against what was asked."""
