"""Who is pivotal: how often does each person decide, and how is power divided?"""
