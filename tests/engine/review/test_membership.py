"""Whoever gives roles and permissions, nobody ends up above the one who gave them, and nobody above themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.review import membership, roles
from engine.review.refusal import Refusal

ROLE = st.sampled_from(list(roles.ROLES))


def refused(check, *asked) -> str:
    with pytest.raises(Refusal) as refusal:
        check(*asked)
    assert refusal.value.code == "review.rank"
    assert refusal.value.hint
    return refusal.value.sentence


def accepted(check, *asked) -> bool:
    try:
        check(*asked)
    except Refusal:
        return False
    return True


@given(ROLE, ROLE, ROLE)
def test_a_role_is_changed_by_those_alone_who_stand_as_high(giver, former, fresh):
    rank = list(roles.ROLES).index
    asked = map(roles.may_do, (giver, former, fresh))
    assert accepted(membership.change_other, *asked) == (rank(giver) >= max(rank(former), rank(fresh)))


@given(ROLE, ROLE)
def test_ones_own_role_only_ever_sinks(former, fresh):
    rank = list(roles.ROLES).index
    assert accepted(membership.change_own, roles.may_do(former), roles.may_do(fresh)) == (rank(fresh) <= rank(former))


def test_an_admin_makes_no_owner_and_is_told_what_an_owner_has_more():
    admin = roles.may_do("admin")
    assert "owner.grant, project.delete" in refused(membership.change_other, admin, frozenset(), roles.EVERYTHING)
    assert "owner.grant" in refused(membership.grant, admin, {}, "owner.grant", "2026-11-22")


@given(ROLE)
def test_what_a_role_gives_is_lent_for_any_time(giver):
    for permission in roles.may_do(giver):
        assert accepted(membership.grant, roles.may_do(giver), {}, permission, "9999")


def test_what_is_lent_is_lent_on_for_no_longer():
    reviewer, lent = roles.may_do("reviewer"), {"waive": "2026-11-21T08:00"}
    assert accepted(membership.grant, reviewer, lent, "waive", "2026-11-21T08:00")
    assert "lent to you until 2026-11-21T08:00" in refused(
        membership.grant, reviewer, lent, "waive", "2026-11-21T08:01"
    )
    assert "may not do yourself" in refused(membership.grant, reviewer, lent, "policy.edit", "2026-11-21T07:00")
