"""What do a forecast and a backtest look like as a page?  One language, no script, nothing from outside."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from presidium.draw.markup import Markup, element
from presidium.draw.palette import style_sheet
from presidium.page.build import policy
from presidium.words import say

#: States in the table of a forecast.
_STATES = 40
_SHEET = """ body{margin:0 auto;max-width:64rem;padding:1rem 1.5rem
4rem;background:var(--paper);color:var(--ink); font-family:"Sarabun","Noto Sans Thai","Leelawadee
UI","Thonburi","Tahoma",sans-serif;line-height:1.6} h1{font-size:1.5rem;margin:1rem 0
.5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}p{max-width:46rem;margin:0 0 .75rem}
.wrap{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.75rem 0 .25rem}
th,td{text-align:left;vertical-align:top;padding:.2rem .9rem .2rem 0;border-bottom:1px solid var(--rule)}
svg{max-width:100%;height:auto;display:block;margin:1rem 0}svg.small{width:20rem}
"""


def forecast_page(record: Mapping[str, Any], pictures: Sequence[Markup], lang: str) -> str:
    """Return a forecast as HTML text: sentence, pictures, and the table with the reasons."""
    rows = [
        (
            str(place),
            state["name"],
            f"{state['chance']:.1%}",
            "; ".join(reason["text"][lang] for reason in state["reasons"]),
            _came(state["came"], lang),
        )
        for place, state in enumerate(record["states"][:_STATES], 1)
    ]
    heads = [say(f"forecast.head.{name}", lang) for name in ("place", "state", "chance", "reasons", "came")]
    return _page(
        record["title"][lang],
        lang,
        element("h1", record["title"][lang]),
        element("p", record["sentence"][lang]),
        *pictures,
        _table(say("forecast.head.title", lang), heads, rows),
        element("p", record["caution"][lang]),
        element("p", f"presidium {record['version']}"),
    )


def _came(came: bool | None, lang: str) -> str:
    return "" if came is None else say("answer.yes" if came else "answer.no", lang)


def backtest_page(record: Mapping[str, Any], plots: Mapping[str, Markup], lang: str) -> str:
    """Return a backtest as HTML text: the bars, then each task with its scores, and the archived
    forecasts.
    """
    tasks = record["tasks"]
    title = say("backtest.title", lang)
    return _page(
        title,
        lang,
        element("h1", title),
        element("p", record["caution"][lang]),
        _table(
            say("backtest.bars", lang),
            [say(f"backtest.head.{name}", lang) for name in ("task", "measure", "bar", "found", "met")],
            [row for task in tasks for row in bar_rows(task, lang)],
        ),
        *(part for task in tasks for part in _task(task, plots.get(task["name"]), lang)),
        _table(
            say("backtest.archived", lang),
            [say(f"backtest.head.{name}", lang) for name in ("task", "measure", "found")],
            [
                (
                    say(f"backtest.task.{one['name']}", lang),
                    say(f"backtest.measure.{name}", lang),
                    f"{value:.4f}",
                )
                for one in record["archived"]
                for name, value in one["measures"].items()
            ],
        ),
        element("p", f"presidium {record['version']}"),
    )


def _task(task: Mapping[str, Any], plot: Markup | None, lang: str) -> list[Markup]:
    parts = [
        element("h2", task["text"][lang]),
        element("p", say("backtest.sentence", lang, **task)),
        _table(
            say("backtest.scores", lang),
            [say(f"backtest.head.{name}", lang) for name in ("against", "measure", "found", "verdict")],
            score_rows(task, lang),
        ),
    ]
    if task["members"]:
        parts.append(_table(say("backtest.members", lang), *member_table(task, lang)))
    if task["periods"]:
        measures = [name for name in task["periods"][0] if name not in ("first", "last")]
        names = [say(f"backtest.measure.{name}", lang) for name in measures]
        heads = [say("backtest.head.period", lang), *names]
        rows = [
            (f"{one['first']}–{one['last']}", *(spread(one[name]) for name in measures))
            for one in task["periods"]
        ]
        parts.append(_table(say("backtest.periods", lang), heads, rows))
    return [*parts, plot] if plot is not None else parts


def bar_rows(task: Mapping[str, Any], lang: str) -> list[tuple[str, ...]]:
    """Return the bars of a task as rows: task, measure, bar, what was found, met or not."""
    return [
        (
            task["text"][lang],
            _measure(bar["measure"], bar["against"], lang),
            _bounds(bar, lang),
            spread(bar),
            say(f"backtest.{'met' if bar['met'] else 'within' if bar['within'] else 'not_met'}", lang),
        )
        for bar in task["bars"]
    ]


def _measure(measure: str, base: str | None, lang: str) -> str:
    name = say(f"backtest.measure.{measure}", lang)
    return name if base is None else f"{name}, {say(f'backtest.base.{base}', lang)}"


def _bounds(bar: Mapping[str, Any], lang: str) -> str:
    if bar["part"] != "value":
        return say(f"backtest.interval_{bar['part']}", lang, least=f"{bar['least']:g}")
    return f"≥ {bar['least']:g}" if bar["most"] == 1.0 else f"{bar['least']:g}–{bar['most']:g}"


def member_table(task: Mapping[str, Any], lang: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the scores of the ensemble and of each member on its own: heads, and a row for each."""
    measures = list(next(iter(task["members"].values())))
    whole = {name: task["scores"][name]["value"] for name in measures}
    heads = [say("backtest.head.member", lang), *(say(f"backtest.measure.{name}", lang) for name in measures)]
    rows = [
        (
            say(f"backtest.member.{name}", lang),
            *(spread({"value": found[one], "low": None}) for one in measures),
        )
        for name, found in {"ensemble": whole, **task["members"]}.items()
    ]
    return heads, rows


