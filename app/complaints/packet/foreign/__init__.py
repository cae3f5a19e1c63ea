"""Files that came from outside, made ready for binding. All of this runs in the sandbox (`task`): what it reads may be hostile.

It gives back pages of our own making, plain text, the files inside a file, and codes for what could not be done; never prose.
"""
