"""Pages that are pictures: scans, and pages whose text is worthless, recognized by Tesseract.

    page = complete_page(document, page)

`assess` tells what a page needs, `recognize` does it. A recognized page is a `Page` like any other, with the text
source `ocr` and a confidence for each character.
"""

from extractors.ocr.recognize import complete_page
from extractors.ocr.tesseract import PACKAGES, find_engine

__all__ = ["PACKAGES", "complete_page", "find_engine"]
