"""The engine room: time passes.  `play.py` is the month, `many.py` many histories, `board.py` the state of
one.
"""
