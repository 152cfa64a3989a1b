"""Which strokes of a picture are shown at which dates?"""


class Layers:
    """Strokes with the dates at which they are shown: the style sheet shows one date at a time.

    >>> layers = Layers(2)
    >>> layers.at(0, 1, "M0 0h9")
    >>> layers.at(1, 1, "M0 0h9")
    >>> layers.at(1, 1, "M0 5h9")
    >>> layers.together()
    [(1, '', 'M0 0h9'), (1, ' at a1', 'M0 5h9')]
    """

    def __init__(self, dates: int) -> None:
        self._dates = dates
        self._found: dict[tuple[int, str], list[int]] = {}

    def at(self, date: int, slot: int, stroke: str) -> None:
        """Have a stroke of a colour at a date."""
        self._found.setdefault((slot, stroke), []).append(date)

    def together(self) -> list[tuple[int, str, str]]:
        """Return slot, classes and path of all strokes of one slot that are shown at the same dates."""
        paths: dict[tuple[int, str], str] = {}
        for (slot, stroke), dates in self._found.items():
            always = len(dates) == self._dates
            shown = "" if always else " at " + " ".join(f"a{date}" for date in dates)
            paths[slot, shown] = paths.get((slot, shown), "") + stroke
        return [(slot, shown, path) for (slot, shown), path in paths.items()]
