"""What would have been different, in the same histories?"""

import shlex
from typing import Annotated, Any

import typer

from presidium.cli.options import (
    DEFAULT_HISTORIES,
    DEFAULT_SEED,
    Case,
    Format,
    Histories,
    Language,
    Seed,
    Threads,
)
from presidium.cli.voice import Voice, command


@command
def compare(
    voice: Voice,
    case: Case,
    whatif: Annotated[str, typer.Option("--whatif", help="Id of one of the scenario's what-ifs.")],
    histories: Histories = DEFAULT_HISTORIES,
    seed: Seed = DEFAULT_SEED,
    threads: Threads = None,
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Play the same histories with and without one change.

    \b
      presidium compare soviet-1953 --whatif no-berlin-rising
      presidium compare soviet-1953 --whatif no-berlin-rising --histories 2000 --format json

    Both sides share their chance, so the difference is the change's. `presidium show CASE` lists the
    what-ifs.
    """
    import presidium

    comparison = presidium.compare(
        presidium.load(case), whatif=whatif, histories=histories, seed=seed, threads=threads
    )
    summary = comparison.summary()
    if format == "json":
        voice.json(summary)
    else:
        for question in summary["questions"]:
            voice.table(
                question["text"][lang],
                ("answer", "base", "changed", "difference", "error", "changed histories"),
                (_row(question, answer) for answer in question["answers"]),
            )
    words = [
        "presidium",
        "compare",
        case,
        "--whatif",
        whatif,
        "--histories",
        str(histories),
        "--seed",
        str(seed),
    ]
    voice.say(f"again: {shlex.join(words)}")


def _row(question: dict[str, Any], answer: dict[str, Any]) -> tuple[str, ...]:
    changed = answer.get("changed_histories", question.get("changed_histories"))
    return (
        str(answer["value"]),
        f"{answer['base']:.3f}",
        f"{answer['changed']:.3f}",
        f"{answer['difference']:+.3f}",
        f"{answer['mc_error']:.3f}",
        "" if changed is None else f"{changed:.3f}",
    )
