"""What did the model expect at a point of a story: odds of the choices, of the event, of the sides?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from presidium.draw.bars import Bar, bars, percent
from presidium.draw.differences import signed
from presidium.draw.dots import Pile, dots
from presidium.draw.markup import Markup, element, join
from presidium.draw.palette import PLAIN, slots
from presidium.draw.svg import Words
from presidium.page.debrief import evidence
from presidium.page.figure import Mark, Plate, figure
from presidium.page.numbers import count, error_of, interval, per_cent
from presidium.page.speech import form, listed, pair, says, words
from presidium.page.tables import Table
from presidium.page.when import date
from presidium.words import LANGUAGES, both

#: By what the choices are called, in either language.
_LETTERS = {"en": "ABCDEF", "th": "กขคงจฉ"}

_BEFORE_A_DAY = {"en": ", ", "th": " "}

#: Where fewer histories take notice of a change, its numbers do not say what it decides in its moment.
_SELDOM = 0.05

Moment = Mapping[str, Any]


def _letter(k: int) -> dict[str, str]:
    return {lang: letters[k] for lang, letters in _LETTERS.items()}


def lettered(k: int, text: Words) -> dict[str, str]:
    """Return a choice with the letter that it is called by.

    >>> lettered(1, {"en": "Wait.", "th": "รอ"})
    {'en': 'B. Wait.', 'th': 'ข. รอ'}
    """
    return {lang: f"{_letter(k)[lang]}. {form(text, lang)}" for lang in LANGUAGES}


def _hundredth(share: float) -> str:
    return percent(share).removesuffix("%")


def odds(record: Mapping[str, Any], moment: Moment) -> list[Markup | None]:
    """Return what is counted, among which histories, and the odds of each choice with their picture."""
    given, lines, piles = moment["given"], [], []
    for k, choice in enumerate(moment["choices"]):
        counted, text = choice["odds"], lettered(k, choice["says"])
        if counted is None:
            lines.append(says("story.odds_unknown", choice=text))
        elif counted["share"] is None:
            lines.append(says("story.odds_empty", choice=text))
        else:
            # A side is reckoned, not counted, so it has no error of counting.
            key = "story.odds_side" if counted["mc_error"] is None else "story.odds_choice"
            told = says(key, choice=text, share=_hundredth(counted["share"]))
            what = choice["counted"]
            lines.append(join(told, " ", says("story.odds_counted", what=pair(what))) if what else told)
            piles.append((counted["share"], Pile(_letter(k), 0, PLAIN, choice["taken"]), counted["mc_error"]))
    others = moment["others"]
    for one in others:
        share = _hundredth(one["share"])
        lines.append(says("story.odds_left", answer=pair(one["answer"]), share=share))
    rest = others[0]["answer"] if len(others) == 1 else both("story.odds_other")
    return [
        element("h3", says("story.odds_title")),
        *_given(record, given),
        _reckoned(moment),
        element("h4", says("story.odds_choices")),
        element("ul", *(element("li", line) for line in lines)),
        _dots(f"choices-{moment['id']}", _dated("story.odds_choices", moment), piles, rest)
        if piles
        else None,
    ]


def _dated(key: str, moment: Moment) -> Words:
    """Return a title with the day: what is called by it must differ from point to point."""
    day = date(moment["on"])
    return {lang: f"{text}{_BEFORE_A_DAY[lang]}{day[lang]}" for lang, text in both(key).items()}


def _given(record: Mapping[str, Any], given: Mapping[str, Any]) -> list[Markup | None]:
    every = count(record["histories"])
    few = element("p", says("story.few"), class_="few") if given["few"] else None
    if not given["conditions"]:
        return [element("p", says("story.given_all", histories=every)), few]
    lines = [
        element("li", words(one["question"]), " ", element("b", words(one["answer"])))
        for one in given["conditions"]
    ]
    values = {"count": count(given["histories"]), "histories": every}
    return [element("p", says("story.given", **values)), element("ul", *lines), few]


def _reckoned(moment: Moment) -> Markup | None:
    showdown = moment["showdown"]
    if showdown is None:
        return None
    names = {
        "leader": showdown["led_by"],
        "target": showdown["against"],
        "candidate": showdown["candidate"],
        "date": date(showdown["on"]),
    }
    return element("p", says("story.reckoned", **names))


def _dots(
    name: str, title: Words, piles: Sequence[tuple[float, Pile, float | None]], rest: Words = ""
) -> Markup:
    """Return a hundred dots and the same shares as a table; what is left of the whole is called ``rest``."""
    shares = [share for share, _, _ in piles]
    left = max(1.0 - sum(shares), 0.0)
    shown = [pile for _, pile, _ in piles] + [Pile(rest, 0, 0)]
    counts = hundred([*shares, left])
    told = [*map(_hundredth, shares), None]
    drawn = [
        Pile(pile.label, n, pile.slot, pile.recorded, text)
        for pile, n, text in zip(shown, counts, told, strict=True)
        if n
    ]
    rows: list[list[Words]] = [
        [pile.label, per_cent(share), "" if error is None else error_of(error, share)]
        for share, pile, error in piles
    ]
    heads: list[Words] = [both(f"table.{key}") for key in ("answer", "share", "error")]
    marks: list[Mark] = [
        {"answer": pile.label, "share": share, "mc_error": error} for share, pile, error in piles
    ]
    return figure(
        Plate(
            marks,
            lambda kind: dots(name, title, drawn, _key(), kind=kind),
            [title],
            [Table(f"table-{name}", title, heads, rows)],
        )
    )


def _key() -> dict[str, Words]:
    return {"recorded": both("figure.recorded_key")}


def hundred(shares: Sequence[float]) -> list[int]:
    """Return whole numbers that sum to a hundred: the shares as they are printed, and none without a dot.

    Where these do not make a hundred, those that rounding moved furthest give way, of equals the last.

    >>> hundred([0.956, 0.044]), hundred([1 / 3, 1 / 3, 1 / 3]), hundred([0.997, 0.003, 0.0])
    ([96, 4], [33, 33, 34], [99, 1, 0])
    """
    counts = [max(round(100 * share), int(share > 0)) for share in shares]
    while over := sum(counts) - 100:
        step = 1 if over > 0 else -1
        free = [k for k, count in enumerate(counts) if step < 0 or count > 1]
        counts[max(free, key=lambda k: (step * (counts[k] - 100 * shares[k]), k))] -= step
    return counts


def bet_odds(moment: Moment) -> list[Markup | None]:
    """Return the event: the model's chance, whether it came, and the scores."""
    bet = moment["bet"]
    title = both("story.bet_title")
    if bet["share"] is None:
        return [element("h4", words(title)), element("p", says("story.bet_empty", event=pair(bet["says"])))]
    came = {True: "story.bet_came", False: "story.bet_not", None: "story.bet_open"}[bet["came"]]
    line = says("story.bet_odds", event=pair(bet["says"]), share=_hundredth(bet["share"]))
    scored = bet["score"] is not None
    piles = [
        (bet["share"], Pile(both("story.came"), 0, PLAIN, bet["came"] is True), bet["mc_error"]),
        (1.0 - bet["share"], Pile(both("story.came_not"), 0, 0, bet["came"] is False), bet["mc_error"]),
    ]
    return [
        element("h4", words(title)),
        element("p", line, " ", element("b", says(came))),
        element("p", says("story.bet_apart"), class_="soft") if moment["showdown"] else None,
        _dots(f"bet-{moment['id']}", bet["says"], piles),
        element("p", class_="yours needs-script"),
        element("p", says("story.bet_score", score=f"{bet['score']:.2f}")) if scored else None,
    ]


