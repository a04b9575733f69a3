"""Each row of the table of analysts: switched off in a project, it is never asked; switched on, it is."""

import json
from types import SimpleNamespace

import pytest

from engine.analysts.analyst import all_analysts
from engine.llm.language_model import Completion, TokenUsage
from engine.llm.tasks import all_tasks
from jobs.job_kind import KindError
from jobs.kinds.discover_patterns import discover_in_project
from jobs.kinds.draft_pattern import draft_from_description
from jobs.kinds.enhance import enhance_units
from jobs.kinds.write_template import write_for_language
from store.analysts.switches import switch_analyst
from store.codebase import conversions, projects, sources
from store.codebase.sources import Content
from store.core import texts
from store.library.pattern_drafts import add_request
from store.library.template_drafts import add_template_request
from store.review import proposals
from store.review.proposals import NewProposal
from tests.engine.analysts.test_discovery import CLOSE, NAMED
from tests.engine.analysts.test_draft_pattern import GOOD
from tests.engine.analysts.test_fold_candidates import MOVE
from tests.jobs.conftest import run_job
from tests.jobs.test_enhance import TOTAL

SWITCHABLE = sorted(each.id for each in all_analysts().values() if not each.is_needed)
SEEN = MOVE.replace(" v ", " v_zone ").replace("v <>", "v_zone <>").replace("p, v;", "p, v_zone;")
BROKEN = {**GOOD, "spec": "actions: 3"}  # what only the critic could repair


class Listening:
    """A model that notes which tasks it is asked, and answers as a test wants."""

    name = "listening"

    def __init__(self, answers):
        self.answers, self.asked = answers, set()

    def require(self):
        """It can always answer."""

    def complete(self, request):
        task = next(name for name, each in all_tasks().items() if each.system() == request.system)
        self.asked.add(task)
        return Completion(json.dumps(self.answers.get(task, {})), TokenUsage(1, 1))


class Switchboard:
    """A project in which every analyst has something to do."""

    def __init__(self, tx, monkeypatch):
        self.tx, self.id = tx, projects.add(tx, "shop", ["/srv"], "act_1").id
        self.model = Listening({"propose_pattern": NAMED, "create_pattern": BROKEN})
        for module in (enhance_units, discover_in_project, draft_from_description, write_for_language):
            monkeypatch.setattr(module, "model_in_use", lambda: self.model)
        enhance_units.shared_answers.cache_clear()

    def put(self, *routines):
        text = "\n".join(routines)
        content = Content(texts.hash_of(text), text, "utf-8")
        source = sources.record(self.tx, self.id, "/srv", "a.sql", "sql", content).id
        for kind in ("scan", "convert"):
            run_job(self.tx, kind, sources.subject(source))
        return SimpleNamespace(subject=sources.subject(source), units=conversions.list_of_source(self.tx, source))

    def enhance(self):
        return run_job(self.tx, "enhance", self.put(TOTAL, MOVE).subject)

    def summarize(self):
        file = self.put(TOTAL)
        spec = texts.get(self.tx, file.units[0].spec).replace("v_x", "total").replace("no lines", "none")
        new = NewProposal(file.units[0].id, "person", texts.save(self.tx, spec), "unverified", file.units[0].sql)
        proposals.add(self.tx, new)
        return run_job(self.tx, "enhance", file.subject)

    def discover(self):
        self.put(*(CLOSE.format(each) for each in ("orders", "tickets", "claims")))
        return run_job(self.tx, "discover_patterns", f"project:{self.id}")

    def draft(self):
        return run_job(
            self.tx, "draft_pattern", add_request(self.tx, self.id, "note when a row was last used", "audit", "")
        )

    def write(self):
        request = add_template_request(self.tx, self.id, "soft_delete", "python", {})
        return run_job(self.tx, "write_template", request)


ASKED = {
    "critic": ("draft", {"repair"}),
    "describer": ("enhance", {"describe"}),
    "intent_writer": ("enhance", {"infer_intent"}),
    "namer": ("enhance", {"name_variables"}),
    "pattern_discoverer": ("discover", {"propose_pattern"}),
    "retriever": ("enhance", {"match_pattern"}),
    "rule_explainer": ("enhance", {"extract_rules"}),
    "summarizer": ("summarize", {"summarize_changes"}),
    "template_writer": ("write", {"write_template"}),
}
"""What each analyst that asks a model asks, and when."""


@pytest.fixture
def board(tx, monkeypatch):
    return Switchboard(tx, monkeypatch)


def tasks_asked(board, work):
    try:
        getattr(board, work)()
    except KindError as error:
        assert error.code == "analysts.off"
    return board.model.asked


def test_each_analyst_that_asks_a_model_is_listed_here():
    assert set(ASKED) == {each for each in SWITCHABLE if each != "detector"}


@pytest.mark.parametrize("analyst", sorted(ASKED))
def test_an_analyst_that_is_on_is_asked(board, analyst):
    work, tasks = ASKED[analyst]
    assert tasks <= tasks_asked(board, work)


@pytest.mark.parametrize("analyst", sorted(ASKED))
def test_an_analyst_that_is_off_is_never_asked(board, analyst):
    work, tasks = ASKED[analyst]
    switch_analyst(board.tx, board.id, analyst, "act_1", enabled=False)
    assert not tasks & tasks_asked(board, work)


def test_a_template_writer_that_is_off_drafts_no_pattern(board):
    switch_analyst(board.tx, board.id, "template_writer", "act_1", enabled=False)
    assert tasks_asked(board, "draft") == set()


@pytest.mark.parametrize("is_on", [True, False])
def test_a_detector_that_is_off_proposes_no_fold(board, is_on):
    switch_analyst(board.tx, board.id, "detector", "act_1", enabled=is_on)
    file = board.put(SEEN)
    run_job(board.tx, "detect", file.subject)
    found = [each.analyst for each in proposals.list_proposals(board.tx, file.units[0].id)]
    assert found == ["detector"] * is_on
