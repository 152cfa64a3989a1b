"""In which shape does the document score a run against the record (`presidium.judgement.hindcast`)?"""

from presidium.record.shape import Shape, bilingual, closed, day, many, maybe, number, share, whole, word


def hindcast_shape() -> Shape:
    """The shape of `hindcast`: each fact with the chances given to it, and the scores of each group."""
    groups = ("fate", "holder", "loss")
    controls = {
        "ties": share("With ties shuffled."),
        "resources": share("With resources dealt out anew."),
    }
    item = {
        "group": word("What kind of fact it is.", groups),
        "subject": maybe(word("Id of the person or office.")),
        "day": maybe(day("The day asked about.")),
        "text": bilingual("The fact in question."),
        "recorded": many("What is on record.", word("Id of a person or a fate."), 1),
        "recorded_text": bilingual("The same in words."),
        "options": whole("How many answers there are.", 1),
        "model": share("What the histories gave to it."),
        "uniform": share("What equal chances give."),
        "base": maybe(share("What base rates give.")),
        "controls": closed("What the negative controls give.", controls),
    }
    score = {
        "group": word("What kind of fact it is.", groups),
        "subject": maybe(word("Id of the office.")),
        "text": bilingual("The group in words."),
        "items": whole("How many.", 1),
        **{
            name: maybe(number("Mean log score, the smaller the better.", 0))
            for name in ("model", "uniform", "base", "ties", "resources")
        },
    }
    return closed(
        "What chance the histories gave to what then happened, where anything is on record.",
        {
            "items": many("Fact by fact.", closed("A fact.", item)),
            "scores": many("Group by group.", closed("A group.", score)),
            "worse": maybe(bilingual("Where they are worse than equal chances.")),
            "caution": bilingual("What the scores do not show."),
        },
    )
