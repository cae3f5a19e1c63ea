"""The complaint to a supervisory authority: is it time, what happened and when, which duties were broken, which papers show it."""
