"""Why a person should look at a unit."""

from dataclasses import replace

from engine.review.policies.policy import Policy
from engine.review.review_causes import MAX_PLACES, DifferingText, RefutedText, ReviewSubject, find_causes
from engine.review.standing import ReviewState, Standing
from engine.review.text.carry_links import CarriedLink
from engine.text_difference import Difference, LineExcerpt

SQL = "CREATE FUNCTION f() ... total_tax := 1; EXECUTE x;"
FINE = ReviewSubject(
    "shop.f()", SQL.replace("total_tax", "total"), Standing(ReviewState.CONVERTED, "a", "proved"), coverage=1.0
)


def kinds(unit):
    return [cause.kind for cause in find_causes(unit, Policy())]


def test_a_proved_unit_without_anything_unusual_gives_no_cause():
    assert find_causes(FINE, Policy()) == ()


def test_a_risk_word_is_shown_where_it_stands():
    (cause,) = find_causes(replace(FINE, sql=SQL), Policy())
    assert (cause.kind, SQL[cause.start : cause.end]) == ("risk", "tax")


def test_a_risk_word_of_the_name_has_no_place_in_the_sql():
    (cause,) = find_causes(replace(FINE, name="shop.refund_order()"), Policy())
    assert (cause.kind, cause.start) == ("risk", None)


def test_a_counterexample_comes_first_and_takes_the_place_of_the_bare_verdict():
    line = LineExcerpt(1, SQL)
    unit = replace(
        FINE,
        standing=replace(FINE.standing, verdict="refuted"),
        differing=(DifferingText(Difference("they differ", line, line)),),
        refuted=(RefutedText("The results differ: 1 and 2. call with (3)"), RefutedText("No row.", 7, "the file")),
    )
    first, second, *others = find_causes(unit, Policy())
    assert (first.kind, first.sentence) == ("trial", "Refuted by a case: The results differ: 1 and 2. call with (3)")
    assert (second.sentence, second.proposal) == ("Proposal 7, by the file: Refuted by a case: No row.", 7)
    assert [each.kind for each in others] == ["difference"]


def test_each_raw_step_is_shown_where_its_sql_stands():
    raw = CarriedLink((), (40, 49), (0, 5), "raw")
    unit = replace(FINE, links=(raw, replace(raw, kind="exact")), coverage=0.9)
    assert [(cause.kind, cause.start, cause.end) for cause in find_causes(unit, Policy())] == [
        ("raw", 40, 49),
        ("coverage", None, None),
    ]


def test_coverage_is_never_rounded_up_to_all():
    (cause,) = find_causes(replace(FINE, coverage=0.99999), Policy())
    assert "99.9 %" in cause.sentence


def test_a_missing_proof_comes_with_its_obligations():
    unit = replace(
        FINE, standing=Standing(ReviewState.CONVERTED, "a", "proved-if"), obligations=("orders has no column x",)
    )
    assert kinds(unit) == ["verdict", "obligation"]


def test_a_unit_without_a_spec_tells_its_fault_and_no_verdict():
    unit = replace(
        FINE, standing=Standing(ReviewState.PROPOSED, None, "unverified"), fault="It cannot be read.", coverage=0.0
    )
    assert kinds(unit) == ["fault"]


def test_drift_and_what_the_policy_wants_are_told():
    unit = replace(FINE, standing=Standing(ReviewState.DRIFTED, "a", "proved"), missing=("one approval",))
    assert kinds(unit) == ["drift", "policy"]


def test_countless_places_do_not_hide_the_rest():
    unit = replace(FINE, sql="tax " * 1000, missing=("one approval",))
    assert kinds(unit) == ["risk"] * MAX_PLACES + ["policy"]


def test_an_approved_text_that_holds_no_more_is_told_while_another_is_in_review():
    assert [find_causes(replace(FINE, filed=filed), Policy()) for filed in (None, "proved")] == [(), ()]
    (cause,) = find_causes(replace(FINE, filed="unverified"), Policy())
    assert (cause.kind, "is unverified" in cause.sentence) == ("drift", True)


def test_a_word_that_stands_everywhere_hides_none_that_stands_once():
    unit = replace(FINE, sql="-- tax\n" * (MAX_PLACES + 5) + "-- refund\n")
    assert {cause.sentence for cause in find_causes(unit, Policy())} >= {
        'Contains the risk word "tax".',
        'Contains the risk word "refund".',
    }


DIFFERENCE = Difference("the condition differs", LineExcerpt(2, "IF a THEN"), LineExcerpt(5, "IF b THEN"))


def test_the_first_reason_of_an_unproved_text_is_where_it_differs():
    unit = replace(
        FINE,
        sql="BEGIN\n  IF a THEN\nEND",
        standing=Standing(ReviewState.DRIFTED, "a", "unverified"),
        file_fault="The file was removed.",
        differing=[DifferingText(DIFFERENCE)],
    )
    first = find_causes(unit, Policy())[0]
    assert (first.kind, first.sentence, first.difference) == ("difference", "The condition differs.", DIFFERENCE)
    assert unit.sql[first.start : first.end] == "IF a THEN"
    assert kinds(unit) == ["difference", "file", "drift", "verdict"]


def test_a_difference_of_a_proposal_names_the_proposal_and_its_author():
    unit = replace(FINE, differing=[DifferingText(DIFFERENCE, proposal=3, author="ann")])
    (cause,) = find_causes(unit, Policy())
    assert (cause.sentence, cause.proposal) == ("Proposal 3, by ann: The condition differs.", 3)
    assert (cause.start, cause.end) == (None, None)  # the SQL has one line only


def test_sql_with_an_error_comes_before_differences():
    assert kinds(replace(FINE, fault="A comma.", differing=[DifferingText(DIFFERENCE)])) == ["fault"]
