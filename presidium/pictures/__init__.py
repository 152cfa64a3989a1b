"""What does a notebook show of a result?  The page's pictures, each with its table, to be kept as a file.

`run.plot` and `comparison.plot` lead here.
"""
