"""The command `boxes`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import FileArgument, Reader, ReaderOption


def command(
    *,
    file: FileArgument,
    page: Annotated[int, typer.Option(min=1, help="Number of the page, from 1.")] = 1,
    out: Annotated[Path, typer.Option("--out", help="Picture to write.")] = Path("page.png"),
    reader: ReaderOption = Reader.pdfium,
) -> None:
    """Draw one page with the tables and cells that were found on it.

    Each table has a colour of its own; its header cells are blue, and cells that go on on another page orange. Rows and
    columns bear their numbers, as in the datasets.

    \b
    Example:
      shingikai boxes list.pdf --page 3 --out page3.png
    """
    from extractors.flow import read_flow  # noqa: PLC0415 - heavy imports stay out of --help
    from pipeline.drawing import draw_page  # noqa: PLC0415 - likewise
    from pipeline.errors import UsageError  # noqa: PLC0415 - likewise
    from pipeline.oneshot import read_one  # noqa: PLC0415 - likewise

    flow = read_one(file, lambda: read_flow(file, reader=reader.value))
    try:
        count = read_one(file, lambda: draw_page(file, page, flow, out))
    except IndexError as error:
        raise UsageError(f"{file}: {error}") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"{out}: the picture cannot be written ({error})") from error
    typer.echo(f"{out}: page {page}, tables on it: {count}")
