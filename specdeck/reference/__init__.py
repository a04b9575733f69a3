"""The reference pages, generated from the code: `python -m specdeck.reference` writes them, `--check` compares."""
