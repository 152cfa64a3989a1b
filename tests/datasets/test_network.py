"""Are tables of one's own read as they are meant, and is every problem in them named with its place?"""

import pickle
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.datasets.network import NetworkTable, read_network
from presidium.datasets.sheet import MOST_BYTES, MOST_PROBLEMS
from presidium.errors import EXPLANATIONS, TableError, UsageError


def read(folder: Path, text: str, sizes: str | None = None) -> NetworkTable:
    (folder / "net.csv").write_text(text, "utf-8")
    if sizes is not None:
        (folder / "sizes.csv").write_text(sizes, "utf-8")
    return read_network(folder / "net.csv", None if sizes is None else folder / "sizes.csv")


def problems(folder: Path, text: str, sizes: str | None = None) -> list[tuple[str, str, int, int]]:
    with pytest.raises(TableError) as refused:
        read(folder, text, sizes)
    told = refused.value.problems
    assert all(one.code in EXPLANATIONS and one.remedy for one in told)
    assert isinstance(refused.value, UsageError)
    assert all(one.message in str(refused.value) for one in told)
    return [(one.code, Path(one.filename).name, one.row, one.column) for one in told]


def test_signs_and_propensities_become_pairs_in_the_order_of_the_file(tmp_path: Path) -> None:
    signs = read(tmp_path, "a,b,sign\nUSSR,China,-\nChina,Albania,+1\n\n")
    assert signs.states == ("USSR", "China", "Albania")
    assert signs.sizes == (1.0, 1.0, 1.0)
    assert signs.edges() == [("USSR", "China", -1), ("China", "Albania", 1)]
    numbers = read(tmp_path, "propensity,b,a\n0.5,y,x\n0,z,x\n\u22122,z,y\n")
    assert numbers.propensities() == [[0.0, 0.5, 0.0], [0.5, 0.0, -2.0], [0.0, -2.0, 0.0]]
    assert numbers.edges() == [("x", "y", 1), ("y", "z", -1)]


def test_sizes_stand_beside_the_pairs_or_in_a_file_of_their_own(tmp_path: Path) -> None:
    beside = read(tmp_path, "a,b,sign,size_a,size_b\nx,y,1,3,2\nx,z,-1,,1\n")
    own = read(tmp_path, "a,b,sign\nx,y,1\nx,z,-1\n", "state,size\nz,1\ny,2\nx,3\n")
    assert beside == own
    assert own.sizes == (3.0, 2.0, 1.0)


