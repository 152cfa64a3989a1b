"""Which colour does each person, and each pole, keep on every picture, by day and by night?

Persons have one palette, poles another, and what is neither (a date, a fate, yes and no) one neutral
colour: no colour stands for two things.  The colours were searched for, so that all are far apart, also for
readers who lack one kind of cone (Machado, Oliveira and Fernandes, IEEE Transactions on Visualization and
Computer Graphics 15, 2009), and each has three to one against the paper (WCAG 2.2, 1.4.11); a test measures
both.  No picture relies on colour alone: labels stand beside it.
"""

from collections.abc import Iterable, Mapping

# Faces with Thai letters that come with the systems; none is shipped.
FONT = "Sarabun,'Noto Sans Thai','Leelawadee UI',Thonburi,Tahoma,sans-serif"

# (on light paper, on dark paper), for twelve people in the order in which they appear, and for poles.
_PEOPLE = (
    ("#dd66aa", "#aa4466"),
    ("#770000", "#ffaa88"),
    ("#554477", "#ccccff"),
    ("#009911", "#009911"),
    ("#550077", "#7755dd"),
    ("#9944aa", "#dd66cc"),
    ("#336611", "#bbaa11"),
    ("#114433", "#776611"),
    ("#3399cc", "#33aa88"),
    ("#990055", "#ee6666"),
    ("#aa8866", "#ffcc11"),
    ("#4466dd", "#447799"),
)
_POLES = (("#cc3366", "#22ffdd"), ("#0033aa", "#11bbff"), ("#ee5511", "#bbff88"), ("#9977ff", "#8888ff"))
_NEUTRAL = ("#66717d", "#a3adb8")

# (fill on light paper, edge on light paper, fill on dark paper, edge on dark paper). The first is for what is
# nobody in particular, that behind the people for an empty seat; these two keep an edge of their own.
_SLOTS = (
    ("#dddddd", "#767676", "#6b6b6b", "#a8a8a8"),
    *((day, day, night, night) for day, night in _PEOPLE),
    ("#fdfcf8", "#767676", "#17181b", "#a8a8a8"),
    *((day, day, night, night) for day, night in (*_POLES, _NEUTRAL)),
)

# name: (light, dark).  The page's style sheet reads them as variables.
INKS: Mapping[str, tuple[str, str]] = {
    "ink": ("#1c1e21", "#ece9e2"),
    "soft": ("#54585e", "#b4b2ac"),
    "rule": ("#d9d5cb", "#3b3d41"),
    "edge": ("#7d7a72", "#8b8a86"),
    "paper": ("#fdfcf8", "#17181b"),
    "sheet": ("#f5f2ea", "#202226"),
    "sand": ("#efe7c6", "#3a3722"),
    "sage": ("#d2e6dd", "#21403a"),
    "mark": ("#004488", "#99c2f2"),
    "warn": ("#8a3b12", "#f2b48c"),
}

GREY, EMPTY = 0, len(_PEOPLE) + 1
#: The slots of poles, and that of what is neither a person nor a pole.
POLES, PLAIN = range(EMPTY + 1, len(_SLOTS) - 1), len(_SLOTS) - 1
_NOBODY = {name: GREY for name in ("none", "never", "others", "other", "nobody", "no-side")} | {
    "vacant": EMPTY
}
NOBODY = frozenset(_NOBODY)


def slots(ids: Iterable[str]) -> dict[str, int]:
    """Return the colour slot of each id, in order of first appearance; people beyond the twelfth are grey.

    >>> slots(["beria", "none", "malenkov", "beria"])
    {'beria': 1, 'none': 0, 'malenkov': 2}
    """
    found: dict[str, int] = {}
    for name in ids:
        if name not in found:
            free = 1 + sum(GREY < slot < EMPTY for slot in found.values())
            found[name] = _NOBODY.get(name, free if free < EMPTY else GREY)
    return found


def style_sheet(*, night: bool = True) -> str:
    """Return the colours as CSS: variables for the page, and one class for every kind of mark.

    ``f-soft`` fills with an ink, ``l-rule`` draws a line in one, ``s1`` colours the marks of slot 1, ``halo``
    keeps letters readable on any colour, ``area`` is a band, ``line`` what is simulated, ``past`` what is on
    record, ``spots`` makes a dot of a path of no length, ``hull`` a round area around it in the colour of a
    ``camp0`` or ``camp1``, ``cold`` a broken line.  With ``night`` the same follows for dark paper.
    """
    light = "".join(f"--{name}:{day};" for name, (day, _) in INKS.items())
    inks = "".join(
        f".f-{name}{{fill:var(--{name})}}.l-{name}{{stroke:var(--{name});fill:none}}" for name in INKS
    )
    marks = "".join(
        f".s{slot}{{fill:{fill};stroke:{edge}}}" for slot, (fill, edge, _, _) in enumerate(_SLOTS)
    )
    day = (
        f":root{{{light}color-scheme:light}}"
        f".plate{{fill:var(--ink);font-family:{FONT};font-size:13px}}{inks}{marks}"
        ".band{stroke:var(--paper)}.ring{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}"
        ".scale{fill:var(--soft);font-size:11px;text-anchor:middle}"
        ".narrow{font-size:14px}.small{font-size:12px}.pale{fill-opacity:.35}.bold{font-weight:600}"
        ".area{stroke:none;fill-opacity:.3}.line{fill:none;stroke-width:2}"
        ".past{fill:none;stroke-width:3;stroke-dasharray:0 5}"
        ".past,.spots{stroke-linecap:round}.spots{stroke-width:15}"
        ".hull{stroke-width:44;stroke-linejoin:round;stroke-linecap:round}.cold{stroke-dasharray:5 4}"
        ".camp0{fill:var(--sand);stroke:var(--sand)}.camp1{fill:var(--sage);stroke:var(--sage)}"
        ".halo{stroke:var(--paper);stroke-width:3.5;stroke-linejoin:round;paint-order:stroke}"
    )
    if not night:
        return day
    dark = "".join(f"--{name}:{value};" for name, (_, value) in INKS.items())
    lit = "".join(f".s{slot}{{fill:{fill};stroke:{edge}}}" for slot, (_, _, fill, edge) in enumerate(_SLOTS))
    lit += ".band{stroke:var(--paper)}"
    return f"{day}@media screen and (prefers-color-scheme:dark){{:root{{{dark}color-scheme:dark}}{lit}}}"
