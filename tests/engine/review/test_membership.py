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
    assert "owner.grant" in refused(membership.grant, admin, "owner.grant")


def test_a_permission_that_was_lent_gives_no_more_than_itself():
    lent = roles.may_do("reviewer") | {"member.edit"}
    assert accepted(membership.change_other, lent, frozenset(), roles.may_do("reviewer"))
    assert "edit, job.run" in refused(membership.change_other, lent, frozenset(), roles.may_do("developer"))
