"""Whoever gives roles and permissions, nobody ends up above the one who gave them, and nobody above themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.review import member_changes, roles
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
    asked = map(roles.role_permissions, (giver, former, fresh))
    assert accepted(member_changes.check_change_of_other, *asked) == (rank(giver) >= max(rank(former), rank(fresh)))


@given(ROLE, ROLE)
def test_ones_own_role_only_ever_sinks(former, fresh):
    rank = list(roles.ROLES).index
    assert accepted(
        member_changes.check_change_of_own, roles.role_permissions(former), roles.role_permissions(fresh)
    ) == (rank(fresh) <= rank(former))


def test_an_admin_makes_no_owner_and_is_told_what_an_owner_has_more():
    admin = roles.role_permissions("admin")
    assert "owner.grant, project.delete" in refused(
        member_changes.check_change_of_other, admin, frozenset(), roles.ALL_PERMISSIONS
    )
    assert "owner.grant" in refused(member_changes.check_grant, admin, {}, "owner.grant", "2026-11-22")


@given(ROLE)
def test_what_a_role_gives_is_lent_for_any_time(giver):
    for permission in roles.role_permissions(giver):
        assert accepted(member_changes.check_grant, roles.role_permissions(giver), {}, permission, "9999")


def test_what_is_lent_is_lent_on_for_no_longer():
    reviewer, lent = roles.role_permissions("reviewer"), {"waive": "2026-11-21T08:00"}
    assert accepted(member_changes.check_grant, reviewer, lent, "waive", "2026-11-21T08:00")
    assert "lent to you until 2026-11-21T08:00" in refused(
        member_changes.check_grant, reviewer, lent, "waive", "2026-11-21T08:01"
    )
    assert "that you lack" in refused(member_changes.check_grant, reviewer, lent, "policy.edit", "2026-11-21T07:00")
