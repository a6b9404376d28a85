"""Cases with their items as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records.values import (
    attribute_values,
    count_values,
    date_values,
    department_values,
    legal_values,
)

if TYPE_CHECKING:
    from extractors.model import Case, Item
    from pipeline.records.values import Row


def case_row(case: Case, case_id: str, document_id: str, table_id: str | None) -> Row:
    """One case; its items are rows of their own."""
    period, quantity = case.period, case.quantity
    return {
        "case_id": case_id,
        "document_id": document_id,
        "ordinal": case.ordinal,
        "origin": case.origin,
        "case_type": case.case_type,
        "case_type_raw": case.case_type_raw,
        "row_number": case.row_number,
        "business": case.business,
        "title": case.title,
        "description": case.description,
        "reason": case.reason,
        "departments": department_values(case.departments),
        "department_raw": case.department_raw,
        "implementing_body": case.implementing_body,
        "counterparty": list(case.counterparty),
        "counterparty_raw": case.counterparty_raw,
        "legal_basis": legal_values(case.legal_basis),
        "subjects": list(case.subjects),
        "start_date": period.start_date,
        "start_precision": period.start_precision,
        "end_date": period.end_date,
        "end_precision": period.end_precision,
        "is_ongoing": period.is_ongoing,
        "is_provisional": period.is_provisional,
        "period_raw": period.raw,
        "dates": date_values(period.dates),
        "count_min": quantity.min,
        "count_max": quantity.max,
        "count_unit": quantity.unit,
        "count_period": quantity.period,
        "count_is_approximate": quantity.is_approximate,
        "count_raw": quantity.raw,
        "counts": count_values(quantity.breakdown),
        "participants": case.participants,
        "special_care": case.special_care,
        "ordinance_special_care": case.ordinance_special_care,
        "uses_contractor_computer": case.uses_contractor_computer,
        "items_raw": case.items_raw,
        "item_count": len(case.items),
        "table_id": table_id,
        "attributes": attribute_values(case.attributes),
        "span": case.span,
        "findings": list(case.findings),
    }


def item_row(item: Item, item_id: str, case_id: str, document_id: str) -> Row:
    """One personal-data item of a case."""
    return {
        "item_id": item_id,
        "case_id": case_id,
        "document_id": document_id,
        "ordinal": item.ordinal,
        "raw": item.raw,
        "path": list(item.path),
        "name": item.name,
        "qualifier": item.qualifier,
        "is_open_ended": item.is_open_ended,
        "is_common": item.is_common,
        "change": item.change,
        "flow": item.flow,
        "subject": item.subject,
        "attribute": item.attribute,
        "category": item.category,
        "group": item.group,
        "special_care": item.special_care,
        "special_care_basis": item.special_care_basis,
        "is_my_number": item.is_my_number,
        "dpv": item.dpv,
        "confidence": item.confidence,
        "span": item.span,
    }
