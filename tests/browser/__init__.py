"""The whole program in a real Chromium."""