def colours(record: Mapping[str, Any]) -> dict[str, int]:
    """Return one colour a person for all pictures of a story.

    Where the palette does not reach for all, those go first who stand in more pictures, then leaders, targets
    and candidates: who stands in one picture alone is told apart by the name beside the bar.
    """
    pictures: Counter[str] = Counter()
    chief = set()
    for showdown in filter(None, (moment["showdown"] for moment in record["moments"])):
        leading = [showdown[key] for key in ("led_by", "against", "candidate")]
        pictures.update(one["who"] for one in showdown["members"])
        chief |= {one["who"] for one in showdown["members"] if one["name"] in leading}
    return slots(sorted(pictures, key=lambda who: (-pictures[who], who not in chief)))


def sides(record: Mapping[str, Any], moment: Moment) -> list[Markup | None]:
    """Return who would have stood where, and how the recorded sides count in the bodies that vote."""
    showdown = moment["showdown"]
    if showdown is None:
        return []
    name, title, members = f"sides-{moment['id']}", _dated("story.sides_title", moment), showdown["members"]
    slot = colours(record)
    ranked = sorted((one for one in members if not one["absent"]), key=lambda one: -one["chance"])
    away = listed([one["name"] for one in members if one["absent"]])
    rows = [Bar(one["name"], one["chance"], 0.0, slot[one["who"]], one["sided"]) for one in ranked]
    cells: list[list[Words]] = [
        [one["name"], per_cent(one["chance"]), both("table.yes") if one["sided"] else ""] for one in ranked
    ]
    heads: list[Words] = [both(f"table.{key}") for key in ("person", "share", "recorded")]
    caption = both("story.sides_caption", target=showdown["against"], leader=showdown["led_by"])
    votes = [
        element("li", element("b", words(vote["name"])), ": ", words(vote["text"]))
        for vote in showdown["votes"]
    ]
    return [
        element("h3", says("story.sides_title")),
        figure(
            Plate(
                [{"who": one["who"], "share": one["chance"], "recorded": one["sided"]} for one in ranked],
                lambda _: bars(name, title, rows, _key()),
                [caption],
                [Table(f"table-{name}", title, heads, cells, frozenset({2}))],
            )
        ),
        element("p", says("story.took_no_part", who=away)) if away["en"] else None,
        element("h4", says("story.votes_title")) if votes else None,
        element("ul", *votes) if votes else None,
        element("p", words(showdown["note"])) if showdown["note"] else None,
        element("p", evidence(showdown)) if showdown["sources"] else None,
    ]