def score_rows(task: Mapping[str, Any], lang: str) -> list[tuple[str, ...]]:
    """Return the scores of a task and its differences to the baselines as rows."""
    own = [
        ("", say(f"backtest.measure.{name}", lang), spread(one), "") for name, one in task["scores"].items()
    ]
    right = task["average_precision_if_right"]
    if right is not None:
        place = 1 + list(task["scores"]).index("average_precision")
        own.insert(place, ("", say("backtest.measure.if_right", lang), spread(right), ""))
    return own + [
        (
            say(f"backtest.base.{base}", lang),
            say(f"backtest.measure.{name}", lang) + ("" if name.endswith("_skill") else " Δ"),
            spread(one),
            one["verdict"][lang],
        )
        for base, found in task["against"].items()
        for name, one in found.items()
    ]


def spread(one: Mapping[str, Any]) -> str:
    """Return a number with its interval, to four digits.

    >>> spread({"value": 0.82, "low": 0.75, "high": None})
    '0.8200'
    >>> spread({"value": 0.82, "low": 0.75, "high": 0.87})
    '0.8200 (0.7500 to 0.8700)'
    """
    if one["value"] is None:
        return ""
    value = f"{one['value']:.4f}"
    if one["low"] is None or one["high"] is None:
        return value
    return f"{value} ({one['low']:.4f} to {one['high']:.4f})"


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    head = element("tr", *(element("th", name, scope="col") for name in heads))
    body = [element("tr", *(element("td", cell) for cell in row)) for row in rows]
    table = element("table", element("caption", title), element("thead", head), element("tbody", *body))
    return element("div", table, class_="wrap", tabindex="0", role="region", aria_label=title)


def _page(title: str, lang: str, *parts: Markup) -> str:
    # Pictures hold both languages, English without a mark of its own.
    other = "tspan[lang=th]" if lang == "en" else "tspan:not([lang])"
    style = f"{style_sheet()}{_SHEET}{other}{{display:none}}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy("", style)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(style)),
    )
    whole = element("html", head, "\n", element("body", element("main", *parts)), "\n", lang=lang)
    return f"<!doctype html>\n{whole}\n"
