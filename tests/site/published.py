"""Publishes to build sites and exports on: the samples of the project, and many made-up cases."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.reporting import Reporter
from pipeline.run import ingest
from pipeline.schema import EXTRACTED
from pipeline.settings import Settings
from pipeline.versions import Manifest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "raw"


def publish_samples(base: Path) -> Path:
    """The datasets of the sample PDFs, published below a folder."""
    out = base / "parquet"
    ingest(Settings(SAMPLES, out, base / "cache", workers=2), Reporter())
    return out


def publish_rows(base: Path, rows: dict[str, list[dict[str, Any]]]) -> Path:
    """Rows as they are, published below a folder; columns left out are filled with harmless values."""
    out = base / "parquet"
    folder = out / ".versions" / "000001"
    folder.mkdir(parents=True)
    for name, dataset in EXTRACTED.items():
        blank = {c.name: None if c.nullable else _blank(c.type) for c in dataset.columns}
        filled = [blank | row for row in rows.get(name, ())]
        (folder / name).mkdir()
        pq.write_table(
            pa.Table.from_pylist(filled, schema=dataset.schema()), folder / name / f"{name}.parquet"
        )
    manifest = Manifest("000001", "0" * 16, "1.0", "run", "2026-01-01T00:00:00+00:00", 1)
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    (out / ".current").symlink_to(".versions/000001")
    return out


def _blank(kind: pa.DataType) -> Any:
    if pa.types.is_list(kind) or pa.types.is_map(kind):
        return []
    if pa.types.is_boolean(kind):
        return False
    return "" if pa.types.is_string(kind) else 0


def document(number: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "document_id": f"{number:016x}-01",
        "source_path": f"{number}.pdf",
        "source_sha256": f"{number:064x}",
        "page_first": 1,
        "page_last": 1,
        "kind": "報告",
        "title": f"文書{number}",
        "text_source": "text",
        "page_sizes": [{"page": 1, "width": 595.0, "height": 842.0}],
        **more,
    }


def case(number: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "case_id": f"{0:016x}-01-c{number:05}",
        "document_id": f"{0:016x}-01",
        "ordinal": number,
        "origin": "table_row",
        "case_type": "outsourcing",
        "title": f"案件{number}",
        "span": [{"page": 1, "x0": 50.0, "top": 100.0, "x1": 500.0, "bottom": 130.0}],
        **more,
    }


def item(case_id: str, number: int, **more: Any) -> dict[str, Any]:
    return {
        "item_id": f"{case_id}-i{number:04}",
        "case_id": case_id,
        "document_id": case_id.rsplit("-", 1)[0],
        "ordinal": number,
        "name": "氏名",
        "category": "identity",
        "special_care": "no",
        "special_care_basis": "rule",
        **more,
    }


WORDS = (
    "講座の申込み",
    "補助金の交付",
    "相談の予約",
    "施設の利用登録",
    "健診の案内",
    "データ入力の委託",
    "配食サービス",
    "窓口の運営",
)
OFFICES = ("総務部", "保健福祉部", "子ども部", "環境部", "都市整備部")
ITEMS = (
    "氏名",
    "住所",
    "電話番号",
    "生年月日",
    "続柄",
    "病歴",
    "障害の状況",
    "口座番号",
    "メールアドレス",
    "写真",
)


def many_cases(count: int) -> dict[str, list[dict[str, Any]]]:
    """Made-up cases of plausible size: titles, descriptions and six items each."""
    cases, items = [], []
    for n in range(count):
        words = WORDS[n % len(WORDS)]
        cases.append(
            case(
                n,
                title=f"{words}（第{n}号）",
                description=f"{words}に関する事務の一部を事業者に委託し、受付、入力、発送及び問い合わせへの対応を行う。"
                * 3,
                case_type=("outsourcing", "electronic_application", "online_meeting")[n % 3],
                departments=[{"bureau": OFFICES[n % 5], "division": f"第{n % 12}課"}],
                start_date=date(2015, 4, 1) + timedelta(days=n % 3650),
                special_care=n % 7 == 0,
                item_count=6,
            )
        )
        items += [
            item(
                cases[-1]["case_id"],
                i,
                name=ITEMS[(n + i) % len(ITEMS)] if i else f"固有の項目{n % 997}",
                category="health" if (n + i) % 10 == 5 else "identity",
                special_care="yes" if (n + i) % 10 == 5 else "no",
            )
            for i in range(6)
        ]
    return {"documents": [document()], "cases": cases, "items": items}