def whatifs(moment: Moment) -> list[Markup | None]:
    """Return what one change moves, in sentences; nothing where none is named."""
    if not moment["whatif"]:
        return []
    lines = [element("li", _whatif(one)) for one in moment["whatif"]]
    seldom = any(one["changed_histories"] < _SELDOM for one in moment["whatif"])
    return [
        element("h3", says("story.whatif_title")),
        element("p", says("story.whatif_note"), class_="soft"),
        element("ul", *lines),
        element("p", says("story.whatif_seldom"), class_="soft") if seldom else None,
    ]


def _whatif(one: Mapping[str, Any]) -> Markup:
    return join(
        _moved(one),
        " ",
        says(
            "story.whatif_touched",
            share=_hundredth(one["changed_histories"]),
            histories=count(one["histories"]),
        ),
    )


def _moved(one: Mapping[str, Any]) -> Markup:
    named = {"whatif": pair(one["name"]), "question": pair(one["question"]), "answer": pair(one["answer"])}
    if one["base"] is None:
        return says("story.whatif_none", histories=count(one["histories"]), **named)
    difference, low, high = map(signed, interval(one["difference"], one["mc_error"]))
    shares = {"base": _hundredth(one["base"]), "changed": _hundredth(one["changed"])}
    return says("story.whatif", difference=difference, low=low, high=high, **shares, **named)
