"""In which states may somebody try to take power in a year?"""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from presidium.cli.options import Format, Language, named
from presidium.cli.voice import Voice, command

#: States in the table.
_SHOWN = 20
Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of the public tables; PRESIDIUM_DATA names it if not given."),
]
_TARGETS = {"attempt": "attempt_year", "irregular-exit": "irregular_exit_year"}


@command
def forecast(
    voice: Voice,
    year: Annotated[int, typer.Option("--year", help="The year to forecast, as when it began.")],
    month: Annotated[
        int | None, typer.Option("--month", min=1, max=12, help="Attempts in one month of it only.")
    ] = None,
    event: Annotated[
        Literal["attempt", "irregular-exit"], typer.Option("--event", help="What is forecast.")
    ] = "attempt",
    data: Data = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Write a page, FILE.html, or two pictures, FILE.svg and FILE-curve.svg (or .png, .pdf).",
            parser=named,
            metavar="<path>",
        ),
    ] = None,
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Give each state its chance of a coup attempt in a year, with reasons.

    \b
      presidium forecast --year 2021 --data tables
      presidium forecast --year 2012 --out mali.html --lang th

    Fitted to the years before only, with what was known when the year began; of a past year it is told what
    came. Needs the public tables (`presidium data list`) and the extra `data`.
    """
    from presidium.errors import UsageError
    from presidium.forecasts import forecast as ask
    from presidium.pictures.figure import ENDINGS, checked_ending

    if month is not None and event != "attempt":
        raise UsageError("USE693", "--month is for attempts", "Leave it out for irregular exits.")
    if out is not None:
        checked_ending(out, (".html", *ENDINGS))
    target = _TARGETS[event] if month is None else "attempt_month"
    found = ask(year, target, month or 1, data)
    files = _written(found, out, lang) if out is not None else []
    if format == "json":
        voice.json(found.summary())
    else:
        _show(voice, found.record, lang)
    for file in files:
        voice.say(f"written: {file}")


def _written(found: Any, out: Path, lang: str) -> list[Path]:
    from presidium.pictures.figure import save_picture
    from presidium.record.parts import write_whole

    if out.suffix.lower() == ".html":
        return [write_whole(out, found.html(lang).encode())]
    beside = out.with_name(f"{out.stem}-curve{out.suffix}")
    save_picture(found.picture(lang), out)
    save_picture(found.curve(lang), beside)
    return [out, beside]


def _show(voice: Voice, record: Any, lang: str) -> None:
    from presidium.draw.chances import share_of
    from presidium.words import say

    voice.data(record["sentence"][lang] + "\n")
    names = ("place", "state", "chance", "members", "reasons", "came")
    head = [say(f"forecast.head.{name}", lang) for name in names]
    rows = [
        (
            str(place),
            state["name"],
            f"{state['chance']:.1%}",
            " / ".join(share_of(one) for one in state["members"].values()),
            "; ".join(reason["text"][lang] for reason in state["reasons"]),
            "" if state["came"] is None else say("answer.yes" if state["came"] else "answer.no", lang),
        )
        for place, state in enumerate(record["states"][:_SHOWN], 1)
    ]
    voice.table(say("forecast.head.title", lang), head, rows)
    voice.data(say("forecast.shown", lang, shown=len(rows), n=len(record["states"])) + "\n")
    columns = ("given", "cases", "expected", "events", "observed")
    head = [say(f"forecast.head.{name}", lang) for name in columns]
    curve = [
        (
            share_of(one["forecast"]),
            f"{one['cases']:,}",
            f"{one['forecast'] * one['cases']:.1f}",
            str(one["events"]),
            f"{share_of(one['observed']['low'])}–{share_of(one['observed']['high'])}",
        )
        for one in record["calibration"]
    ]
    voice.table(say("forecast.key.curve", lang), head, curve)
    voice.data(record["caution"][lang])
