"""In which shape does the document speak of the world outside (`presidium.record.world`)?"""

from presidium.record.shape import (
    Shape,
    bilingual,
    by_id,
    closed,
    flag,
    many,
    maybe,
    month,
    number,
    share,
    whole,
    word,
)

_PERCENT = whole("Whole per cent.", 0, 100)
_SPREAD = many("5 % of the histories are below, the mean, 5 % are above; in per cent.", _PERCENT, 3, 3)


def world_shape() -> Shape:
    """The shape of `world`, null in a case without states."""
    pole = {"id": word("Id."), "name": bilingual("Name."), "state": word("Id of the state that leads it.")}
    state = {
        "id": word("Id."),
        "name": bilingual("Name."),
        "first": whole("Number of the first quarter in which it exists."),
        "shares": by_id("By pole, quarter by quarter.", many("From its first quarter on.", _SPREAD)),
        "recorded": many(
            "Shares on record by quarter, in the order of the poles.", maybe(many("A quarter.", _PERCENT))
        ),
    }
    broken = {
        "poles": many("Two poles.", word("Id of a pole."), 2, 2),
        "broken": many("Share of the histories in which they have, by quarter.", share("A share.")),
        "recorded": maybe(month("When they did.")),
    }
    client = {
        "id": word("Id of the state."),
        "name": bilingual("Name."),
        "unrest": share("Share of the histories in which it rises."),
        "troops": share("Share of the histories in which troops are sent."),
        "recorded": maybe(word("What happened.")),
    }
    crisis = {
        "id": word("Id."),
        "name": bilingual("Name."),
        "opens": share("Share of the histories in which it begins."),
        "ends": by_id("Share of the histories in which it ends so.", share("A share.")),
        "recorded": maybe(word("How it ended.")),
    }
    return maybe(
        closed(
            "The world outside, of a case with states.",
            {
                "sentences": many("What it comes to.", bilingual("A sentence.")),
                "given_answers": flag("Whether answers on record are given, not simulated."),
                "poles": many("The poles.", closed("A pole.", pole)),
                "quarters": many("The last month of every quarter.", month("A month.")),
                "states": many("States that lead no pole.", closed("A state.", state)),
                "tension": many("Quarter by quarter.", _SPREAD),
                "breaks": many("Poles that break in any history.", closed("A pair of poles.", broken)),
                "leaders_replaced": many(
                    "Share of the histories with none, one, two, ...", share("A share.")
                ),
                "clients": many("States that a pole holds.", closed("A client.", client)),
                "crises": many("Trials of strength.", closed("A crisis.", crisis)),
                "ladder": maybe(_ladder()),
            },
        )
    )


def _ladder() -> Shape:
    def interval(about: str) -> Shape:
        return many(about, number("An end."), 2, 2)

    rung = {
        "id": word("Id."),
        "name": bilingual("What is known on it."),
        "brier": number("Brier score, the smaller the better.", 0),
        "interval": interval("Its 90 % interval over states."),
        "gain": number("By how much it is better than staying put."),
        "gain_interval": interval("The 90 % interval of that."),
        "shown": flag("Whether that interval lies above 0."),
    }
    state = {
        "id": word("Id."),
        "name": bilingual("Name."),
        "stay_put": number("Brier score of staying put.", 0),
        "acts": number("Brier score of the rung with acts.", 0),
    }
    return closed(
        "How near the leanings come to the record, the more is known.",
        {
            "rungs": many(
                "From structure alone up, with rules of thumb and controls.", closed("A rung.", rung)
            ),
            "states": many("State by state.", closed("A state.", state)),
            "moved": whole("How many states did not stay put."),
        },
    )
