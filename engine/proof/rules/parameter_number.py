"""`$1` is the first parameter, as its name is (level 2: with obligations).

Sound: both are looked up as the same variable, OUT parameters and columns of RETURNS TABLE being counted. The headers
are equal, so whatever prints the parameter's name prints the same. Otherwise as for a rename: the name must be the
parameter's own at every use, no column may be named after it, and a relation beside it has no such column. In a utility
statement a number means something else, and a field behind a number is another expression.
"""

from engine.proof.rule import Rule
from engine.proof.rules.local_rename import PRINTING

RULE = Rule("parameter_number", __doc__, unless=PRINTING)
