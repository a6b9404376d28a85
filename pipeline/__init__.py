"""Plan, run, store, publish and report: what turns a folder of PDFs into datasets."""
