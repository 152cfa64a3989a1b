"""Does the server answer its own reader only?"""

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

import presidium
from presidium.app.guard import Door, Guard
from presidium.app.refusal import as_json
from presidium.errors import cause, headline, remedy

from .visits import HOME, PORT, Visit

SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
}


def stranger(visit: Visit) -> TestClient:
    return TestClient(visit.site.app, base_url=HOME, follow_redirects=False)


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_the_token_is_exchanged_for_a_cookie_that_scripts_and_other_sites_do_not_get(visit: Visit) -> None:
    answer = stranger(visit).get("/", params={"token": visit.door.first})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?cookie=1"
    name, value = answer.headers["set-cookie"].split(";")[0].split("=", 1)
    assert name == f"presidium-{PORT}"
    assert visit.door.first not in value
    attributes = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")[1:]}
    # No expiry: the cookie ends with the browser, and its signature with the server.
    assert attributes == {"httponly", "samesite=strict", "path=/"}


def test_the_first_address_serves_again_and_gives_everybody_a_name_of_his_own(visit: Visit) -> None:
    cookies = {visit.door.exchange(visit.door.first) for _ in range(5)}
    assert len({visit.door.client(cookie or "") for cookie in cookies} - {None}) == 5


def test_an_address_for_one_visit_is_good_for_one(visit: Visit) -> None:
    token = visit.door.once()
    assert stranger(visit).get("/", params={"token": token}).status_code == 303
    assert code(stranger(visit).get("/", params={"token": token})) == (401, "APP810")


@pytest.mark.parametrize("token", ["guessed", "", "%00", "ก", "x" * 5000])
def test_a_wrong_token_opens_nothing(visit: Visit, token: str) -> None:
    assert code(stranger(visit).get("/", params={"token": token})) == (401, "APP810")


@pytest.mark.parametrize("path", ["/", "/run", "/difference", "/nowhere"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "OPTIONS"])
def test_who_has_no_cookie_is_told_nothing(visit: Visit, method: str, path: str) -> None:
    assert code(stranger(visit).request(method, path)) == (401, "APP810")


@pytest.mark.parametrize("cookie", ["guessed", "guessed.signature", ".", "é.é", "a=b"])
def test_a_cookie_that_this_server_has_not_signed_is_none(visit: Visit, cookie: str) -> None:
    client = stranger(visit)
    header = f"presidium-{PORT}={cookie}".encode()
    assert code(client.get("/", headers={"cookie": header})) == (401, "APP810")


def test_a_cookie_of_another_server_is_none(visit: Visit) -> None:
    from presidium.app.guard import Door

    other = Door()
    cookie = other.exchange(other.first)
    answer = stranger(visit).get("/", headers={"cookie": f"presidium-{PORT}={cookie}"})
    assert code(answer) == (401, "APP810")


def test_a_name_that_was_changed_does_not_fit_its_signature(visit: Visit) -> None:
    cookie = visit.client.cookies[f"presidium-{PORT}"]
    assert visit.door.client(cookie) is not None
    assert visit.door.client("x" + cookie) is None


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        f"example.org:{PORT}",
        f"127.0.0.1:{PORT}.example.org",
        f"127.0.0.1.example.org:{PORT}",
        f"localhost.:{PORT}",
        f"[::1]:{PORT}",
        f"user@127.0.0.1:{PORT}",
        "",
    ],
)
def test_another_host_is_refused_with_cookie_and_token_alike(visit: Visit, host: str) -> None:
    assert code(visit.client.get("/", headers={"host": host})) == (403, "APP811")
    with_token = visit.client.get("/", params={"token": visit.door.first}, headers={"host": host})
    assert code(with_token) == (403, "APP811")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:1", "localhost:9000", "localhost"])
def test_another_port_is_refused_and_told_how_to_be_allowed(visit: Visit, host: str) -> None:
    for query in ({}, {"token": visit.door.first}):
        answer = visit.client.get("/", params=query, headers={"host": host})
        assert code(answer) == (403, "APP813")
        assert "--host-port" in answer.json()["remedy"]
        assert "--host-port" in answer.json()["thai"]
        assert "--host-port" in visit.client.get("/", headers={"host": host, **BROWSER}).text


@pytest.mark.parametrize(("named", "host"), [(9000, "localhost:9000"), (80, "127.0.0.1"), (80, "localhost")])
def test_a_forwarded_port_that_is_named_is_answered_and_no_other(named: int, host: str) -> None:
    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        await Response("page")(scope, receive, send)

    door = Door()
    client = TestClient(Guard(page, door, PORT, "", named), base_url=f"http://{host}")
    assert client.get("/", params={"token": door.first}).text == "page"
    own = {"origin": f"http://{host}"}
    assert client.post("/", headers=own).text == "page"
    assert code(client.post("/", headers={"origin": HOME})) == (403, "APP812")
    assert code(client.get("/", headers={"host": "localhost:9001"})) == (403, "APP813")
    assert TestClient(client.app, base_url=HOME).get("/", params={"token": door.first}).text == "page"


def test_a_browser_that_keeps_no_cookies_is_told_so(visit: Visit) -> None:
    without = stranger(visit)
    way = without.get("/", params={"token": visit.door.first}).headers["location"]
    without.cookies.clear()
    assert code(without.get(way)) == (401, "APP814")
    assert headline("APP814", "th") in without.get(way, headers=BROWSER).text
    with_cookie = visit.client.get(way)
    assert (with_cookie.status_code, with_cookie.headers["location"]) == (303, "/")
    # A token that is none leads nowhere, cookies or not.
    assert code(without.get("/", params={"token": "guessed", "cookie": "1"})) == (401, "APP810")


