"""From a page's rules and characters to logical tables, joined over pages."""
