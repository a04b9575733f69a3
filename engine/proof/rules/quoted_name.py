"""`"total"` is `total`.

Sound: the server folds an unquoted name to lower case, so quotes say nothing around a name of lower-case ASCII
letters, digits, `_` and `$` that is no keyword. Around a keyword they may: `"char"` is not `char`, `"current_user"` is
a column; all keywords keep their quotes, which only costs proofs.
"""

from engine.proof.rule import Rule
from engine.proof.text.identifiers import strip_quotes

RULE = Rule("quoted_name", __doc__, respell=strip_quotes)
