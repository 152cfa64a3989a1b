"""The ground floor: what is claimed about a regime, and on what evidence."""
