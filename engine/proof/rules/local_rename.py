"""A local variable may be given another name (level 2: with obligations).

Sound if every place that means the old variable means the new one, and nothing else hears of it: the declarations
stand in the same order and differ in these names only; the new name occurs nowhere in the original and the old one
nowhere in the other text, so nothing is captured inside the routine and no two names are swapped; every occurrence is
either the declaration or a plain reference in a parsed expression, never a column, an alias, a label, a named
argument, something behind a dot, or a lone item of an inner select list, whose column would be named after it. Given
up for SQL that does not parse, which a template may replace by what names a variable, cursors (the name is the
portal's), NOT NULL variables (an error names them), pragmas that print names, opaque spans, and names the server
gives by itself, to columns or to the error that a block handles. A column of the old or the new name in a relation
that such a statement reads would win or clash, so "no column of that name" is an obligation for each relation. The
text of an error about an unassigned record does tell the name, and is not looked at.
"""

from engine.proof.rule import Rule

RULE = Rule("local_rename", __doc__, revision=2)
