"""The generator of the sample PDFs in data/raw, and the typesetter that tests set their own layouts with."""
