"""A variable, alias, loop variable, cursor parameter or label may be given another name (level 2: with obligations).

Sound: each text is compared after every use of the name was replaced by one that neither text has, which captures
nothing. So it is enough that all uses are known and that no one can see the name. Uses are found by scope, as PL/pgSQL
looks names up, and each must be a plain reference in SQL that parses. A name is kept where something else in the same
piece of SQL has it, where a utility statement, a type or a label in front of another name has it, and where it is that
of a column that the server names itself. It is kept where a message prints it: cursors and what is opened as one, NOT
NULL, constants that are assigned, labels of blocks that a CONTINUE names, variables with an alias, fields of records
(unless a loop around them has just filled the record and its query names the field), RETURN NEXT of a record. Nothing
is renamed in bodies with opaque spans, names in code points (U&"…"), pragmas that print names, or beside the settings
and diagnostics that print variables or the text of statements. A column of the old or the new name in a relation that
such a statement reads would win or clash, so "no column of that name" is an obligation for each relation.
"""

from engine.proof.rule import Rule

PRINTING = ("print_strict_params", "extra_warnings", "extra_errors", "pg_context", "pg_exception_context")

RULE = Rule("local_rename", __doc__, revision=4, unless=PRINTING)
