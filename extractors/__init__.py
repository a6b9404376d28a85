"""From a PDF to pages, tables, outline, documents, cases and items."""
