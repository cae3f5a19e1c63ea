"""What came in: the newest message of a reply, and what it says."""
