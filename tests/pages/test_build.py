"""Does the page say what the document says, safely, and in the same bytes?"""

import base64
import copy
import gzip
import hashlib
import json
import re
from collections import Counter
from html.parser import HTMLParser
from importlib import resources
from typing import Any

import pytest

from presidium.page.build import LARGEST, SCRIPTS, page
from presidium.page.story import SCRIPTS as STORY_SCRIPTS

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>\u2028 & \"quoted\""


class Reader(HTMLParser):
    """Collects tags, attributes, text of the body and the content of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": [], "title": []}
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside in self.raw:
            self.raw[inside].append(data)
        elif "body" in self._open:
            self.words.append(data)


@pytest.fixture(scope="module")
def read(html: str) -> Reader:
    return Reader(html)


def test_the_same_document_gives_the_same_bytes(sample: dict[str, Any], html: str) -> None:
    assert page(json.loads(json.dumps(sample))) == html


def test_the_page_leaves_its_document_as_it_was(document: dict[str, Any]) -> None:
    before = copy.deepcopy(document)
    page(document)
    assert document == before


def test_the_page_is_small(html: str) -> None:
    assert len(html.encode()) < 600_000


def test_a_page_that_would_grow_too_large_leaves_the_scenario_text_out(document: dict[str, Any]) -> None:
    noise = "".join(hashlib.sha256(str(i).encode()).hexdigest() for i in range(12_000))
    document["scenario_text"] = {"noise.yaml": noise}
    text = page(document)
    assert len(text.encode()) < LARGEST
    assert json.loads(_packed(text))["scenario_text"] == {}


def test_the_policy_allows_this_script_and_this_style_sheet_and_nothing_else(html: str, read: Reader) -> None:
    found = next(a["content"] for tag, a in read.tags if tag == "meta" and "http-equiv" in a)
    scripts = [a for tag, a in read.tags if tag == "script"]
    assert [a.get("type") for a in scripts] == ["application/json", "application/gzip", None]
    assert all(set(a) <= {"type", "id"} for a in scripts)
    code = re.findall(r"<script>(.*?)</script>", html, re.S)
    style = re.findall(r"<style>(.*?)</style>", html, re.S)
    assert len(code) == len(style) == 1
    assert found == (
        f"default-src 'none'; script-src 'sha256-{_hash(code[0])}'; style-src 'sha256-{_hash(style[0])}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_nothing_is_styled_or_scripted_in_line_or_fetched(read: Reader) -> None:
    for tag, attributes in read.tags:
        assert "style" not in attributes, tag
        assert not any(name.startswith("on") for name in attributes), tag
        assert not {"src", "srcset", "action", "background", "poster"} & set(attributes), tag
        assert tag not in {"link", "iframe", "object", "embed", "img", "form", "base"}, tag


def test_links_lead_into_the_page_or_to_the_web(read: Reader) -> None:
    for tag, attributes in read.tags:
        if tag == "a" and not attributes["href"].startswith("#"):
            assert attributes["href"].startswith(("http://", "https://"))
            assert attributes["rel"] == "noopener noreferrer"


def test_every_name_is_given_once_and_every_reference_is_met(read: Reader) -> None:
    names = Counter(a["id"] for _, a in read.tags if "id" in a)
    assert [name for name, n in names.items() if n > 1] == []
    for _, attributes in read.tags:
        for wanted in attributes.get("aria-labelledby", "").split():
            assert wanted in names
        target = attributes.get("href", "")
        if target.startswith("#"):
            assert target[1:] in names


def test_the_first_600_letters_carry_the_answer(sample: dict[str, Any], read: Reader) -> None:
    start = re.sub(r"\s+", " ", " ".join(read.words))[:600]
    head = sample["headline"]
    for text in (head["sentence"], *head["reasons"], head["sureness"]):
        assert text["en"] in start


def test_the_packed_document_is_the_document(sample: dict[str, Any], html: str) -> None:
    assert json.loads(_packed(html)) == sample


def _packed(html: str) -> str:
    """Fill the places of the package from the page, as its script does."""
    found = re.search(r'id="document">([^<]*)<', html)
    assert found
    package = json.loads(gzip.decompress(base64.a85decode(found[1].replace("v", "<"))))
    texts = [*Shown(html.partition("<main id=main>")[2].partition("</main>")[0]).texts, *package["strings"]]
    fresh, nested = iter(package["strings"]), iter(package["nested"])
    last = -1

    def place(found: re.Match[str]) -> str:
        nonlocal last
        mark = found[0]
        if mark.startswith('"'):
            return mark
        if mark == "^":
            text = re.sub(PLACE, place, next(nested))
        elif mark == "~":
            text = next(fresh)
        else:
            last = int(mark[1:]) if mark[1:] else last + 1
            text = texts[last]
        return json.dumps(text, ensure_ascii=False)

    return re.sub(PLACE, place, package["template"])


PLACE = r'"(?:[^"\\]|\\.)*"|[~^]|\$\d*'


class Shown(HTMLParser):
    """Texts and addresses of links, outside of what is for readers without scripts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._unseen = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen = self._unseen or tag == "noscript"
        self.texts += [value or "" for name, value in attrs if name == "href" and not self._unseen]

    def handle_endtag(self, tag: str) -> None:
        self._unseen = self._unseen and tag != "noscript"

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.texts.append(data)


