"""Dialogs, one a module: each declares its keys in `SCENE`, asks one thing, and answers with a value or nothing."""
