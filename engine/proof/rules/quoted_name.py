"""`"total"` is `total`.

Sound: the server folds an unquoted name to lower case, so quotes change nothing around a name of lower-case ASCII
letters, digits, `_` and `$` that is not a keyword. Around a keyword they may: `"char"` is not `char`, `"current_user"`
is a column, `GET DIAGNOSTICS n = "row_count"` and `t%"rowtype"` are errors. All keywords of SQL and of PL/pgSQL keep
their quotes, which only costs proofs.
"""

from engine.proof.rule import Rule
from engine.proof.text.identifiers import strip_quotes

RULE = Rule("quoted_name", __doc__, revision=2, respell=strip_quotes)
