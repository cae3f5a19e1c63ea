"""What comes back: replies taken in, read outside the web process, their newest message told from the history that they quote."""