def test_the_two_names_of_this_machine_are_answered(visit: Visit) -> None:
    for host in (f"127.0.0.1:{PORT}", f"localhost:{PORT}"):
        assert visit.client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://example.org",
        "null",
        "http://127.0.0.1:1",
        "http://127.0.0.1",
        f"https://127.0.0.1:{PORT}",
        f"http://localhost:{PORT}",
        "",
    ],
)
def test_another_origin_is_refused(visit: Visit, origin: str) -> None:
    """An own page of localhost asks localhost: the two names are two origins to a browser."""
    for method, path in (("POST", "/run"), ("POST", "/difference"), ("GET", "/")):
        answer = visit.client.request(method, path, json=visit.asks(), headers={"origin": origin})
        assert code(answer) == (403, "APP812")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_what_a_browser_says_of_another_site_is_heard_without_an_origin(visit: Visit, site: str) -> None:
    posted = visit.client.post("/run", json=visit.asks(), headers={"sec-fetch-site": site})
    assert code(posted) == (403, "APP812")
    framed = {"sec-fetch-site": site, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}
    assert code(visit.client.get("/", headers=framed)) == (403, "APP812")
    pictured = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
    assert code(visit.client.get("/", headers=pictured)) == (403, "APP812")


def test_a_link_from_elsewhere_may_lead_here(visit: Visit) -> None:
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert visit.client.get("/", headers=link).status_code == 200


def test_its_own_page_may_ask(visit: Visit) -> None:
    own = {"origin": HOME, "sec-fetch-site": "same-origin"}
    assert visit.client.post("/run", json=visit.asks(), headers=own).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/", {}),
        ("POST", "/run", {}),
        ("GET", "/run", {}),
        ("GET", "/nowhere", {}),
        ("GET", "/", {"host": "example.org"}),
        ("GET", "/", {"cookie": ""}),
        ("GET", "/?token=wrong", {}),
        ("POST", "/run", {"content-type": "text/plain"}),
    ],
)
def test_every_answer_has_the_headers(visit: Visit, method: str, path: str, headers: dict[str, str]) -> None:
    answer = visit.client.request(method, path, json=visit.asks(), headers=headers)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.endswith("; connect-src 'self'; frame-ancestors 'none'")
    assert "unsafe" not in policy
    assert "access-control-allow-origin" not in answer.headers


#: As browsers open an address.
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("path", "headers", "told"),
    [
        ("/", {}, (401, "APP810")),
        ("/?live=&whatif=trust", {}, (401, "APP810")),
        ("/?token=guessed", {}, (401, "APP810")),
        ("/", {"host": "example.org"}, (403, "APP811")),
        ("/", {"origin": "http://example.org"}, (403, "APP812")),
    ],
)
def test_a_browser_is_told_on_a_page_what_is_wrong_and_a_program_in_json(
    visit: Visit, path: str, headers: dict[str, str], told: tuple[int, str]
) -> None:
    client = stranger(visit)
    page = client.get(path, headers=BROWSER | headers)
    status, name = told
    assert page.status_code == status
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for lang in ("en", "th"):
        assert f"{headline(name, lang)} ({name})</h" in page.text
        assert f'lang="{lang}"' in page.text
        said = remedy(name, lang).replace("`", "")
        assert f"{said[0].upper()}{said[1:]}</p>" in page.text
    # Nothing of the case, the request or the keys, and nothing that the policy would forbid.
    for leaked in ("starter", "Arden", "whatif", "guessed", "example.org", str(PORT), visit.door.first):
        assert leaked not in page.text.replace(remedy("APP811", "en"), "").replace(cause(name, "en"), "")
    assert "<script" not in page.text
    assert "style" not in page.text
    assert {header: page.headers[header] for header in HEADERS} == HEADERS
    assert "set-cookie" not in page.headers
    for accept in ({}, {"accept": "*/*"}, {"accept": "application/json"}, {"accept": "text/htmlx"}):
        answer = client.get(path, headers=headers | accept)
        assert code(answer) == told
        assert answer.headers["content-security-policy"] == page.headers["content-security-policy"]


def test_a_reader_who_mistypes_a_path_is_told_on_a_page_too(visit: Visit) -> None:
    answer = visit.client.get("/report.html", headers=BROWSER)
    assert answer.status_code == 404
    assert headline("APP820", "th") in answer.text


def test_a_refusal_is_told_in_thai_alone(visit: Visit) -> None:
    thai = stranger(visit).post("/run").json()["thai"]
    assert thai.startswith(headline("APP810", "th"))
    assert "เปิดที่อยู่เว็บที่ presidium serve แสดงไว้" in thai
    assert not re.search("[A-Za-z]", thai.replace("presidium serve", ""))


def test_what_a_scenario_refuses_is_told_to_a_reader_of_thai_in_thai() -> None:
    case = presidium.load(SMALL)
    for wrong in (lambda: case.change("people.nobody.ambition", 1), lambda: case.change("rules.appeal", 3)):
        with pytest.raises(presidium.PresidiumError) as refused:
            wrong()
        told = as_json(refused.value)
        assert told["message"] not in told["thai"]
        assert not re.search("[A-Za-z]{3,} [A-Za-z]{2,}", told["thai"].split("presidium")[0])
        assert told["thai"].startswith(headline(told["code"], "th"))
