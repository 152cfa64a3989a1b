"""The library: numbers in, numbers out; one chapter for each idea, with its source and an example by hand.

Chapters that the engine calls are kernels: compiled where numba is present, the same source run plain where
not. They return numbers only; sentences and pictures are made elsewhere.
"""