def test_what_the_page_shows_is_not_in_its_package_again(sample: dict[str, Any], html: str) -> None:
    found = re.search(r'id="document">([^<]*)<', html)
    assert found
    package = json.loads(gzip.decompress(base64.a85decode(found[1].replace("v", "<"))))
    assert len(set(package["strings"])) == len(package["strings"])
    assert not {claim["says"]["th"] for claim in sample["claims"]} & set(package["strings"])


@pytest.mark.parametrize(
    "text",
    [
        '~ $ $7 ^ \\ "',
        '{"a":1.50}',
        '{"a": 1}',
        '{"~$1":"~","b":["^","{\\"c\\":\\"x\\"}",""],"d":1e-07}',
        "one\r\ntwo\u2028\x00",
        "{",
    ],
)
def test_no_string_is_lost_in_packing(document: dict[str, Any], text: str) -> None:
    document["limits"] = [{"en": text, "th": text}]
    document["scenario_text"] = {text: text, "again": text}
    assert json.loads(_packed(page(document))) == document


def test_the_card_names_the_run_and_escapes_what_could_end_it(document: dict[str, Any]) -> None:
    document["title"] = {"en": HOSTILE, "th": HOSTILE}
    found = re.search(r'<script type="application/json" id="card">(.*?)</script>', page(document), re.S)
    assert found
    assert not set("<\u2028\u2029") & set(found[1])
    assert json.loads(found[1])["title"]["en"] == HOSTILE


def test_every_claim_and_every_sentence_of_the_first_history_stands_in_the_page(
    sample: dict[str, Any], read: Reader
) -> None:
    text = "".join(read.words)
    assert len(sample["claims"]) == 58
    for claim in sample["claims"]:
        assert claim["quote"] in text
        assert claim["says"]["en"] in text
    for sentence in sample["told"][0]["sentences"]:
        assert sentence["text"]["en"] in text
        assert sentence["text"]["th"] in text


def test_the_honest_lines_are_there(read: Reader) -> None:
    text = "".join(read.words)
    assert "A model of one case is an illustration, not evidence of accuracy." in text
    assert "has not been reviewed by a Thai reader" in text
    assert "ยังไม่ได้ผ่านการตรวจทานโดยผู้อ่านชาวไทย" in text


def test_every_picture_has_a_title_a_caption_and_a_table(html: str) -> None:
    figures = re.findall(r"<figure.*?</figure>", html, re.S)
    assert len(figures) > 10
    for figure in figures:
        assert "role=img" in figure
        assert re.search(r"<title [^>]*>[^<]+</title>", figure)
        assert re.search(r"<figcaption>.+?</figcaption>", figure, re.S)
        assert "<table" in figure


def test_headings_go_down_one_step_at_a_time(read: Reader) -> None:
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_a_source_with_another_scheme_is_shown_but_not_linked(document: dict[str, Any]) -> None:
    document["sources"][0] |= {"url": "javascript:alert(1)", "what": "Trap"}
    found = Reader(page(document))
    assert not any(a.get("href", "").startswith("javascript") for _, a in found.tags)
    assert "javascript:alert(1)" in "".join(found.words)


@pytest.mark.parametrize(
    "key",
    [
        "chief_offices",
        "timeline",
        "told",
        "whatif",
        "hindsight",
        "claims",
        "sources",
        "checks",
        "limits",
        "parameters",
        "scenario_text",
        "first_to_fall",
        "fates",
        "figures",
    ],
)
def test_a_part_that_the_document_lacks_is_left_out(document: dict[str, Any], key: str) -> None:
    del document[key]
    found = Reader(page(document))
    names = {a["id"] for _, a in found.tags if "id" in a}
    assert {
        a["href"][1:]
        for tag, a in found.tags
        if tag == "a" and a["href"].startswith("#sou") is False and a["href"].startswith("#")
    } <= names


