"""In which shape does the document say who is with whom (`presidium.record.circle`)?"""

from presidium.record.shape import Shape, bilingual, closed, day, many, maybe, number, share, word


def circle_shape() -> Shape:
    """The shape of `circle`: camps of the full members, and pairs that think well or ill of each other."""
    person = {
        "who": word("Id of a person."),
        "name": bilingual("Name."),
        "x": share("Where he is drawn, from the left."),
        "y": number("Where he is drawn, from the top; above 1 where a large body needs more room.", 0),
    }
    pair = {
        "first": word("Id of a person."),
        "second": word("Id of another."),
        "regard": number("The mean of what each thinks of the other, in utils."),
    }
    date = {
        "at": day("A day of the record."),
        "camps": many("Camps.", many("Ids of persons.", word("Id of a person."), 1), 0, 2),
        "pairs": many("The warmest pairs, then the coldest.", closed("A pair.", pair)),
        "remark": maybe(bilingual("That who fell in the next days stands in the larger camp.")),
    }
    return closed(
        "Who is with whom in the leadership.",
        {
            "people": many("Everybody who is a full member on one of the days.", closed("A person.", person)),
            "dates": many("By date.", closed("A date.", date)),
        },
    )
