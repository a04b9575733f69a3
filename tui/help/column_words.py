"""The titles of columns and the words in them that need an explanation, by screen."""

from collections.abc import Mapping

EVERYWHERE = ""
COLUMN_WORDS: Mapping[str, Mapping[str, str]] = {
    "inbox": {
        "UNIT": "one object or statement of the SQL, by its name",
        "COVERED": "the share of the SQL that steps express; the rest is kept as raw SQL",
        "RISK": "words of the policy, such as tax, that occur in the SQL or its name",
        "LANE": "who looks at the unit, with the confidence that a reviewer accepts it unchanged",
        "YES": "approvals so far, of those that the policy requires",
        "ASKED": "who is asked to look",
        "PROPOSED": "proposals that wait for a decision",
        "ALIKE": "units that are equal but for their names, including this one",
        "RAW": "steps that are raw SQL",
        "ENTITY": "the thing of the domain that the unit belongs to",
        "data": "rows that the SQL itself inserts",
        "do": "a block that runs once, when the file runs",
        "call": "a call of a routine, when the file runs",
        "query": "a query that runs once, when the file runs",
        "set": "a setting of the session that runs the file",
        "statement": "a statement that creates no object",
        "alter": "a change of an object that exists",
        "comment": "a COMMENT on an object",
    },
    "jobs": {
        "KIND": "what the job does: scan splits a file, convert makes specs, detect finds patterns",
        "RUNS": "how often a worker tried",
        "QUEUE": "which workers the job is for: cpu, retrieval or gpu",
        "scan": "splits a file into units",
        "convert": "makes the specs of a file and proves them",
        "detect": "finds patterns of the library",
        "assess": "reports over the whole project",
        "learn": "learns from the decisions",
        "enhance": "asks a model for better names and descriptions",
        "index_units": "prepares the search",
        "write_spec_file": "writes approved specs to their file",
    },
    "findings": {
        "FIX": "✎ marks a finding that can be fixed automatically",
        "ACCEPTED": "findings that somebody accepted, with a reason",
    },
    "overview": {
        "RISK": "the weight of what was found in the unit and of what uses it",
        "MINUTES": "how long a review takes, estimated from the length of the unit",
    },
    "patterns": {
        "TIER": "primitive: one step; domain: a recurring task; entity: a whole table",
        "UNITS": "units of the project that carry the pattern out",
        "QUALITY": "a score of the pattern, from 0 to 100",
        "validated": "its examples were proved",
        "pending": "nobody has validated it yet",
    },
    "trust": {
        "ANALYST": "what proposes: the lift, a detector, a model",
        "TRUST": "accuracy 45 %, reliability 25 %, consistency 20 %, timeliness 10 %",
        "± MEAN": "points above or below the mean of the project",
        "YES": "the share of its proposals that people accepted",
        "SEEN": "proposals that somebody decided on",
        "TREND": "whether its latest proposals do better than the earlier ones",
    },
    "projects": {
        "PROVED": "units whose spec means the same as the SQL, by proof",
        "ERRORS": "units whose SQL has an error",
    },
    "review": {
        "difference": "where the SQL and the SQL that the spec means differ first",
        "file": "the spec file on disk",
        "fault": "why there is no spec",
        "drift": "what changed after a decision",
        "verdict": "what is known about the spec and its SQL",
        "obligation": "a fact that the proof depends on",
        "coverage": "the share of the SQL that steps express",
        "risk": "a word of the policy that calls for a careful reader",
        "policy": "what has to happen before the unit is approved",
    },
    EVERYWHERE: {
        "alike": "units that are equal but for their names",
        "waiver": "the recorded reason for approving a spec that is not proved",
        "round trip": "the SQL beside the SQL that its spec means",
        "why read a proved unit?": "the proof says that the spec means its SQL, not that the SQL is right",
    },
}
