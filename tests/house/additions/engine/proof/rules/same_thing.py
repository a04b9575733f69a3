"""A rule that a test adds. Sound: it allows nothing."""

from engine.proof.rule import Rule

RULE = Rule("same_thing", __doc__)
