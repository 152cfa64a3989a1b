"""Are the parts of a run whole or absent, whatever happens while they are written?"""

import errno
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from presidium.errors import MixedRunError, StorageError
from presidium.record import parts

META = {"scenario": "cabal", "digest": "ab12", "version": "0.1.0", "seed": "1953"}

FIELDS = np.dtype(
    [
        ("leader", "i1"),
        ("removed", "?"),
        ("strength", "f4"),
        ("tension", "f8"),
        ("history", "u8"),
        ("fell", "i2", (5,)),
        ("holder", "i1", (3, 4)),
        ("share", "f4", (2, 2)),
        ("ousted", "?", (5,)),
    ]
)


def some_rows(count: int, seed: int = 1, first: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    rows = np.zeros(count, FIELDS)
    for name in FIELDS.names or ():
        base = FIELDS[name].base
        drawn = rng.random(rows[name].shape) if base.kind == "f" else rng.integers(0, 2, rows[name].shape)
        rows[name] = drawn.astype(base)
    rows["history"] = np.arange(first, first + count)
    return rows


def kept(folder: Path, histories: int, meta: dict[str, str] = META) -> parts.KeptRows:
    return parts.KeptRows(folder, FIELDS, histories, meta)


def missing(folder: Path, histories: int, meta: dict[str, str] = META) -> list[int]:
    return kept(folder, histories, meta).missing(lambda *_: None)


def same(first: np.ndarray, second: np.ndarray) -> bool:
    return all(np.array_equal(first[name], second[name]) for name in FIELDS.names or ())


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_rows_come_back_as_they_were(tmp_path: Path, count: int) -> None:
    rows = some_rows(count, first=3000)
    path = parts.write_part(tmp_path, 3, rows, META)
    read, meta = parts.read_part(path)
    assert path == tmp_path / "histories" / "part-00003.parquet"
    assert meta == META
    assert read.dtype == FIELDS
    assert same(read, rows)


def test_a_part_is_compressed_and_its_floats_are_split_by_byte(tmp_path: Path) -> None:
    group = pq.ParquetFile(parts.write_part(tmp_path, 0, some_rows(1000), META)).metadata.row_group(0)
    columns = [group.column(index) for index in range(group.num_columns)]
    assert {column.compression for column in columns} == {"ZSTD"}
    assert not any("RLE_DICTIONARY" in column.encodings for column in columns)
    split = {column.path_in_schema for column in columns if "BYTE_STREAM_SPLIT" in column.encodings}
    assert split == {"strength", "tension", "share.list.element"}


def test_the_same_rows_make_the_same_file(tmp_path: Path) -> None:
    first = parts.write_part(tmp_path / "a", 0, some_rows(10), META).read_bytes()
    assert parts.write_part(tmp_path / "b", 0, some_rows(10), META).read_bytes() == first


def test_parts_are_joined_in_order_of_id(tmp_path: Path) -> None:
    rows = some_rows(2300)
    for index in (2, 0, 1):
        parts.write_part(tmp_path, index, rows[index * 1000 : (index + 1) * 1000], META)
    assert same(kept(tmp_path, 2300).rows(), rows)
    assert same(kept(tmp_path, 1500).rows(), rows[:1500])


def test_parts_with_other_fields_are_not_taken_for_these(tmp_path: Path) -> None:
    parts.write_part(tmp_path, 0, some_rows(10), META)
    other = parts.KeptRows(tmp_path, np.dtype([("leader", "i1")]), 10, META)
    with pytest.raises(StorageError, match="expected"):
        other.rows()
    with pytest.warns(UserWarning, match="computed anew"):
        assert other.missing(lambda *_: None) == [0]


def test_a_part_copied_over_another_is_computed_anew(tmp_path: Path) -> None:
    first, second = (parts.write_part(tmp_path, k, some_rows(1000, first=1000 * k), META) for k in (0, 1))
    second.write_bytes(first.read_bytes())
    with pytest.raises(StorageError, match="its histories are not those from 1000 on"):
        kept(tmp_path, 2000).rows()
    with pytest.warns(UserWarning, match="part-00001"):
        assert missing(tmp_path, 2000) == [1]


@pytest.mark.parametrize("swapped", [[0, 0], [1, 0]], ids=["one twice", "out of order"])
def test_the_ids_of_a_part_are_those_of_its_number_in_order(tmp_path: Path, swapped: list[int]) -> None:
    rows = some_rows(10)
    rows["history"][:2] = swapped
    parts.write_part(tmp_path, 0, rows, META)
    with pytest.warns(UserWarning, match="computed anew"):
        assert missing(tmp_path, 10) == [0]


@pytest.mark.parametrize(
    ("column", "values", "told"),
    [
        ("leader", pa.array([1] * 10, pa.int16()), "type int16, expected int8"),
        ("leader", pa.array([1] * 9 + [None], pa.int8()), "1 gaps"),
        ("leader", pa.array(["1"] * 10), "type string"),
        ("tension", pa.array([1.0] * 10, pa.float32()), "type float, expected double"),
        ("fell", pa.array([[1] * 4] * 10, pa.list_(pa.int16(), 4)), r"4 numbers a history, not \[5\]"),
        ("fell", pa.array([[1] * 5] * 10, pa.list_(pa.int16())), r"1 numbers a history, not \[5\]"),
        ("fell", pa.array([[1] * 5] * 9 + [None], pa.list_(pa.int16(), 5)), "1 gaps"),
        ("fell", pa.array([[1] * 5] * 9 + [[1, 2, None, 4, 5]], pa.list_(pa.int16(), 5)), "1 gaps"),
    ],
)
def test_a_column_of_another_type_or_with_gaps_is_not_believed(
    tmp_path: Path, column: str, values: pa.Array, told: str
) -> None:
    path = parts.write_part(tmp_path, 0, some_rows(10), META)
    table = pq.read_table(path)
    pq.write_table(table.set_column(table.column_names.index(column), column, values), path)
    with pytest.raises(StorageError, match=told):
        parts.read_part(path)
    with pytest.warns(UserWarning, match="computed anew"):
        assert missing(tmp_path, 10) == [0]


def test_what_is_there_is_handed_on_once_and_no_more_of_it_than_is_asked(tmp_path: Path) -> None:
    for k in (0, 2):
        parts.write_part(tmp_path, k, some_rows(1000, first=1000 * k), META)
    seen: dict[int, int] = {}
    assert kept(tmp_path, 2300).missing(lambda first, rows: seen.update({first: len(rows)})) == [1]
    assert seen == {0: 1000, 2000: 300}


def test_what_is_not_there_is_missing(tmp_path: Path) -> None:
    assert missing(tmp_path / "nowhere", 2001) == [0, 1, 2]
    parts.write_part(tmp_path, 1, some_rows(1000, first=1000), META)
    assert missing(tmp_path, 2001) == [0, 2]
    assert parts.finished_parts(tmp_path) == [1]


def test_a_part_too_short_for_a_longer_run_is_computed_anew(tmp_path: Path) -> None:
    parts.write_part(tmp_path, 0, some_rows(400), META)
    assert missing(tmp_path, 400) == []
    assert missing(tmp_path, 401) == [0]


@pytest.mark.parametrize("left", [0, 3, 200, -1], ids=["empty", "3 bytes", "200 bytes", "all but one byte"])
def test_a_truncated_part_is_named_and_computed_anew(tmp_path: Path, left: int) -> None:
    path = parts.write_part(tmp_path, 0, some_rows(1000), META)
    path.write_bytes(path.read_bytes()[:left])
    with pytest.warns(UserWarning, match="part-00000"):
        assert missing(tmp_path, 1000) == [0]


def test_a_flipped_bit_is_found_by_its_checksum(tmp_path: Path) -> None:
    path = parts.write_part(tmp_path, 0, some_rows(1000), META)
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)
    with pytest.warns(UserWarning, match="computed anew"):
        assert missing(tmp_path, 1000) == [0]


