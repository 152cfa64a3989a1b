"""What do the histories have of the world outside: who leans to whom, when, and what is on record?"""

from collections.abc import Mapping, Sequence
from typing import Any

from presidium.draw.fan import Line, fan
from presidium.draw.markup import Markup, element, join
from presidium.draw.panels import panels
from presidium.draw.places import Column, Row, places
from presidium.draw.stack import year_of
from presidium.draw.svg import Words
from presidium.page.abroad import strain
from presidium.page.figure import Mark, Plate, by_date, figure, section
from presidium.page.ladder import ladder
from presidium.page.numbers import spread_of
from presidium.page.reading import Reading
from presidium.page.speech import pair, says, words
from presidium.page.tables import Table, paragraphs
from presidium.page.when import date, short
from presidium.words import both

# The most dates at which shares, and camps, are shown; the style sheet knows as many.
_DATES, _CAMP_DATES = 9, 7
# A pole that never has so many percent of a state, in the mean or for one history in twenty, is not drawn.
_MEAN, _HIGH = 3, 10
# A state that never moves by so many percent has no panel: it stands in the table.
_MOVES = 15

Given = Mapping[str, Any]


def world(reading: Reading) -> Markup:
    """Return the world outside, or nothing where the document has none."""
    given = reading.document.get("world")
    if not given:
        return join()
    warning = element("p", says("page.answers_given"), class_="motto") if given["given_answers"] else None
    return section(
        "world",
        both("page.world_title"),
        warning,
        *(element("p", words(sentence)) for sentence in given["sentences"]),
        _shares(reading, given),
        _camps(reading, given),
        strain(reading, given),
        ladder(given["ladder"]),
    )


def _dates(quarters: Sequence[str]) -> list[int]:
    """Return the quarters at which states are shown: the first one, the ends of the years, the last one."""
    last = len(quarters) - 1
    chosen = [q for q, month in enumerate(quarters) if q in (0, last) or month.endswith("-12")]
    return _at_most(chosen, _DATES)


def _at_most(quarters: list[int], most: int) -> list[int]:
    """Return so many of some quarters, evenly chosen, the first and the last one always among them."""
    if len(quarters) <= most:
        return quarters
    return [quarters[round(k * (len(quarters) - 1) / (most - 1))] for k in range(most)]


def _shown(state: Given, dates: Sequence[int]) -> list[int]:
    """Return the dates at which a state exists, counted from its own first quarter."""
    return [q - state["first"] for q in dates if q >= state["first"]]


def _moved(state: Given) -> int:
    """Return how far a state has moved on record, in percent: those that did come first."""
    known = [shares for shares in state["recorded"] if shares is not None]
    return max((abs(a - b) for shares in known for a, b in zip(shares, known[0], strict=True)), default=0)


def _drawn(state: Given, place: int, pole: str) -> bool:
    spread = state["shares"][pole]
    recorded = any(shares and shares[place] for shares in state["recorded"])
    return recorded or any(mean >= _MEAN or high >= _HIGH for _, mean, high in spread)


def _shares(reading: Reading, given: Given) -> Markup:
    return element(
        "article",
        element("h3", says("page.shares_title")),
        paragraphs("page.shares_note"),
        figure(shares_plate(reading, given), element("div", *_moving(reading, given), class_="panels")),
        class_="wider",
    )


def shares_plate(reading: Reading, given: Given) -> Plate:
    """Return how every state leans over time, with what is on record."""
    title = both("figure.shares_title")
    return Plate(
        _share_rows(given),
        lambda _: panels("shares", title, _panels(reading, given)),
        [_shares_caption(given)],
        [Table("world-shares", title, _share_heads(given), _share_cells(given))],
    )


def _share_rows(given: Given) -> list[Mark]:
    return [
        {"state": state["id"], "name": state["name"], "pole": pole["id"], "pole_name": pole["name"]}
        | {"month": given["quarters"][q + state["first"]]}
        | dict(zip(("low", "middle", "high"), state["shares"][pole["id"]][q], strict=True))
        | {"recorded": state["recorded"][q] and state["recorded"][q][place]}
        for state in _by_move(given)
        for place, pole in enumerate(given["poles"])
        if _drawn(state, place, pole["id"])
        for q in _shown(state, _dates(given["quarters"]))
    ]


