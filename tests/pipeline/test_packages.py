"""Packages: what was extracted of one file, kept as one file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import packages
from pipeline.council import default_council
from pipeline.packages import DamagedPackageError
from pipeline.records import Row, Source, rows_of
from tests.pipeline import fakes

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = Source("ab" * 32, "v1", {1: (595.0, 842.0)})


def some_rows(tmp_path: Path, **wanted: object) -> dict[str, list[Row]]:
    path = fakes.write_fake(tmp_path / "some.pdf", **wanted)
    made = rows_of(fakes.extract(path), SOURCE, default_council())
    return {name: list(some) for name, some in made.items()}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    rows = some_rows(tmp_path)
    batches = packages.to_batches(rows, {})
    outcome = packages.outcome_of(batches, ok=True, pages=1)
    path = tmp_path / "ab" / "x.package"
    packages.write(path, packages.pack(outcome, batches))
    read = packages.read(path)
    assert {name: batch.to_pylist() for name, batch in read.items()} == {
        name: batch.to_pylist() for name, batch in batches.items()
    }
    assert replace(packages.read_outcome(path), digest="", size=0) == outcome
    assert [p.name for p in path.parent.iterdir()] == ["x.package"]


def test_a_package_written_otherwise_in_the_same_layout_is_read(tmp_path: Path) -> None:
    """Packages of files that are gone are read by whatever version comes later."""
    batches = packages.to_batches(some_rows(tmp_path), {})
    outcome = packages.outcome_of(batches, ok=True, pages=1)
    streams, places, size = [], {}, 0
    for name, batch in batches.items():
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as stream:
            stream.write_batch(batch)
        streams.append(sink.getvalue().to_pybytes())
        places[name] = [size, len(streams[-1])]
        size += len(streams[-1])
    facts = {key: value for key, value in asdict(outcome).items() if key not in {"digest", "size", "seconds"}}
    head = json.dumps({"size": size, "datasets": places, "outcome": facts}).encode()
    payload = pa.Codec("zstd", 19).compress(b"".join(streams), asbytes=True)
    body = b"SHINGIKAI PACKAGE 1\n" + len(head).to_bytes(8) + head + payload
    path = tmp_path / "old.package"
    path.write_bytes(body + hashlib.sha256(body).digest())
    assert {name: batch.to_pylist() for name, batch in packages.read(path).items()} == {
        name: batch.to_pylist() for name, batch in batches.items()
    }
    assert packages.read_outcome(path).cases == outcome.cases


def test_how_long_it_took_is_no_part_of_it(tmp_path: Path) -> None:
    rows = some_rows(tmp_path)
    batches = packages.to_batches(rows, {})
    outcome = packages.outcome_of(batches, ok=True, pages=1)
    assert packages.pack(outcome, batches) == packages.pack(replace(outcome, seconds=9.0), batches)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_is_noticed(tmp_path: Path, data: st.DataObject) -> None:
    rows = some_rows(tmp_path, cases=1)
    batches = packages.to_batches(rows, {})
    whole = packages.pack(packages.outcome_of(batches, ok=True, pages=1), batches)
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from(
            [
                whole[:place],
                whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :],
                whole + b"\0",
            ]
        )
    )
    path = tmp_path / "damaged.package"
    path.write_bytes(damaged)
    for read in (packages.read, packages.read_outcome):
        with pytest.raises(DamagedPackageError):
            read(path)


def test_a_missing_package_is_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(DamagedPackageError):
        packages.read(tmp_path / "none.package")


def test_text_that_is_no_unicode_is_published_with_marks(tmp_path: Path) -> None:
    rows = some_rows(tmp_path)
    rows["documents"][0]["title"] = "氏\ud842名\ud842\udfb7"
    assert packages.to_batches(rows, {})["documents"].column("title").to_pylist() == ["氏\ufffd名\U00020bb7"]


def test_rows_of_an_older_schema_get_the_columns_that_were_added(tmp_path: Path) -> None:
    batches = packages.to_batches(some_rows(tmp_path), {})
    added = ["dpv", "group", "path", "is_common", "span"]
    old = {"items": batches["items"].drop_columns(added)}
    path = tmp_path / "old.package"
    packages.write(path, packages.pack(packages.Outcome(ok=True), old))
    read = packages.read(path)["items"]
    assert read.schema.equals(batches["items"].schema)
    assert read.drop_columns(added).equals(old["items"])
    assert read.select(added).to_pylist()[0] == {
        "dpv": None,
        "group": "",
        "path": [],
        "is_common": False,
        "span": [],
    }


def test_rows_whose_columns_have_other_types_now_are_no_use(tmp_path: Path) -> None:
    items = packages.to_batches(some_rows(tmp_path), {})["items"]
    old = items.set_column(3, "ordinal", pa.array(["第一"] * items.num_rows))
    path = tmp_path / "old.package"
    packages.write(path, packages.pack(packages.Outcome(ok=True), {"items": old}))
    with pytest.raises(DamagedPackageError):
        packages.read(path)


def test_numbers_that_do_not_fit_their_column_are_no_rows(tmp_path: Path) -> None:
    rows = some_rows(tmp_path)
    rows["cases"][0]["count_min"] = 2**70
    with pytest.raises((pa.ArrowInvalid, OverflowError)):
        packages.to_batches(rows, {})
