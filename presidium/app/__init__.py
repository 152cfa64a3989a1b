"""How is the page of a case served live, on this machine only, so that its reader can change and play again?

    case -> controls (what can be moved) -> panel (the part of the page that only the served one has)
    request -> guard (is it ours?) -> site (routes) -> attempt (what is tried) -> line (whose turn) -> stage

`server.py` is the way in.  Nothing is written on disk; everything that a client is told of a run comes from
`presidium.run`, as on the command line.
"""
