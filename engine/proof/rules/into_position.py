"""INTO may be anywhere in a statement, with USING before or after it.

Sound: PL/pgSQL cuts INTO and its targets out of the text before the statement is planned, and what is left is
compared; EXECUTE takes INTO and USING in either order.
"""

from engine.proof.rule import Rule

RULE = Rule("into_place", __doc__)
