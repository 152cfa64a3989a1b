"""One file for each mechanism of the model: small functions on the board that call the theory.

Every function takes the board `s`, the case `c`, where it draws the address `a`, and the month `t`.
"""
