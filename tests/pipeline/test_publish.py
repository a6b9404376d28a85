"""What lies in the output folder, before, during and after a publish."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipeline.errors import RefusedError, UsageError
from pipeline.schema import DATASETS, EXTRACTED
from pipeline.versions import Versions

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pipeline.support import Place


def test_every_dataset_is_there_for_the_usual_readers(place: Place) -> None:
    place.file("a.pdf")
    place.ingest()
    for name in DATASETS:
        assert ds.dataset(place.out / name).files == [str(place.out / name / f"{name}.parquet")]
        frame = pd.read_parquet(place.out / name)
        assert list(frame.columns) == DATASETS[name].schema().names
    visible = sorted(path.name for path in place.out.iterdir() if not path.name.startswith("."))
    assert visible == sorted([*DATASETS, "datapackage.json"])


def test_an_empty_raw_folder_gives_empty_datasets_with_all_columns(place: Place) -> None:
    summary = place.ingest()
    assert summary.exit_status == 0
    for name in EXTRACTED:
        assert pq.read_table(place.out / name).schema.equals(EXTRACTED[name].schema())
    assert "Put PDFs into the raw folder" in summary.text()


def test_every_field_carries_its_description_and_every_table_its_version(place: Place) -> None:
    place.file("a.pdf")
    place.ingest()
    snapshots = set()
    for name in EXTRACTED:
        schema = pq.read_schema(place.out / name / f"{name}.parquet")
        assert all(field.metadata[b"description"] for field in schema)
        assert schema.metadata[b"shingikai.schema_version"] == b"1.0"
        snapshots.add(schema.metadata[b"shingikai.snapshot"])
    assert len(snapshots) == 1


@pytest.mark.parametrize(
    ("workers", "seed", "order"), [(1, "0", 1), (2, "12345", 2), (3, "random", 3)], ids=str
)
def test_bytes_do_not_depend_on_workers_hash_seed_or_order(
    place: Place, tmp_path: Path, workers: int, seed: str, order: int
) -> None:
    names = [f"{n}.pdf" for n in range(8)]
    for name in names:
        place.file(name, cases=int(name[0]))
    place.ingest()
    other = type(place)(tmp_path / "other")
    random.Random(order).shuffle(names)
    for name in names:
        other.file(name, cases=int(name[0]))
        if name == names[4]:
            other.ingest()
    process = other.start({"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}, workers=workers)
    said = process.communicate(timeout=120)[1].splitlines()
    progress = [line for line in said if line.startswith("read ")]  # told on slow machines
    assert said == progress
    assert other.hashes() == place.hashes()


def test_rollback_and_what_follows(place: Place) -> None:
    for generation in range(3):
        place.file("a.pdf", title=str(generation))
        place.ingest()
    versions = Versions(place.out)
    assert place.column("documents", "title") == ["2"]
    before, after = versions.rollback(None)
    assert (before.number, after.number) == ("000003", "000002")
    assert place.column("documents", "title") == ["1"]
    held = place.ingest()
    assert held.published is None
    assert "rolled back" in held.note
    assert place.column("documents", "title") == ["1"]
    versions.rollback("1")
    assert place.column("documents", "title") == ["0"]
    with pytest.raises(UsageError, match="there is no other publish 000009; kept are: 000002, 000003"):
        versions.rollback("9")
    with pytest.raises(UsageError, match="before this one"):
        versions.rollback(None)
    place.file("a.pdf", title="4")
    assert place.ingest().published == "000004"
    assert place.column("documents", "title") == ["4"]
    events = [(entry["event"], entry["number"]) for entry in versions.log()]
    assert events[3:] == [("rollback", "000002"), ("rollback", "000001"), ("publish", "000004")]


def test_force_publishes_what_was_rolled_back(place: Place) -> None:
    for title in ("one", "two"):
        place.file("a.pdf", title=title)
        place.ingest()
    Versions(place.out).rollback(None)
    assert place.ingest(force=True).published == "000003"
    assert place.column("documents", "title") == ["two"]


def test_rollback_before_the_first_publish_is_wrong_usage(place: Place) -> None:
    with pytest.raises(UsageError, match="nothing was published here yet"):
        Versions(place.out).rollback(None)


def test_the_last_few_publishes_are_kept(place: Place) -> None:
    for generation in range(6):
        place.file("a.pdf", title=str(generation))
        place.ingest(keep=3)
    assert [m.number for m in Versions(place.out).kept()] == ["000004", "000005", "000006"]


def test_a_reader_keeps_what_it_has_opened_through_later_publishes(place: Place) -> None:
    place.file("a.pdf", title="first")
    place.ingest()
    path = place.out / "documents" / "documents.parquet"
    with path.open("rb") as opened:
        for generation in range(3):
            place.file("a.pdf", title=str(generation))
            place.ingest(keep=1)
        assert pq.read_table(opened).column("title").to_pylist() == ["first"]
    assert pq.read_table(path).column("title").to_pylist() == ["2"]


def test_somebody_elses_folder_is_not_touched(place: Place) -> None:
    place.file("a.pdf")
    mine = place.out / "cases"
    mine.mkdir(parents=True)
    (mine / "notes.txt").write_text("keep me")
    (place.out / ".gitkeep").touch()
    with pytest.raises(RefusedError, match="something that this program did not make is in the way"):
        place.ingest()
    assert (mine / "notes.txt").read_text() == "keep me"
    mine.rename(place.base / "mine")
    assert place.ingest().published == "000001"


def test_the_output_folder_can_be_moved(place: Place) -> None:
    place.file("a.pdf")
    place.ingest()
    moved = place.base / "moved"
    place.out.rename(moved)
    assert pq.read_table(moved / "cases").num_rows == 2


def test_rows_that_break_a_rule_are_not_published(place: Place) -> None:
    """Two contents whose hashes begin with the same digits would give equal ids: the publish must not happen."""
    place.file("a.pdf")
    place.ingest()
    place.file("b.pdf")
    before = place.hashes()
    # One package under another content's name stands for the collision.
    packages = sorted((place.base / "cache").rglob("*.package"))
    content = packages[0].read_bytes()
    place.ingest()
    fresh = next(p for p in (place.base / "cache").rglob("*.package") if p not in packages)
    fresh.write_bytes(content)
    Versions(place.out).rollback(None)
    place.file("c.pdf")
    with pytest.raises(RefusedError, match=r"cases\.case_id: the key is not unique"):
        place.ingest()
    assert place.hashes() == before
    assert place.column("runs", "exit_status") == [0, 0, 4]


def test_a_publish_describes_itself(place: Place) -> None:
    place.file("a.pdf")
    place.ingest()
    manifest = json.loads((place.out / ".current" / "manifest.json").read_text())
    assert manifest["rows"]["cases"] == 2
    assert manifest["sha256"] == place.hashes()


def test_what_a_killed_run_left_is_cleared_away(place: Place) -> None:
    place.file("a.pdf")
    place.ingest()
    versions = place.out / ".versions"
    (versions / ".building-99999" / "cases").mkdir(parents=True)
    orphan = versions / "000002"
    orphan.mkdir()
    manifest = json.loads((versions / "000001" / "manifest.json").read_text())
    (orphan / "manifest.json").write_text(json.dumps(manifest | {"number": "000002"}))
    place.file("b.pdf")
    place.ingest()
    assert sorted(path.name for path in versions.iterdir()) == ["000001", "000002", "log.jsonl"]
    assert len(place.rows("documents")) == 2
