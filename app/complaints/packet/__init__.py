"""The packet: the complaint with its chronology, its list of exhibits and the exhibits themselves, as an authority can file it.

One PDF with contents, bookmarks and links (`binding`), each piece in its original form beside it, and a manifest from which anyone can
check later that nothing was changed (`manifest`, `verify`). What is foreign is read in the sandbox only (`foreign`).
"""
