"""Pure functions on Japanese text: its canonical form, dates, counts, departments and articles of law."""
