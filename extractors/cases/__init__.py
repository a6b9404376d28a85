"""From tables to cases: what the columns mean, and one case for each row."""
