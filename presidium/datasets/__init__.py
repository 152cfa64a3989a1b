"""From which tables of one's own, or of public data, are numbers read?"""
