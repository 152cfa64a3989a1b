"""What is kept of a run, and in what shape?

A run folder holds `run.json` (which scenario, version and seed), `histories/part-NNNNN.parquet` (one row a
history), `document.json` and `report.html`. Nothing in it names a machine, a user, a folder or the time of
day.
"""
