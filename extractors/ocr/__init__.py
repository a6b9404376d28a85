"""Pages that are pictures: scans, and pages whose text is worthless, recognized by Tesseract.

    page = recognize.complete_page(document, page)

`assess` tells what a page needs, `recognize` does it. A recognized page is a `Page` like any other, with the text
source `ocr` and a confidence for each character. Which Tesseract there is, `tesseract` finds out.
"""
