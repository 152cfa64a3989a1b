"""The record of a story of two points about invented people, as `record.story` makes it."""

from typing import Any


def told(text: str, *sources: str, grade: str = "A") -> dict[str, Any]:
    return {"says": pair(text), "grade": grade, "sources": list(sources), "page": None}


def pair(text: str) -> dict[str, str]:
    return {"en": text, "th": f"ไทย {text}"}


def odds(share: float | None, error: float | None = 0.01) -> dict[str, Any]:
    return {"share": share, "mc_error": None if share is None else error}


def choice(name: str, counted: dict[str, Any] | None, taken: bool = False) -> dict[str, Any]:
    return {"id": name, "says": pair(f"To {name}."), "counted": None, "odds": counted, "taken": taken}


def bet(share: float | None, came: bool | None) -> dict[str, Any]:
    score = None if share is None or came is None else round((share - came) ** 2, 6)
    return {
        "says": pair(f"It comes to {share}."),
        "question": "asked",
        **odds(share),
        "came": came,
        "score": score,
    }


def point(name: str, day: str, **own: Any) -> dict[str, Any]:
    return {
        "id": name,
        "on": day,
        "who": pair(f"You are somebody of {name}."),
        "known": [told(f"Known by {name}.", "minutes")],
        "asks": pair("What do you do?"),
        "choices": [
            choice("strike", odds(0.625), taken=True),
            choice("wait", odds(0.25)),
            choice("go", None),
        ],
        "others": [],
        "given": {"histories": 1234, "few": False, "conditions": []},
        "showdown": None,
        "bet": bet(0.2, True),
        "happened": [told(f"Outcome of {name}.", "kuhn", grade="B")],
        "whatif": [],
        "disputed": [told(f"Dispute of {name}.", "kuhn", "minutes", grade="C")],
        **own,
    }


SHOWDOWN = {
    "on": "1961-11-19",
    "led_by": pair("Vey"),
    "against": pair("Orsk"),
    "candidate": pair("Vey"),
    "members": [
        {"who": "vey", "name": pair("Vey"), "chance": 1.0, "sided": True, "absent": False},
        {"who": "tamm", "name": pair("Tamm"), "chance": 0.375, "sided": True, "absent": False},
        {"who": "orsk", "name": pair("Orsk"), "chance": 0.0, "sided": False, "absent": False},
        {"who": "soll", "name": pair("Soll"), "chance": 0.0, "sided": False, "absent": True},
    ],
    "votes": [{"name": pair("Council"), "text": pair("carried"), "carried": True, "ayes": 2, "total": 3}],
    "note": pair("Orsk has no vote."),
    "sources": ["minutes"],
    "grade": "A",
}
WHATIF = {
    "name": pair("No rising"),
    "question": pair("Does he fall?"),
    "answer": pair("yes"),
    "histories": 500,
    "changed_histories": 0.75,
    "base": 0.5,
    "changed": 0.25,
    "difference": -0.25,
    "mc_error": 0.01,
}
LESSON: dict[str, Any] = {
    "format": 1,
    "kind": "presidium-story",
    "scenario": "small-council",
    "title": pair("The council"),
    "digest": "ab12",
    "version": "0.1.0",
    "seed": 1953,
    "histories": 2000,
    "period": ["1961-02-01", "1963-12-31"],
    "command": "presidium run small-council.yaml",
    "people": [{"id": "orsk", "name": pair("Orsk")}, {"id": "vey", "name": pair("Vey")}],
    "opening": [pair("The Marshal is dead.")],
    "moments": [
        point("first", "1961-06-01"),
        point(
            "second",
            "1961-11-19",
            given={
                "histories": 80,
                "few": True,
                "conditions": [{"question": pair("Who is chair?"), "answer": pair("Orsk")}],
            },
            showdown=SHOWDOWN,
            bet=bet(0.8, False),
            whatif=[WHATIF, {**WHATIF, **dict.fromkeys(("base", "changed", "difference", "mc_error"))}],
        ),
    ],
    "debrief": [told("Lesson of it all.", "kuhn", grade="D")],
    "sources": [
        {"key": "minutes", "what": "Minutes of the council", "url": None, "kind": "primary document"},
        {"key": "kuhn", "what": "E. Kuhn", "url": "https://example.org/kuhn", "kind": None},
    ],
}