def test_a_scenario_without_questions_has_a_page(document: dict[str, Any]) -> None:
    document |= {"headline": None, "dots": None, "questions": []}
    for change in (*document["whatif"], document["hindsight"]):
        change["questions"] = []
    assert "<h1>After Stalin</h1>" in page(document)


CORRECTED = [
    ("wrong", "1953-05-05", "1953-03-05", "The text says 5 May 1953; the sources have 5 March 1953."),
    ("confirmed", "1962", "1962-10-16/1962-10-28", "more exactly: 16 October 1962 to 28 October 1962."),
    (
        "confirmed",
        "1953-05 (implied)",
        "1953-03-05",
        "The text says May 1953 (implied); more exactly: 5 March",
    ),
    ("disputed", "1953-06", "1953-06/1953-07", "the sources have June 1953 to July 1953."),
    ("imprecise", "1956", "1956-10-24;1956-11-04", "the sources have 24 October 1956 and 4 November 1956."),
]


@pytest.mark.parametrize(("verdict", "stated", "correct", "told"), CORRECTED)
def test_what_is_confirmed_is_not_set_right(
    document: dict[str, Any], verdict: str, stated: str, correct: str, told: str
) -> None:
    """Dates of claims in words, in both languages; only what does not stand is set against the sources."""
    given = {**document["claims"][0], "verdict": verdict, "stated": stated, "correct": correct}
    text = "".join(Reader(page({**document, "claims": [given]})).words)
    assert told in text
    assert ("ระบุให้ละเอียดขึ้น" in text) == (verdict == "confirmed")
    assert ("ข้อมูลที่ตรวจแล้วคือ" in text) == (verdict != "confirmed")
    assert ("(โดยนัย)" in text) == ("implied" in stated)
    assert not re.search(r"(?:says|have|exactly:|ระบุ|คือ) ?\d{4}-", text)


def test_every_what_if_says_on_how_many_histories_it_was_played(document: dict[str, Any]) -> None:
    changes = [*document["whatif"], document["hindsight"]]
    for number, change in enumerate(changes):
        change["histories"] = 250 * (number + 1)
    document["histories"] = 10_000
    told = page(document)
    assert f"{250} to {250 * len(changes):,} of the 10,000" in told
    for change in changes:
        assert f"of the {change['histories']:,} histories something comes out otherwise" in told
    for change in changes:
        change["histories"] = 500
    assert "Here the first 500 of the 10,000 histories are played" in page(document)


def test_text_without_thai_is_marked_as_english(document: dict[str, Any]) -> None:
    said = "Nobody has put this into Thai."
    document["claims"][0]["says"] = {"en": said, "th": said}
    assert f"<bdi lang=en>{said}</bdi>" in page(document)


def _assets() -> dict[str, str]:
    folder = resources.files("presidium.page") / "assets"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


def test_the_scripts_are_short_plain_and_all_used() -> None:
    scripts = {name: text for name, text in _assets().items() if name.endswith(".js")}
    assert set(scripts) == {*SCRIPTS, *STORY_SCRIPTS}
    for text in scripts.values():
        assert text.count("\n") <= 200
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function", text
        )
        assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|localStorage|sessionStorage|cookie", text)
        assert "</script" not in text
        assert "<!--" not in text


def test_the_style_sheet_fetches_nothing_and_spares_thai_letters() -> None:
    style = _assets()["page.css"]
    both = style + _assets()["story.css"]
    assert not re.search(r"url\(|@import|@font-face|italic|letter-spacing|small-caps", both)
    assert [float(n) for n in re.findall(r"line-height: ([\d.]+)", style) if float(n) < 1.6] == [1.3]
    assert ".sentence:lang(th) { line-height: 1.6; }" in style


def test_who_could_rule_is_told_in_both_languages_with_its_tables(
    sample: dict[str, Any], document: dict[str, Any], html: str
) -> None:
    section = html.partition("<section id=ruling ")[2].partition("<section ")[0]
    (moment,) = sample["ruling"]
    told = [moment["sentence"], *(one["text"] for one in moment["certificates"][:2])]
    told += [arena["vote"]["text"] for arena in moment["arenas"]]
    for text in told:
        assert text["en"] in section
        assert text["th"] in section
    assert section.count("<table") == 2
    document["ruling"] = []
    assert "<section id=ruling " not in page(document)


def test_members_too_many_to_draw_are_shown_without_chances(document: dict[str, Any]) -> None:
    (moment,) = document["ruling"]
    moment["chances"], moment["flips"] = [], []
    for member in moment["members"]:
        member["chance"] = member["mc_error"] = None
    section = page(document).partition("<section id=ruling ")[2].partition("<section ")[0]
    assert "<svg" not in section
    assert section.count("<table") == 1
