"""How good would forecasts have been in years that they did not know?"""

from pathlib import Path
from typing import Annotated

import typer

from presidium.cli.forecast import Data
from presidium.cli.options import Format, Language, named
from presidium.cli.voice import Voice, command


@command
def backtest(
    voice: Voice,
    data: Data = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write a page: an HTML file.", parser=named, metavar="<path>")
    ] = None,
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Score forecasts of 2000-2020, each made with the past only.

    \b
      presidium backtest --data tables
      presidium backtest --out backtest.html --format json

    Beside them stand what anybody could have said, and published forecasts. About three minutes. Needs the
    public tables (`presidium data list`) and the extra `data`.
    """
    from presidium.forecasts import backtest as run
    from presidium.page.forecasts import bar_rows, member_table, score_rows
    from presidium.pictures.figure import checked_ending
    from presidium.record.parts import write_whole
    from presidium.words import say

    if out is not None:
        checked_ending(out, (".html",))
    found = run(data)
    record = found.record
    if out is not None:
        write_whole(out, found.html(lang).encode())
    if format == "json":
        voice.json(found.summary())
    else:
        head = [say(f"backtest.head.{name}", lang) for name in ("task", "measure", "bar", "found", "met")]
        bars = [row for task in record["tasks"] for row in bar_rows(task, lang)]
        voice.table(say("backtest.bars", lang), head, bars)
        head = [say(f"backtest.head.{name}", lang) for name in ("against", "measure", "found", "verdict")]
        for task in record["tasks"]:
            title = f"{task['text'][lang]}, {say('backtest.sentence', lang, **task)}"
            voice.table(title, head, score_rows(task, lang))
            if task["members"]:
                voice.table(say("backtest.members", lang), *member_table(task, lang))
        voice.data(record["caution"][lang])
    if out is not None:
        voice.say(f"written: {out}")
