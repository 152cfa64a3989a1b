"""Does each sentence that states a number state that of the table it speaks of, in both languages?"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

import presidium
from presidium.draw.differences import signed
from presidium.page.abroad import clients_plate, crises_plate, tension_plate
from presidium.page.answer import hundred_plate, question_plate
from presidium.page.circle import circle_plate
from presidium.page.course import course_plate
from presidium.page.figure import Plate
from presidium.page.ladder import ladder_plate
from presidium.page.matters import effects_plate
from presidium.page.offices import office_plate
from presidium.page.reading import Reading
from presidium.page.ruling import ruling_plate
from presidium.page.speech import form
from presidium.page.whatif import changes_plate, most_moved, shift_plate
from presidium.page.world import camps_plate, shares_plate
from presidium.pictures.plates import falls_plate
from presidium.run import Run

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: What the model says; claims are quoted, and their Thai writes years and hours in its own way.
OURS = frozenset({"claims", "title", "sources", "scenario_text"})


@pytest.fixture(scope="module")
def run() -> Run:
    return presidium.simulate("soviet-1953", histories=1_000)


@pytest.fixture(scope="module")
def document(run: Run) -> dict[str, Any]:
    return run.document()


@pytest.fixture(scope="module")
def reading(document: dict[str, Any]) -> Reading:
    return Reading(document)


def plates(reading: Reading) -> Iterator[Plate]:
    world, changes = reading["world"], [*reading["whatif"], reading["hindsight"]]
    yield hundred_plate(reading)
    yield from (question_plate(reading, asked) for asked in reading["questions"])
    yield from (office_plate(reading, office) for office in reading["chief_offices"])
    yield effects_plate(reading, reading["matters"]["questions"][0])
    yield from (shift_plate(reading, one, asked) for one in changes if (asked := most_moved(one)))
    yield from (shares_plate(reading, world), camps_plate(reading, world), tension_plate(reading, world))
    yield ladder_plate(world["ladder"])
    every = [changes_plate(reading, changes), circle_plate(reading), course_plate(reading)]
    every += [crises_plate(reading, world), clients_plate(reading, world), falls_plate(reading)]
    every += [ruling_plate(moment, reading.slot) for moment in reading["ruling"]]
    yield from (plate for plate in every if plate is not None)


def texts(part: Any) -> Iterator[dict[str, str]]:
    if isinstance(part, dict):
        if set(part) == {"en", "th"}:
            yield part
        else:
            yield from (text for one in part.values() for text in texts(one))
    elif isinstance(part, list):
        yield from (text for one in part for text in texts(one))


def numbers(text: str) -> list[str]:
    return NUMBER.findall(text)


def stated(text: str) -> Counter[str]:
    """The numbers of a sentence but for the hundred of a share, for which Thai has a word."""
    return Counter(number for number in numbers(text) if number != "100")


def share(of: float) -> str:
    """A share as sentences print it: whole per cents, and no 0 or 100 of what is neither."""
    told = f"{of:.0%}".removesuffix("%")
    return "<1" if 0 < of <= 0.005 else ">99" if 0.995 <= of < 1 else told


def caption(plate: Plate, lang: str = "en") -> str:
    return " ".join(form(sentence, lang) for sentence in plate.caption)


def test_english_and_thai_state_the_same_numbers(document: dict[str, Any], reading: Reading) -> None:
    told = [text for name, part in document.items() if name not in OURS for text in texts(part)]
    told += [
        sentence for plate in plates(reading) for sentence in plate.caption if not isinstance(sentence, str)
    ]
    assert len(told) > 400
    for text in told:
        assert stated(text["en"]) == stated(text["th"]), text


def test_each_answer_in_words_has_the_share_of_the_likeliest_answer(document: dict[str, Any]) -> None:
    for asked in document["questions"]:
        best = max(answer["probability"] for answer in asked["answers"])
        assert asked["sentence"]["en"].startswith(f"In {share(best)} of 100 "), asked["id"]
    assert document["headline"]["sentence"] == document["questions"][0]["sentence"]


def test_each_caption_of_an_answer_says_what_was_recorded_and_its_share(reading: Reading) -> None:
    for asked in reading["questions"]:
        told = caption(question_plate(reading, asked))
        best = max(asked["answers"], key=lambda answer: answer["probability"])
        came = [answer for answer in asked["answers"] if answer["recorded"]]
        assert ("That is what history recorded." in told) == (came == [best])
        assert ("no recorded answer" in told) == (not came)
        if came and came != [best]:
            assert f"which has {share(came[0]['probability'])}%." in told


def test_who_had_fallen_before_a_span_did_fall(run: Run, document: dict[str, Any]) -> None:
    """A fall before the span, no fall at all and a fall after it make up those that answer no."""
    asked = next(one for one in run.answered if one.question.id == "khrushchev-removed")
    told = next(one for one in document["questions"] if one["id"] == "khrushchev-removed")
    fell = run.rows["fell"][:, run.board.people.index("khrushchev")]
    # January 1958 is month 58 from March 1953; the span reaches to the end of the case.
    before, never = ((fell >= 0) & (fell < 58)).mean(), (fell < 0).mean()
    no = (asked.taken == asked.values.index("no")).mean()
    assert told["fell_earlier"] == pytest.approx(before)
    assert before + never == pytest.approx(no)
    assert never > 0.05 and before > 0.05, "both happen, or nothing is tested"
    plate = question_plate(Reading(document), told)
    assert f"In {share(before)}% he had fallen before." in caption(plate)


def test_the_head_and_the_figure_name_the_same_what_if(document: dict[str, Any], reading: Reading) -> None:
    told = caption(changes_plate(reading, [*reading["whatif"], reading["hindsight"]]) or pytest.fail())
    best = max(document["questions"][0]["answers"], key=lambda answer: answer["probability"])["value"]
    moves = {
        change["id"]: (change, row)
        for change in (*document["whatif"], document["hindsight"])
        for asked in change["questions"]
        if asked["id"] == document["headline"]["question"]
        for row in asked["answers"]
        if row["value"] == best
    }
    plain = moves.pop("without-hindsight")[1]
    most, row = max(moves.values(), key=lambda move: abs(move[1]["difference"]))
    assert f'the largest is "{most["name"]["en"]}", {signed(100 * row["difference"])} points.' in told
    assert f"Of {len(document['whatif'])} what-ifs " in told
    assert f"later events moves it by {signed(100 * plain['difference'])} points." in told
    reasons = [one["en"] for one in document["headline"]["reasons"] if "what-ifs" in one["en"]]
    for reason in reasons:
        assert f'"{most["name"]["en"]}" matters most' in reason
        assert numbers(reason.split(":")[1]) == [*map(share, (row["base"], row["changed"])), "100"]


def test_the_head_says_who_lies_close_without_hindsight(document: dict[str, Any]) -> None:
    told = document["headline"]["hindsight"]["en"]
    rows = next(one for one in document["hindsight"]["questions"] if one["id"] == "first-to-fall")["answers"]
    best = next(row for row in rows if row["value"] == "beria")
    assert told.startswith(f"{share(best['base'])} becomes {share(best['changed'])} of 100")
    top = max(row["changed"] for row in rows)
    close = [row for row in rows if top - row["changed"] <= 0.1]
    assert len(close) > 1, "several lie close together there"
    for row in close:
        assert f"{row['label']['en']} {share(row['changed'])}" in told
    for row in rows:
        assert (row["label"]["en"] in told) == (row in close)


def test_captions_of_offices_state_the_first_and_the_last_row_of_their_table(reading: Reading) -> None:
    for office in reading["chief_offices"]:
        plate = office_plate(reading, office)
        heads = [form(head, "en") for head in plate.tables[0].heads[1:]]
        for place, row in ((0, plate.tables[0].rows[0]), (-1, plate.tables[0].rows[-1])):
            shares = {form(one["label"], "en"): one["shares"][place] for one in office["series"]}
            assert [*row[1:]] == [f"{100 * shares[head]:.1f}" for head in heads]
            most = max((head for head in heads if head != "others"), key=shares.__getitem__)
            assert f": {most} ({share(shares[most])}%)." in caption(plate)


def test_what_matters_is_the_first_row_of_its_table(document: dict[str, Any], reading: Reading) -> None:
    first = document["matters"]["questions"][0]
    most, plate = first["effects"][0], effects_plate(reading, first)
    assert caption(plate).startswith(f"Most depends on: {most['name']['en']}.")
    name, *cells = plate.tables[0].rows[0]
    low, high = (f"{100 * most[part]:.1f}" for part in ("low", "high"))
    assert [form(name, "en"), *cells[:2]] == [most["name"]["en"], low, high]
    assert f"lower third, {low} %" in caption(plate) and f"upper third, {high} %" in caption(plate)


def test_who_could_rule_is_said_as_the_draws_have_it(document: dict[str, Any]) -> None:
    for moment in document["ruling"]:
        best = moment["chances"][0]
        assert f"{share(best['share'])} of 100" in moment["sentence"]["en"]
        assert best["label"]["en"] in moment["sentence"]["en"]
        plate = ruling_plate(moment, lambda _: 0)
        most = max(moment["members"], key=lambda one: one["chance"])
        assert plate is not None and f"in {share(most['chance'])}% of the draws" in caption(plate)


def test_flips_claim_no_more_digits_than_the_range_of_a_strength_is_worth(document: dict[str, Any]) -> None:
    for moment in document["ruling"]:
        known = {one["who"]: one for one in moment["members"]}
        for flip in moment["flips"]:
            member = known[flip["who"]]
            assert member["high"] - member["low"] > 0.01, "a range of more than a per cent"
            shown = re.findall(r"([\d.]+) %", flip["text"]["en"])
            assert shown == [*dict.fromkeys(f"{100 * flip[part]:.0f}" for part in ("at", "strength"))]


def test_a_break_is_told_as_its_table_has_it(document: dict[str, Any]) -> None:
    for broken, told in zip(document["world"]["breaks"], document["world"]["sentences"], strict=False):
        assert f"in {share(broken['broken'][-1])} of 100" in told["en"]


def test_it_says_how_many_of_the_likeliest_answers_came(document: dict[str, Any]) -> None:
    known = [one["answers"] for one in document["questions"] if any(a["recorded"] for a in one["answers"])]
    came = sum(max(some, key=lambda answer: answer["probability"])["recorded"] for some in known)
    assert (document["came"]["came"], document["came"]["of"]) == (came, len(known))
    assert numbers(document["came"]["sentence"]["en"]) == [str(len(known)), str(came)]


def test_scores_worse_than_equal_chances_are_said_and_no_others(document: dict[str, Any]) -> None:
    told = document["hindcast"]["worse"]["en"]
    for one in document["hindcast"]["scores"]:
        assert (one["text"]["en"] in told) == (one["model"] > one["uniform"])
        if one["model"] > one["uniform"]:
            assert f"({one['model']:.2f}; equal chances {one['uniform']:.2f})" in told


def test_camps_say_where_the_record_goes_against_them(document: dict[str, Any]) -> None:
    """On 14 October 1964 Khrushchev was removed by men who stand in his camp two days before."""
    eve = document["circle"]["dates"][-1]
    camp = next(camp for camp in eve["camps"] if "khrushchev" in camp)
    people = {one["id"]: one["name"]["en"] for one in document["people"]}
    said = eve["remark"]["en"]
    assert "14 October 1964" in said and "12 October 1964" in said
    assert all(people[who] in said for who in camp) and "brezhnev" in camp
    assert document["circle"]["dates"][0]["remark"] is None


def test_rounding_is_the_same_in_sentence_and_picture() -> None:
    """59 of 200 are 29.5 %, which a float holds as a little less."""
    from presidium.draw.bars import percent
    from presidium.judgement.label import in_a_hundred

    for n in (200, 500, 2000):
        for k in range(n + 1):
            assert in_a_hundred(k / n) == percent(k / n).removesuffix("%")