def test_a_state_without_ties_and_a_pair_given_twice_alike_are_legal(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b,sign\nx,y,1\ny,x,1\n", "state,size\nx,1\ny,1\nalone,4\n")
    assert table.states == ("x", "y", "alone")
    assert len(table.pairs) == 1


def test_names_may_have_commas_quotes_and_any_script(tmp_path: Path) -> None:
    table = read(tmp_path, '\ufeffa,b,sign\r\n"Korea, North","the ""West""",-1\r\n ไทย , 中国 ,1\r\n')
    assert table.states == ("Korea, North", 'the "West"', "ไทย", "中国")


def test_every_problem_is_named_with_line_and_column(tmp_path: Path) -> None:
    text = (
        'a,b,sign\nUSSR,China,-2\nUSSR,USSR,1\n"x,China,1\nChina,Albania,1\nAlbania,China,-1\n,China,1\na,b\n'
    )
    assert problems(tmp_path, text) == [
        ("USE654", "net.csv", 2, 12),
        ("USE651", "net.csv", 3, 6),
        ("USE657", "net.csv", 4, 1),
        ("USE650", "net.csv", 6, 15),
        ("USE657", "net.csv", 7, 1),
        ("USE657", "net.csv", 8, 3),
    ]


@pytest.mark.parametrize(
    ("text", "sizes", "told"),
    [
        ("", None, ("USE655", "net.csv", 1, 1)),
        ("a,b,sign\n", None, ("USE655", "net.csv", 1, 1)),
        ("USSR,China,-1\n", None, ("USE657", "net.csv", 1, 1)),
        ("a.b.sign\nx.y.1\n", None, ("USE657", "net.csv", 1, 1)),
        ("a,b,propensity\nx,y,much\n", None, ("USE657", "net.csv", 2, 5)),
        ("a,b,propensity\nx,y,nan\n", None, ("USE657", "net.csv", 2, 5)),
        ("a,b,sign\nx,y,0\n", None, ("USE654", "net.csv", 2, 5)),
        ("a,b,propensity\nx,y,1\ny,x,2\n", None, ("USE650", "net.csv", 3, 5)),
        ("a,b,sign\nx,y,1\n", "state,size\nx,1\ny,0\n", ("USE652", "sizes.csv", 3, 3)),
        ("a,b,sign\nx,y,1\n", "state,size\nx,1\ny,inf\n", ("USE652", "sizes.csv", 3, 3)),
        ("a,b,sign\nx,y,1\n", "state,size\nx,1\nx,2\ny,1\n", ("USE652", "sizes.csv", 3, 3)),
        ("a,b,sign\nx,y,1\n", "who,size\nx,1\n", ("USE657", "sizes.csv", 1, 1)),
        ("a,b,sign\nx,y\u202e,1\n", None, ("USE694", "net.csv", 2, 4)),
        ("a,b,sign\nx\x07,y,1\n", None, ("USE694", "net.csv", 2, 2)),
        ("a,b,sign\nx,Al\u200bbania,1\n", None, ("USE694", "net.csv", 2, 5)),
        ("a,b,sign\nx,y,\u200e-1\n", None, ("USE694", "net.csv", 2, 5)),
        ("a,\ufeffb,sign\nx,y,1\n", None, ("USE694", "net.csv", 1, 3)),
        ("a,b,sign,a\nx,y,1,x\n", None, ("USE657", "net.csv", 1, 10)),
        ("a,b,sign\nx,y,0.5\n", None, ("USE654", "net.csv", 2, 5)),
        ("a,b,propensity\nx,y,1_0\n", None, ("USE657", "net.csv", 2, 5)),
        ("a;b;propensity\nx;y;1,500\n", None, ("USE695", "net.csv", 2, 5)),
        ("a;b;propensity\nx;y;1.500\nx;z;0,5\n", None, ("USE695", "net.csv", 2, 5)),
        (f"a,b,sign\n{'x' * 500},y,1\n", None, ("USE657", "net.csv", 2, 1)),
        ("a,b,sign\nx,yes,1\n", "state,size\nx,1\nyess,1\n", ("USE652", "net.csv", 2, 1)),
    ],
)
def test_what_is_wrong_has_a_code_and_a_place(
    tmp_path: Path, text: str, sizes: str | None, told: tuple[str, str, int, int]
) -> None:
    assert problems(tmp_path, text, sizes) == [told]


NEIGHBOURS = {
    "Gephi": "Source,Target,Weight,Type,Id,Label\n"
    "USSR,China,-1.0,Undirected,0,\nChina,Albania,1.0,Undirected,1,\n",
    "Gephi, semicolons": "Source;Target;Type;Id;Label;timeset;Weight\n"
    "USSR;China;Undirected;0;;;-1.0\nChina;Albania;Undirected;1;;;1.0\n",
    "igraph": '"from","to","weight"\n"USSR","China",-1\n"China","Albania",1\n',
    "signs as floats": "A,B,Sign\nUSSR,China,-1.0\nChina,Albania,1.0\n",
    "tabs": "a\tb\tsign\nUSSR\tChina\t-1\nChina\tAlbania\t1\n",
    "a true minus, blanks, quotes": 'a , b , sign\r\n USSR, "China" ,\u22121\r\nChina,\u00a0Albania,+1\r\n',
    "a mark of the byte order": "\ufeffsource;target;sign\nUSSR;China;-\nChina;Albania;+;;\n",
    "decimal commas": 'a;b;propensity\nUSSR;China;-1,0\nChina;Albania;"1,00"\n',
    "a sign beside a weight": "a,b,sign,weight\nUSSR,China,-1,7\nChina,Albania,1,8\n",
}


@pytest.mark.parametrize("text", NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_tables_are_read_as_neighbours_write_them(tmp_path: Path, text: str) -> None:
    table = read(tmp_path, text)
    assert table.states == ("USSR", "China", "Albania")
    assert table.pairs == ((0, 1, -1.0), (1, 2, 1.0))


def test_decimal_commas_are_read_where_they_cannot_be_thousands(tmp_path: Path) -> None:
    table = read(tmp_path, "a;b;propensity\nx;y;-0,5\ny;z;1,5\nx;z;0,125\n", "id;size\nx;1000\ny;2,5\nz;3\n")
    assert [value for _, _, value in table.pairs] == [-0.5, 1.5, 0.125]
    assert table.sizes == (1000.0, 2.5, 3.0)
    assert read(tmp_path, "a,b,propensity\nx,y,1.500\n").pairs == ((0, 1, 1.5),)


def test_blanks_of_all_kinds_are_one_blank_in_a_name(tmp_path: Path) -> None:
    table = read(tmp_path, "a,b,sign\nNorth\u00a0Korea,China,1\nNorth  Korea,USSR,1\n")
    assert table.states == ("North Korea", "China", "USSR")
    # A joiner without width belongs to a word in Persian.
    assert read(tmp_path, "a,b,sign\nمی\u200cخ,x,1\n").states[0] == "می\u200cخ"


HEAD = "a,b,sign\n"
NONSENSE = {
    "blanks": HEAD + " " * 3_900_000,
    "blanks before a quote": HEAD + " " * 3_900_000 + 'x"\n',
    "quotes": HEAD + '"' * 3_900_001,
    "an open quote a cell": HEAD + '"x,' * 1_300_000,
    "empty cells": HEAD + "," * 3_900_000,
    "columns": "a," * 1_900_000,
    "digits": HEAD + "x,y," + "1" * 3_900_000,
    "marks above and below": HEAD + "x,a" + "\u0301\u0316" * 900_000 + ",1",
    "wrong lines": HEAD + "x\n" * 1_900_000,
    "lines": "\n" * 3_900_000,
}


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_four_megabytes_of_nonsense_are_refused_in_seconds(tmp_path: Path, text: str) -> None:
    before = time.process_time()
    with pytest.raises(TableError) as refused:
        read(tmp_path, text)
    assert time.process_time() - before < 10
    assert len(refused.value.problems) <= MOST_PROBLEMS + 1
    assert len(str(refused.value)) < 100_000


def test_files_that_are_no_text_or_too_long_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes.csv").write_bytes(b"a,b,sign\n\xff\xfe,1,1\n")
    (tmp_path / "long.csv").write_bytes(b" " * (MOST_BYTES + 1))
    for name in ("bytes.csv", "long.csv"):
        with pytest.raises(UsageError) as refused:
            read_network(tmp_path / name)
        assert refused.value.code == "USE657"
    for path, code in ((tmp_path / "none.csv", "USE620"), (tmp_path, "USE657")):
        with pytest.raises(UsageError) as refused:
            read_network(path)
        assert refused.value.code == code


def test_the_problems_travel_between_processes(tmp_path: Path) -> None:
    with pytest.raises(TableError) as refused:
        read(tmp_path, "a,b,sign\nx,x,1\n")
    again = pickle.loads(pickle.dumps(refused.value))
    assert (again.problems, str(again)) == (refused.value.problems, str(refused.value))


rows = st.lists(
    st.lists(
        st.sampled_from(["a", "b", "sign", "x", "1", "-1", '"', '"x,"', "", " ", "\x00", "−"]), max_size=4
    )
)


@given(rows, rows)
def test_no_table_whatever_is_in_it_brings_anything_but_states_or_coded_problems(
    tmp_path_factory: pytest.TempPathFactory, ties: list[list[str]], sizes: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "net.csv").write_text("\n".join(map(",".join, [["a", "b", "sign"], *ties])), "utf-8")
    (folder / "sizes.csv").write_text("\n".join(map(",".join, [["state", "size"], *sizes])), "utf-8")
    for own in (None, folder / "sizes.csv"):
        try:
            table = read_network(folder / "net.csv", own)
        except TableError as refused:
            assert all(one.row > 0 and one.column > 0 for one in refused.problems)
        else:
            assert table.states
            assert all(size > 0 for size in table.sizes)
