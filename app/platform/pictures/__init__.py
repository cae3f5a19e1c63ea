"""Pictures in which something must not be seen: foreign ones read in the sandbox, and parts of them made black for good.

`task` runs in the sandbox and gives back nothing but pixels. `reading` is this program's side of it. `blackout` makes pixels black, writes
across the rest what the copy is for, and makes a new file out of the result: no byte of the foreign file can be in it.
"""
