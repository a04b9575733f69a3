"""`"total"` is `total`.

Sound: the server folds an unquoted name to lower case, so quotes say nothing around a name of lower-case ASCII
letters, digits, `_` and `$` that is no keyword. Around a keyword they may: `"char"` is not `char`, `"current_user"` is
a column; all keywords keep their quotes, which only costs proofs.
"""

from engine.proof.name import plain_name
from engine.proof.rule import Rule

RULE = Rule("quoted_name", __doc__, respell=plain_name)
