"""What a run reads again, and what it leaves."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import RefusedError, UsageError
from tests.pipeline.support import Told, shingikai

if TYPE_CHECKING:
    from tests.pipeline.support import Place


def actions(place: Place, **changes: object) -> dict[str, int]:
    return place.ingest(**changes).actions


def test_a_second_run_reads_nothing_and_publishes_nothing(place: Place) -> None:
    for n in range(3):
        place.file(f"{n}.pdf")
    assert place.ingest().published == "000001"
    before = place.hashes()
    second = place.ingest()
    assert second.actions == {"unchanged": 3}
    assert second.published is None
    assert place.hashes() == before
    assert place.column("runs", "files_unchanged") == [0, 3]


def test_only_what_changed_is_read_again(place: Place) -> None:
    place.file("a.pdf")
    place.file("b.pdf")
    place.ingest()
    place.file("b.pdf", cases=5)
    assert actions(place) == {"changed": 1, "unchanged": 1}
    assert len(place.rows("cases")) == 2 + 5


def test_a_touched_file_is_hashed_and_not_read(place: Place) -> None:
    path = place.file("a.pdf")
    place.ingest()
    os.utime(path, ns=(1, 1))
    assert actions(place) == {"unchanged": 1}


def test_a_renamed_file_is_not_read_again_and_keeps_its_ids(place: Place) -> None:
    path = place.file("a.pdf")
    place.ingest()
    ids = place.column("cases", "case_id")
    path.rename(place.raw / "z.pdf")
    assert actions(place) == {"removed": 1, "renamed": 1}
    assert place.column("documents", "source_path") == ["z.pdf"]
    assert set(place.column("findings", "source_path")) == {"z.pdf"}
    assert place.column("cases", "case_id") == ids


def test_two_names_of_one_content_are_published_once(place: Place) -> None:
    shutil.copy(place.file("b.pdf"), place.raw / "a.pdf")
    assert actions(place) == {"duplicate": 1, "new": 1}
    assert place.column("documents", "source_path") == ["a.pdf"]
    duplicates = [row for row in place.rows("findings") if row["code"] == "duplicate_file"]
    assert [row["source_path"] for row in duplicates] == ["b.pdf"]
    (place.raw / "a.pdf").unlink()
    assert actions(place) == {"removed": 1, "unchanged": 1}
    assert place.column("documents", "source_path") == ["b.pdf"]


def test_a_removed_file_leaves_the_datasets(place: Place) -> None:
    place.file("a.pdf")
    place.file("b.pdf")
    place.ingest()
    (place.raw / "b.pdf").unlink()
    assert actions(place) == {"removed": 1, "unchanged": 1}
    assert place.column("documents", "source_path") == ["a.pdf"]
    assert actions(place) == {"unchanged": 1}


def test_a_removed_file_can_be_kept_and_is_marked(place: Place) -> None:
    place.file("a.pdf")
    path = place.file("b.pdf")
    place.ingest()
    content = path.read_bytes()
    path.unlink()
    assert actions(place, keep_removed=True) == {"kept": 1, "unchanged": 1}
    assert place.column("documents", "is_removed") == [False, True]
    assert "file_removed" in place.column("findings", "code")
    assert actions(place, keep_removed=True) == {"kept": 1, "unchanged": 1}
    path.write_bytes(content)
    assert actions(place, keep_removed=True) == {"unchanged": 2}
    assert place.column("documents", "is_removed") == [False, False]


def test_a_raw_folder_that_is_suddenly_empty_empties_nothing(place: Place) -> None:
    place.file("a.pdf")
    place.ingest()
    (place.raw / "a.pdf").unlink()
    with pytest.raises(RefusedError, match="Is the disk mounted"):
        place.ingest()
    assert len(place.rows("documents")) == 1
    assert place.column("runs", "exit_status") == [0, 4]
    assert actions(place, force=True) == {"removed": 1}
    assert place.rows("documents") == []


def test_another_extractor_reads_all_files_again(place: Place) -> None:
    place.file("a.pdf")
    place.ingest()
    before = place.column("documents", "extractor_version")
    assert actions(place, reader="pdfplumber") == {"upgraded": 1}
    assert place.column("documents", "extractor_version") != before


def test_force_reads_again_and_publishes_nothing_new(place: Place) -> None:
    place.file("a.pdf")
    place.ingest()
    summary = place.ingest(force=True)
    assert summary.actions == {"forced": 1}
    assert summary.published is None


def test_paths_are_read_besides_what_is_published(place: Place) -> None:
    place.file("a.pdf")
    place.ingest()
    place.file("a.pdf", cases=7)
    place.file("sub/b.pdf")
    outside = place.base / "elsewhere" / "c.pdf"
    outside.parent.mkdir()
    shutil.copy(place.file("c.pdf"), outside)
    (place.raw / "c.pdf").unlink()
    assert actions(place, paths=(place.raw / "sub", outside)) == {"new": 2, "unchanged": 1}
    assert place.column("documents", "source_path") == ["../elsewhere/c.pdf", "a.pdf", "sub/b.pdf"]
    assert len(place.rows("cases")) == 6
    assert actions(place) == {"changed": 1, "unchanged": 2}
    outside.unlink()
    assert actions(place) == {"removed": 1, "unchanged": 2}


def test_a_path_that_is_not_there_is_wrong_usage(place: Place) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        place.ingest(paths=(place.raw / "nowhere.pdf",))


def test_hidden_files_and_other_suffixes_are_left_out(place: Place) -> None:
    place.file("a.PDF")
    place.file(".hidden.pdf")
    place.file(".folder/b.pdf")
    place.file("c.txt")
    assert actions(place) == {"new": 1}


def test_what_is_no_regular_file_is_a_finding(place: Place) -> None:
    place.file("a.pdf")
    os.mkfifo(place.raw / "pipe.pdf")
    summary = place.ingest()
    assert summary.exit_status == 1
    assert [(f.source_path, f.message) for f in summary.failures] == [
        ("pipe.pdf", "It is no regular file; remove it.")
    ]
    assert "unreadable" in place.column("findings", "code")
    assert [f.is_new for f in (*summary.failures, *place.ingest().failures)] == [True, False]


def test_names_that_are_no_text_are_published_as_escapes(place: Place) -> None:
    os.rename(place.file("a.pdf"), os.fsencode(place.raw) + b"/\xff\x1b[31m.pdf")  # noqa: PTH104 - bytes
    place.ingest()
    assert place.column("documents", "source_path") == ["\\xff\x1b[31m.pdf"]
    assert actions(place) == {"unchanged": 1}


def test_a_damaged_package_is_made_anew(place: Place) -> None:
    place.file("a.pdf")
    place.file("b.pdf")
    place.ingest()
    before = place.hashes()
    packages = sorted((place.base / "cache").rglob("*.package"))
    data = bytearray(packages[0].read_bytes())
    data[len(data) // 2] ^= 1
    packages[0].write_bytes(data)
    packages[1].unlink()
    shutil.rmtree(place.out)
    shutil.rmtree(place.base / "cache" / "segments")
    told = Told()
    place.ingest(told)
    assert place.hashes() == before
    assert any("damaged" in line for line in told.lines)


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_damaged_index_costs_hashing_only(place: Place, damage: bytes) -> None:
    place.file("a.pdf")
    place.ingest()
    before = place.hashes()
    (place.base / "cache" / "index.sqlite").write_bytes(damage)
    place.ingest()
    assert place.hashes() == before


def test_packages_that_nothing_needs_are_swept(place: Place) -> None:
    path = place.file("a.pdf")
    place.ingest()
    place.file("a.pdf", cases=9)
    place.file("b.pdf")
    place.ingest()
    path.unlink()
    place.ingest()
    assert len(list((place.base / "cache").rglob("*.package"))) == 1


def test_dry_run_says_why_and_touches_nothing(place: Place) -> None:
    place.file("a.pdf", trouble="encrypted")
    place.raw.joinpath("e\x1b[2Jvil.pdf").write_bytes(b"")
    done = shingikai("ingest", "--dry-run", "--raw", place.raw, "--out", place.out)
    assert done.returncode == 0
    assert "new           a.pdf: it is new" in done.stdout
    assert "\x1b" not in done.stdout
    assert "2 of 2 files would be read" in done.stdout
    assert sorted(path.name for path in place.base.iterdir()) == ["raw"]


def test_the_racing_change_of_a_file_is_noticed(place: Place) -> None:
    """Same size, same time stamp to the nanosecond, changed just after it was hashed."""
    path = place.file("a.pdf", title="one")
    place.ingest()
    stat = path.stat()
    place.file("a.pdf", title="two")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert actions(place) == {"changed": 1}
    assert place.column("documents", "title") == ["two"]
