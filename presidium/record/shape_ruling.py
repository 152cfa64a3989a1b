"""In which shape does the document say who could rule on a day (`presidium.record.moment`)?"""

from presidium.record.shape import (
    Shape,
    bilingual,
    closed,
    day,
    error,
    flag,
    many,
    maybe,
    number,
    share,
    whole,
    word,
)

_IDS = many("Ids of persons.", word("Id of a person."))
_COALITIONS = many("Coalitions.", _IDS)


def ruling_shape() -> Shape:
    """The shape of `ruling`: who could rule on the eves of recorded falls, or at the opening."""
    return many("Who could rule on the eves of recorded falls, or at the opening.", moment_shape())


def moment_shape() -> Shape:
    """The shape of everything that is said of one day."""
    chance = {
        "members": _IDS,
        "label": bilingual("Its members."),
        "share": share("Share of the draws in which it rules."),
        "mc_error": error(),
    }
    flip = {
        "who": word("Id of the member."),
        "strength": share("His strength at the middle of the ranges."),
        "at": share("The strength at which the answer flips."),
        "before": _COALITIONS,
        "after": _COALITIONS,
        "text": bilingual("In words."),
    }
    certificate = {
        "coalition": _IDS,
        "fate": word("What would become of it.", ("rules", "loses", "betrayed", "heavier", "open")),
        "next_rulers": many("Who would rule next.", _IDS),
        "text": bilingual("In words."),
    }
    ruling = {
        "alpha": word("The share of strength that it takes to win, as a fraction."),
        "engine": word("How the answer was found."),
        "proven": flag("Whether the search came to an end."),
        "count": whole("How many coalitions can rule."),
        "coalitions": many("Those that are listed.", _IDS),
    }
    return closed(
        "A day.",
        {
            "at": day("The day."),
            "draws": whole("How often the uncertain numbers were drawn."),
            "seed": whole("Where chance started."),
            "sentence": bilingual("Who could rule, in a sentence."),
            "members": many("The full members.", closed("A member.", _member())),
            "ruling": closed("The answer at the middle of the ranges.", ruling),
            "bloc": bilingual("Whose proposal is voted on."),
            "chances": many("The likeliest ruling coalitions.", closed("A coalition.", chance)),
            "flips": many("The nearest changes of the answer.", closed("A change.", flip)),
            "certificates": many("What would become of others.", closed("A coalition.", certificate)),
            "arenas": many("The arenas.", closed("An arena.", _arena())),
        },
    )


def _member() -> dict[str, Shape]:
    return {
        "who": word("Id."),
        "name": bilingual("Name."),
        "strength": share("Share of all strength, at the middle of the ranges."),
        "low": share("5 % of the draws are below."),
        "high": share("5 % of the draws are above."),
        "force": share("Share of all force."),
        "following": share("Share of the plenum."),
        "rules": flag("Whether he rules at the middle of the ranges."),
        "chance": maybe(share("Share of the draws in which he does.")),
        "mc_error": maybe(error()),
    }


def _arena() -> dict[str, Shape]:
    person = {
        "who": word("Id."),
        "name": bilingual("Name."),
        "weight": whole("Votes, or what counts instead."),
        "shapley_shubik": word("Shapley-Shubik index, an exact fraction.", pattern=r"^\d+(/\d+)?$"),
        "banzhaf": word("Normalized Banzhaf index, an exact fraction.", pattern=r"^\d+(/\d+)?$"),
    }
    turned = {
        "size": whole("How many must change sides, at least."),
        "count": whole("How many groups of that size there are."),
        "groups": many("Those that are listed.", _IDS),
    }
    vote = {
        "ayes": _IDS,
        "noes": _IDS,
        "carried": flag("Whether the proposal is carried."),
        "pivots": many("Those without whom it would be otherwise.", word("Id of a person.")),
        "turned_by": closed("The smallest groups that turn the vote.", turned),
        "text": bilingual("In words."),
    }
    return {
        "id": word("Id."),
        "name": bilingual("Name."),
        "rule": word("What decides."),
        "weight": word("How much each counts."),
        "quota": number("Weight that is needed."),
        "total": number("Weight of all who are there."),
        "absent": _IDS,
        "people": many("Those who are there.", closed("A person.", person)),
        "veto_players": _IDS,
        "dictator": maybe(word("Who decides alone.")),
        "dummies": many("Those who never count.", word("Id of a person.")),
        "vote": closed("The vote of the bloc against the rest.", vote),
    }
