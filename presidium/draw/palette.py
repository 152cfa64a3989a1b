"""Which colour does each person keep on every picture, by day and by night?

Colours are Paul Tol's schemes for colour-blind readers (Tol, Colour Schemes, SRON technical note
SRON/EPS/TN/09-002, 2021): *muted*, then *vibrant*, on light paper; *light*, then *vibrant*, on dark
(with a lighter purple for its grey).  Pale fills have a darker edge so that every mark keeps three to one
against the paper.  No picture relies on colour alone: labels stand beside it.
"""

from collections.abc import Iterable, Mapping

# Faces with Thai letters that come with the systems; none is shipped.
FONT = "Sarabun,'Noto Sans Thai','Leelawadee UI',Thonburi,Tahoma,sans-serif"

# (fill on light paper, edge on light paper, fill on dark paper, edge on dark paper). The first is for what is
# nobody in particular, the last for an empty seat.
_SLOTS = (
    ("#dddddd", "#767676", "#6b6b6b", "#a8a8a8"),
    ("#cc6677", "#a24553", "#ee8866", "#ee8866"),
    ("#332288", "#332288", "#77aadd", "#77aadd"),
    ("#ddcc77", "#8f7d1e", "#eedd88", "#eedd88"),
    ("#117733", "#117733", "#44bb99", "#44bb99"),
    ("#88ccee", "#3b82a6", "#99ddff", "#99ddff"),
    ("#882255", "#882255", "#ffaabb", "#ffaabb"),
    ("#44aa99", "#2b7a6d", "#bbcc33", "#bbcc33"),
    ("#999933", "#75751f", "#aaaa00", "#c8c83a"),
    ("#aa4499", "#aa4499", "#cc88cc", "#cc88cc"),
    ("#ee7733", "#b3500f", "#ee7733", "#ee7733"),
    ("#0077bb", "#0077bb", "#33bbee", "#33bbee"),
    ("#ee3377", "#c01a57", "#ee3377", "#ff6699"),
    ("#fdfcf8", "#767676", "#17181b", "#a8a8a8"),
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

GREY, EMPTY = 0, len(_SLOTS) - 1
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