def test_a_foreign_parquet_file_is_not_taken_for_a_part(tmp_path: Path) -> None:
    path = parts.part_path(tmp_path, 0)
    path.parent.mkdir()
    pq.write_table(pa.table({"leader": [1, 2]}), path)
    with pytest.raises(StorageError):
        parts.read_part(path)


@pytest.mark.parametrize(
    "told",
    [
        "[" * 1_500 + "]" * 1_500,
        '[["leader", "<i8", [1e999]]]',
        '[["leader", "<i8", [1000000000000]]]',
        '[["leader", "S9999999999", []]]',
        '[["leader", "O", []]]',
        '[["leader", "<i8", [0]]]',
        '[["leader", "<i8", [true]]]',
        '[["leader", "<i8", 1]]',
        '[["led", "<i8", []]]',
        '{"leader": 1}',
        "NaN",
        "7",
        '[["leader", {}, []]]',
        '[["leader", "<i8,<i8", []]]',
        '[["leader", "<i8", []], ["leader", "<i8", []]]',
    ],
    ids=lambda told: told[:40],
)
def test_what_a_part_says_of_its_fields_is_not_believed(tmp_path: Path, told: str) -> None:
    import pyarrow as pa

    path = parts.part_path(tmp_path, 0)
    path.parent.mkdir()
    table = pa.table({"leader": [1, 2]}).replace_schema_metadata({"presidium.dtype": told})
    pq.write_table(table, path)
    with pytest.raises(StorageError) as refused:
        parts.read_part(path)
    assert refused.value.code == "STO502"


