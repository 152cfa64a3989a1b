"""Which public tables can presidium read, where may they be had, and are yours the right ones?"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from presidium.cli.options import AnyRelease, Data, Format
from presidium.cli.voice import ANSWER_IS_NO, Voice, command

if TYPE_CHECKING:
    from presidium.datasets.source import Source

data = typer.Typer(
    help="""Public tables, which no package may hold: list them, check yours.

\b
  presidium data list
  presidium data check --data tables
""",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@data.command("list")
@command
def listing(voice: Voice, format: Format = "text") -> None:
    """Say which public tables are read, what each is, under which licence, and where it may be had.

    \b
      presidium data list
      presidium data list --format json
    """
    from presidium.datasets.source import sources

    if format == "json":
        voice.json([_told(source) for source in sources().values()])
        return
    for source in sources().values():
        voice.data(
            f"{source.file}  ({source.name})\n"
            f"  {source.unit}, {source.years}; {source.rows:,} rows, {len(source.columns)} columns\n"
            f"  had from: {source.where}\n"
            f"  licence: {source.licence}\n"
            f"  cite: {source.cite}"
        )


@data.command("check")
@command
def check(voice: Voice, data: Data = None, any_release: AnyRelease = False, format: Format = "text") -> None:
    """Say which tables are there and are those meant, and which of their rows contradict themselves.

    \b
      presidium data check --data tables
      presidium data check --format json

    The folder is named by --data, else by PRESIDIUM_DATA. Exit code 1: a table is missing or another.
    """
    from presidium.datasets.source import sources

    found = {name: _checked(source, data, not any_release) for name, source in sources().items()}
    if format == "json":
        voice.json(list(found.values()))
    else:
        for one in found.values():
            voice.data(f"{one['file']}: {one['code'] or 'as it should be'}")
            for line in filter(None, (one["message"], one["remedy"])):
                voice.data(f"  {line}")
            for row in one["contradictions"]:
                died = f"died {row['died']}" if row["died"] else row["why"]
                voice.data(f"  {row['obsid']} {row['leader']}: a natural death on {row['end']}, yet {died}")
    if any(one["code"] for one in found.values()):
        raise typer.Exit(ANSWER_IS_NO)


def _told(source: "Source") -> dict[str, Any]:
    fields = ("name", "file", "sha256", "rows", "unit", "years", "licence", "cite", "where", "known")
    return {field: getattr(source, field) for field in fields} | {"columns": dict(source.columns)}


def _checked(source: "Source", folder: Path | None, pinned: bool) -> dict[str, Any]:
    """What is wrong with a table: a code or None, message and remedy, rows that contradict themselves."""
    from presidium.errors import DataError

    told: dict[str, Any] = {"name": source.name, "file": source.file}
    try:
        table = source.read(folder, pinned=pinned)
    except DataError as wrong:
        return told | {
            "code": wrong.code,
            "message": wrong.message,
            "remedy": wrong.remedy,
            "contradictions": [],
        }
    rows = _contradictions(table) if source.name == "archigos" else []
    return told | {"code": None, "message": None, "remedy": None, "contradictions": rows}


def _contradictions(table: Any) -> list[dict[str, Any]]:
    from presidium.datasets.leaders import contradicted_deaths

    rows = contradicted_deaths(table)
    return [
        {
            "obsid": row.obsid,
            "leader": row.leader,
            "end": row.enddate.date().isoformat(),
            "died": row.died if isinstance(row.died, str) else None,
            "why": row.why,
        }
        for row in rows.itertuples()
    ]
