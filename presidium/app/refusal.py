"""How is a request refused: with which code, which status, and in which words?"""

from presidium.errors import PresidiumError, headline, remedy

#: The status of HTTP that goes with each code.
STATUS = {
    "APP810": 401,
    "APP811": 403,
    "APP812": 403,
    "APP813": 403,
    "APP814": 401,
    "APP820": 404,
    "APP821": 405,
    "APP822": 415,
    "APP823": 413,
    "APP824": 400,
    "APP825": 408,
    "APP826": 400,
    "APP830": 422,
    "APP831": 422,
    "APP832": 422,
    "APP833": 422,
    "APP840": 409,
    "APP841": 503,
    "APP842": 503,
    "APP850": 500,
}
#: Of a request that the scenario itself refuses.
_OF_THE_CASE = 422


class Refusal(PresidiumError):
    """A request that the served page does not answer as asked."""


def status_of(problem: PresidiumError) -> int:
    """The status of HTTP with which a problem is answered.

    >>> status_of(Refusal("APP841", "the line is full", "Try again."))
    503
    """
    return STATUS.get(problem.code, _OF_THE_CASE)


def as_json(problem: PresidiumError) -> dict[str, str]:
    """What a program is told of a problem; the page shows `thai` to a reader of Thai.

    It is told in Thai alone: what it is and what to do.  The details of what a scenario refuses are in
    `message`, in English; a sentence of both languages would be read by nobody.

    >>> as_json(Refusal("APP820", "there is nothing here", "Go to /."))["code"]
    'APP820'
    """
    thai = f"{headline(problem.code, 'th')} {remedy(problem.code, 'th')}".replace("`", "")
    return {"code": problem.code, "message": problem.message, "remedy": problem.remedy, "thai": thai}