@pytest.mark.parametrize("key", parts.IDENTITY)
def test_parts_of_another_run_are_refused(tmp_path: Path, key: str) -> None:
    parts.write_part(tmp_path, 0, some_rows(1000), META)
    with pytest.raises(MixedRunError, match="changed since" if key == "digest" else key):
        missing(tmp_path, 1000, {**META, key: "other"})


def test_a_full_disk_leaves_the_old_part_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = some_rows(1000)
    parts.write_part(tmp_path, 0, rows, META)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="No space left") as caught:
        parts.write_part(tmp_path, 0, some_rows(1000, seed=2), META)
    assert caught.value.code == "STO501"
    assert "--out" in caught.value.remedy
    assert [path.name for path in (tmp_path / "histories").iterdir()] == ["part-00000.parquet"]
    assert same(parts.read_part(parts.part_path(tmp_path, 0))[0], rows)


def test_a_limit_on_the_size_of_files_keeps_the_parts_before(tmp_path: Path) -> None:
    """In a process of its own: the limit cannot be raised again by everybody."""
    limit = 20_000
    program = f"""
import resource, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
import test_parts as t
folder = Path({str(tmp_path)!r})
t.parts.write_part(folder, 0, t.some_rows(100), t.META)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    t.parts.write_part(folder, 1, t.some_rows(1000), t.META)
except t.StorageError as problem:
    print(problem.message)
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "File too large" in told.stdout
    assert [path.name for path in (tmp_path / "histories").iterdir()] == ["part-00000.parquet"]
    assert missing(tmp_path, 2000) == [0, 1]
    assert missing(tmp_path, 100) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="file"):
        parts.write_part(tmp_path / "file" / "run", 0, some_rows(1), META)


def test_what_a_killed_run_left_is_written_over(tmp_path: Path) -> None:
    path = parts.part_path(tmp_path, 0)
    path.parent.mkdir()
    path.with_name(path.name + ".tmp").write_bytes(b"half a part")
    assert missing(tmp_path, 1000) == [0]
    parts.write_part(tmp_path, 0, some_rows(1000), META)
    assert [path.name for path in path.parent.iterdir()] == ["part-00000.parquet"]


def test_an_interruption_while_writing_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        parts.write_whole(tmp_path / "part.parquet", b"whole")
    assert list(tmp_path.iterdir()) == []
