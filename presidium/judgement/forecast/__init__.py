"""Which states will see an attempt to take power, and how good were such forecasts in the past?

`panel` says what was known of each state before each month; `ensemble` fits what is known to what came;
`origin` repeats that year after year with the past only; `fate` and `purge` ask what becomes of those who
lose; `backtest` scores all of it.
"""
