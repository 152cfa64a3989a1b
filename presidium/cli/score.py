"""What chance did a run give to what then happened?"""

from pathlib import Path
from typing import Annotated, Any

import typer

from presidium.cli.options import Format, Language, Opening, Threads
from presidium.cli.voice import Voice, command


@command
def score(
    voice: Voice,
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")],
    case: Annotated[
        str | None, typer.Option("--case", help="The scenario, where it is not a case of the gallery.")
    ] = None,
    opening: Opening = None,
    threads: Threads = None,
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Say what chance a run gave to what then happened.

    \b
      presidium score presidium-runs/soviet-1953
      presidium score runs/seven --case my-case.yaml --format json

    Beside it stand equal chances, base rates and two negative controls: the case with its ties shuffled, and
    with its resources permuted. What these score as well does not come from ties or resources. Histories of
    the run that are not finished are simulated first.
    """
    from presidium.cli.report import resumed
    from presidium.judgement.hindcast import hindcast, hindcast_record

    run = resumed(voice, folder, case, opening, threads)
    record = hindcast_record(run.case, hindcast(run.board, run.rows, run.seed, threads=threads))
    if format == "json":
        voice.json(
            {
                "format": 1,
                "scenario": run.case.scenario,
                "digest": run.case.digest,
                "seed": run.seed,
                "histories": len(run),
                **record,
            }
        )
    else:
        _show(voice, record, lang)


def _show(voice: Voice, record: dict[str, Any], lang: str) -> None:
    from presidium.draw.bars import percent
    from presidium.page.scores import COLUMNS, chances
    from presidium.words import say

    heads = [say(f"hindcast.head.{name}", lang) for name in COLUMNS]
    rows = [
        (
            item["text"][lang],
            item["recorded_text"][lang],
            *("" if one is None else percent(one) for one in chances(item)),
        )
        for item in record["items"]
    ]
    first = [say(f"hindcast.head.{name}", lang) for name in ("item", "recorded")]
    voice.table(say("hindcast.title", lang), [*first, *heads], rows)
    scores = [
        (
            one["text"][lang],
            str(one["items"]),
            *("" if one[name] is None else f"{one[name]:.2f}" for name in COLUMNS),
        )
        for one in record["scores"]
    ]
    first = [say(f"hindcast.head.{name}", lang) for name in ("item", "items")]
    voice.table(say("hindcast.summary", lang), [*first, *heads], scores)
    for remark in filter(None, (record["worse"], record["caution"])):
        voice.data(remark[lang])
