"""Templates to files. Whatever comes out of a document is text: every template escapes all that it is given."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.dictionary import Name, dictionary, value_name
from pipeline.dictionary.findings import by_code, finding_code
from pipeline.exports.files import replacing
from pipeline.exports.flat import flat

if TYPE_CHECKING:
    from datetime import datetime

_HERE = Path(__file__).parent


@cache
def texts() -> dict[str, Name]:
    """All words of the site."""
    with (_HERE / "texts.toml").open("rb") as file:
        return {key: Name(*pair) for key, pair in tomllib.load(file).items()}


def both(name: Name) -> Markup:
    """The same words in both languages; the style sheet shows one."""
    if name.ja == name.en:
        return Markup("{}").format(name.ja)
    return Markup('<span class="ja" lang="ja">{}</span><span class="en" lang="en">{}</span>').format(
        name.ja, name.en
    )


def prose(name: Name) -> Markup:
    """Sentences in both languages, what stands between backticks set as code."""
    return Markup('<span class="ja" lang="ja">{}</span><span class="en" lang="en">{}</span>').format(
        _coded(name.ja), _coded(name.en)
    )


def _coded(words: str) -> Markup:
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else part
        for number, part in enumerate(words.split("`"))
    )


def text(key: str) -> Markup:
    """Words of the site in both languages."""
    return both(texts()[key])


def plain(key: str, attribute: str = "") -> Markup:
    """Attributes that hold the words in both languages for the script, and the Japanese ones where no script runs.

    Args:
        key: of the words.
        attribute: that they go into; the element's text when empty.
    """
    name = texts()[key]
    switched = Markup(' data-ja="{}" data-en="{}"').format(name.ja, name.en)
    if not attribute:
        return switched
    return Markup('{} data-into="{}" {}="{}"').format(switched, attribute, attribute, name.ja)


def value(dataset: str, column: str, code: str | None) -> Markup:
    """A coded value in both languages; empty for none."""
    return Markup("") if code is None else both(value_name(dataset, column, code))


def column_title(dataset: str, column: str) -> Markup:
    """A column's name: Japanese, or as published."""
    entry = next(c for c in dictionary()[dataset].columns if c.name == column)
    return both(Name(entry.title, entry.name))


def dataset_title(dataset: str) -> Markup:
    """A dataset's name: Japanese, or as published."""
    return both(Name(dictionary()[dataset].title, dataset))


def shown(dataset: str, column: str, cell: Any) -> Markup:  # noqa: ANN401 - any value of a row
    """Any value of a row as a person reads it."""
    match cell:
        case bool():
            return text("yes" if cell else "no")
        case list():
            return Markup("{}").format(flat(column, cell))
        case str():
            return value(dataset, column, cell)
        case _:
            return Markup("{}").format(cell)


def minute(moment: datetime | None) -> str:
    """A time to the minute, in UTC."""
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"


@cache
def environment() -> Environment:
    """The templates, with escaping for all of them and an error for every name that is not there."""
    env = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    env.globals.update(
        t=text,
        plain=plain,
        both=both,
        by_code=by_code,
        prose=prose,
        explained=finding_code,
        value=value,
        title_of=column_title,
        dataset_title=dataset_title,
        shown=shown,
    )
    env.filters.update(minute=minute, flat=lambda cell, column: flat(column, cell))
    return env


def write_page(path: Path, template: str, *, root: str = "", **values: Any) -> None:  # noqa: ANN401 - whatever the template needs
    """Render a template into a file, replaced in one step; a file that says the same already is left alone.

    Args:
        path: of the page.
        template: its name.
        root: the way from the page to the site's folder.
        values: what the template names.
    """
    write_text(path, environment().get_template(template).render(root=root, **values))


def write_text(path: Path, content: str) -> None:
    """Write a text file unless it holds just that."""
    data = content.encode("utf-8")
    if path.exists() and path.read_bytes() == data:
        return
    with replacing(path) as temporary:
        temporary.write_bytes(data)
