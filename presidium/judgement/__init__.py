"""The observatory: how much to believe.  Outcome rows in, shares with their errors out."""