def _by_move(given: Given) -> list[Given]:
    return sorted(given["states"], key=lambda state: -_moved(state))


def _panels(reading: Reading, given: Given) -> list[Markup]:
    return [_panel(reading, given, state) for state in _by_move(given)]


def _moving(reading: Reading, given: Given) -> list[Markup]:
    """Return panels of the states that move, on record or in the mean of the histories; all if none do."""
    moving = [state for state in _by_move(given) if max(_moved(state), _mean_moved(state)) >= _MOVES]
    return [_panel(reading, given, state) for state in moving or _by_move(given)]


def _mean_moved(state: Given) -> int:
    """Return how far the mean of a state is from where it began, in percent."""
    series = state["shares"].values()
    return max((abs(mean - spreads[0][1]) for spreads in series for _, mean, _ in spreads), default=0)


def _panel(reading: Reading, given: Given, state: Given) -> Markup:
    shown = _shown(state, _dates(given["quarters"]))
    times = [_time(given["quarters"][q + state["first"]]) for q in shown]
    drawn = [
        Line(
            pole["name"],
            reading.slot(pole["id"]),
            [state["shares"][pole["id"]][q] for q in shown],
            [None if state["recorded"][q] is None else state["recorded"][q][place] for q in shown],
        )
        for place, pole in enumerate(given["poles"])
        if _drawn(state, place, pole["id"])
    ]
    period = year_of(reading["period"][0]), _time(given["quarters"][-1])
    names = [pole["name"] for pole in given["poles"]]
    return fan(f"world-{state['id']}", state["name"], state["name"], times, drawn, period, beside=names)


def _time(month: str) -> float:
    """Return the end of a month in years: a quarter is shown where it ends."""
    return year_of(month) + 1 / 12


def _shares_caption(given: Given) -> Words:
    """Say for how many states the record lies within the bands at the end, and where it is farthest off."""
    within, compared = 0, 0
    farthest: tuple[int, Words, Words, int, int] = (-1, "", "", 0, 0)
    for state in given["states"]:
        recorded = state["recorded"][-1] if state["recorded"] else None
        if recorded is None:
            continue
        compared += 1
        ends = [state["shares"][pole["id"]][-1] for pole in given["poles"]]
        pairs = list(zip(given["poles"], ends, recorded, strict=True))
        within += all(low <= real <= high for _, (low, _, high), real in pairs)
        for pole, (_, mean, _), real in pairs:
            if abs(mean - real) > farthest[0]:
                farthest = (abs(mean - real), state["name"], pole["name"], mean, real)
    if not compared:
        return both("figure.shares_unrecorded")
    _, state_name, pole_name, mean, real = farthest
    values = {"state": pair(state_name), "pole": pair(pole_name), "mean": mean, "real": real}
    return both("figure.shares_caption", within=within, n=compared, **values)


def _share_heads(given: Given) -> list[Words]:
    heads: list[Words] = [both("table.month")]
    for pole in given["poles"]:
        name = pair(pole["name"])
        heads += [{lang: f"{text} %" for lang, text in name.items()}, both("table.pole_recorded", pole=name)]
    return heads


def _share_cells(given: Given) -> list[list[Words]]:
    rows: list[list[Words]] = []
    for state in _by_move(given):
        rows.append([state["name"]])
        drawn = [_drawn(state, place, pole["id"]) for place, pole in enumerate(given["poles"])]
        for q in _shown(state, _dates(given["quarters"])):
            row: list[Words] = [short(given["quarters"][q + state["first"]])]
            recorded = state["recorded"][q] or [""] * len(drawn)
            for pole, real, seen in zip(given["poles"], recorded, drawn, strict=True):
                row += [spread_of(state["shares"][pole["id"]][q]), str(real)] if seen else ["", ""]
            rows.append(row)
    return rows


def _side(percent: Sequence[int]) -> int | None:
    """Return the pole that has more than half, by its place; None where nobody has."""
    return next((place for place, share in enumerate(percent) if share > 50), None)


def _camps(reading: Reading, given: Given) -> Markup:
    plate = camps_plate(reading, given)
    drawn = by_date("at", camp_months(given), plate.drawing("wide"))
    return element(
        "article",
        element("h3", says("page.camps_title")),
        paragraphs("page.camps_note"),
        figure(plate, drawn),
    )


