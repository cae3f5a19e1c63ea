"""The program is killed, cut off and starved: what it acknowledged is still there."""
