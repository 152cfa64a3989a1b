"""How is presidium used from a terminal? One file a command; a notebook can do the same."""