def _camp_dates(given: Given) -> list[int]:
    return _at_most(_dates(given["quarters"]), _CAMP_DATES)


def camp_months(given: Given) -> list[str]:
    """Return the months at which the camps are shown."""
    return [short(given["quarters"][q]) for q in _camp_dates(given)]


def camps_plate(reading: Reading, given: Given) -> Plate:
    """Return in whose camp every state is, a layer a date."""
    poles, dates, months = given["poles"], _camp_dates(given), camp_months(given)
    middle = (len(poles) + 1) // 2
    nobody = Column(both("figure.nobodys"), reading.slot("nobody"))
    columns = [Column(pole["name"], reading.slot(pole["id"])) for pole in poles]
    columns.insert(middle, nobody)
    drawn = [_row(state, poles, dates, middle) for state in given["states"]]
    title, written = both("figure.camps_title"), [date(month, bare=True) for month in months]
    key = {name: both(f"figure.camps_{name}") for name in ("simulated", "recorded")}
    ids = [pole["id"] for pole in poles]
    ids.insert(middle, "nobody")
    rows: list[Mark] = [
        {"state": state["id"], "name": state["name"], "month": month}
        | {
            what: None if place is None else ids[place]
            for what, place in (("simulated", row.simulated[i]), ("recorded", row.recorded[i]))
        }
        for i, month in enumerate(months)
        for state, row in zip(given["states"], drawn, strict=True)
    ]
    return Plate(
        rows,
        lambda kind: places("camps", title, columns, drawn, written, key, kind=kind),
        [_camps_caption(drawn, months)],
        [Table("camps", title, _spell_heads(), _spells(columns, drawn, months), frozenset({1, 2}))],
    )


def _row(state: Given, poles: Sequence[Given], dates: Sequence[int], middle: int) -> Row:
    """Return where a state is at every date, by columns: that of nobody stands in the middle."""

    def column(percent: Sequence[int] | None) -> int | None:
        if percent is None:
            return None
        side = _side(percent)
        return middle if side is None else side + (side >= middle)

    simulated, recorded = [], []
    for q in (shown - state["first"] for shown in dates):
        exists = q >= 0
        means = [state["shares"][pole["id"]][q][1] for pole in poles] if exists else None
        simulated.append(column(means))
        recorded.append(column(state["recorded"][q]) if exists else None)
    return Row(state["name"], simulated, recorded)


def _camps_caption(rows: Sequence[Row], months: Sequence[str]) -> Words:
    """Say for how many states simulation and record agree: at first, at the end, and where they do least."""
    told = []
    for i, month in enumerate(months):
        pairs = [(row.simulated[i], row.recorded[i]) for row in rows if row.recorded[i] is not None]
        told.append((sum(simulated == recorded for simulated, recorded in pairs), len(pairs), month))
    if not any(n for _, n, _ in told):
        return both("figure.camps_unrecorded")
    fewest = min(told, key=lambda one: one[0] - one[1])
    (first, of_first, _), (last, of_last, end) = told[0], told[-1]
    values = {"first": first, "of_first": of_first, "last": last, "of_last": of_last, "end": date(end)}
    return both("figure.camps_caption", fewest=fewest[0], of=fewest[1], date=date(fewest[2]), **values)


def _spell_heads() -> list[Words]:
    return [both("table.camp"), both("table.simulated"), both("table.recorded")]


def _spells(columns: Sequence[Column], rows: Sequence[Row], months: Sequence[str]) -> list[list[Words]]:
    """Return for every state the camps it is in, and from which date to which."""
    told: list[list[Words]] = []
    for row in rows:
        told.append([row.label])
        for place, column in enumerate(columns):
            spells = [_runs(series, place, months) for series in (row.simulated, row.recorded)]
            if any(spells):
                told.append([column.label, *spells])
    return told


def _runs(series: Sequence[int | None], place: int, months: Sequence[str]) -> str:
    """Return the dates at which a series has a value, runs of dates as one.

    >>> _runs([1, 1, 0, 1], 1, ["a", "b", "c", "d"])
    'a–b, d'
    """
    found: list[list[str]] = []
    for i, value in enumerate(series):
        if value != place:
            continue
        if i and series[i - 1] == place:
            found[-1][1:] = [months[i]]
        else:
            found.append([months[i]])
    return ", ".join("–".join(run) for run in found)
