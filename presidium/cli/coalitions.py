"""Who can rule on a day, by strength alone, and who is pivotal where it is put to the vote?"""

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer

from presidium.cli.options import DEFAULT_SEED, Case, Format, Language, Seed
from presidium.cli.voice import Voice, command, heads
from presidium.errors import UsageError
from presidium.words import say

if TYPE_CHECKING:
    from presidium.moment import Coalitions

#: Flips and people of an arena that are shown on a terminal; --format json has all.
_FLIPS, _PEOPLE = 5, 12

Names = Annotated[
    str | None,
    typer.Option("--vote", help="Who votes for a motion, ids parted by commas; all others against."),
]


@command
def coalitions(
    voice: Voice,
    case: Case,
    at: Annotated[
        str | None, typer.Option("--at", help="A day of the scenario's period; the opening if not given.")
    ] = None,
    arena: Annotated[str | None, typer.Option("--arena", help="Votes in this arena only.")] = None,
    vote: Names = None,
    ask: Annotated[
        list[str] | None,
        typer.Option("--ask", help="What would become of this coalition? Ids parted by commas; repeatable."),
    ] = None,
    draws: Annotated[
        int, typer.Option("--draws", help="How often what the scenario leaves open is drawn.")
    ] = 1_000,
    seed: Seed = DEFAULT_SEED,
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Say who can rule on a day, by strength alone, and who is pivotal.

    \b
      presidium coalitions soviet-1953 --at 1953-06-25 --ask beria,malenkov,kaganovich
      presidium coalitions soviet-1953 --at 1957-06-17 --arena presidium --vote malenkov,molotov,kaganovich

    Strength is what the offices of that day command. Ties, fear and blame do not enter: for them, run the
    histories. Without --vote, those who could rule vote together.
    """
    import presidium

    asked = presidium.coalitions(
        case,
        at=at,
        arena=arena,
        vote=_ids(vote),
        ask=[_ids(coalition) for coalition in ask or []],
        draws=draws,
        seed=seed,
    )
    if format == "json":
        voice.json(asked.summary())
    else:
        _show(voice, asked, lang)
    # The case as it was typed: its file may be called otherwise than its scenario.
    voice.say(f"again: {asked.command(case)}")


def _ids(text: str | None) -> list[str]:
    """The ids of a comma-separated list, none if it was not given; one without any id is refused."""
    found = [name.strip() for name in (text or "").split(",") if name.strip()]
    if text is not None and not found:
        raise UsageError("USE643", "nobody is named", "Give ids parted by commas, such as beria,malenkov.")
    return found


def _show(voice: Voice, asked: "Coalitions", lang: str) -> None:
    record = asked.record
    voice.data(record["sentence"][lang] + "\n")
    rows = [
        (
            one["name"][lang],
            f"{one['strength']:.3f}",
            say("terminal.span", lang, first=f"{one['low']:.3f}", last=f"{one['high']:.3f}"),
            "" if one["chance"] is None else f"{one['chance']:.3f}",
            "" if one["mc_error"] is None else f"{one['mc_error']:.3f}",
            say("terminal.rules", lang) if one["rules"] else "",
        )
        for one in record["members"]
    ]
    columns = heads(lang, "member", "strength", "draws", "among", "error", "middle")
    voice.table(say("terminal.strength_on", lang, at=record["at"], draws=record["draws"]), columns, rows)
    if record["chances"]:
        shares = [
            (one["label"][lang], f"{one['share']:.3f}", f"{one['mc_error']:.3f}") for one in record["chances"]
        ]
        columns = heads(lang, "coalition", "share_of_draws", "error")
        voice.table(say("terminal.coalitions", lang), columns, shares)
    _tell(voice, "certificates", record["certificates"], lang)
    _tell(voice, "flips", record["flips"][:_FLIPS], lang)
    if record["flips"]:
        voice.data(f"  {say('page.flips_near', lang)}\n")
    voice.data(say("terminal.votes", lang, bloc=record["bloc"]) + "\n")
    for arena in record["arenas"]:
        _arena(voice, arena, lang)


def _tell(voice: Voice, what: str, told: list[dict[str, Any]], lang: str) -> None:
    if told:
        voice.data(
            "\n".join([say(f"terminal.{what}", lang), *(f"  {one['text'][lang]}" for one in told)]) + "\n"
        )


def _arena(voice: Voice, arena: dict[str, Any], lang: str) -> None:
    rows = [
        (
            one["name"][lang],
            str(one["weight"]),
            f"{float(Fraction(one['shapley_shubik'])):.3f}",
            f"{float(Fraction(one['banzhaf'])):.3f}",
            say("terminal.absent", lang)
            if one["who"] in arena["absent"]
            else say("terminal.for", lang)
            if one["who"] in arena["vote"]["ayes"]
            else "",
        )
        for one in arena["people"][:_PEOPLE]
    ]
    title = say("terminal.needed", lang, name=arena["name"], quota=arena["quota"], total=arena["total"])
    person, weight, vote = heads(lang, "person", "weight", "vote")
    voice.table(title, (person, weight, "Shapley-Shubik", "Banzhaf", vote), rows)
    if len(arena["people"]) > _PEOPLE:
        voice.data("  " + say("terminal.more", lang, n=len(arena["people"]) - _PEOPLE))
    voice.data(f"  {arena['vote']['text'][lang]}\n")
