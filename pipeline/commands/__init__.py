"""One module for each command of the command line; see `pipeline.cli`.

A module here holds one function `command`, whose docstring is its help, and imports what is heavy inside of it: `--help`
and the shell's completion load all of these modules.
"""
