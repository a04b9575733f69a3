"""Units read ahead: what is already prepared is not prepared again."""

from types import SimpleNamespace

from tui.review import prefetch


def review(revision: int = 1, sql: str = "SELECT 1") -> SimpleNamespace:
    deck = SimpleNamespace(sql=sql, spec="module: one\n", links=())
    return SimpleNamespace(item=SimpleNamespace(revision=revision), deck=deck, causes=(), comments=())


def read(
    now: SimpleNamespace, before: prefetch.PreparedUnit | None = None, *, blind: bool = False
) -> prefetch.PreparedUnit:
    client = SimpleNamespace(reviews=SimpleNamespace(get=lambda _: now))
    return prefetch.read_unit(client, 7, before, blind=blind)


def test_a_decision_draws_nothing_again():
    before, later = read(review()), review(revision=2)
    after = read(later, before)
    assert after.review is later
    assert after.links is before.links


def test_another_text_is_drawn_again():
    after = read(review(sql="SELECT 2"), read(review()))
    assert after.links.sides[0].text == "SELECT 2"


def test_who_judges_blind_has_another_picture():
    before = read(review())
    after = read(review(), before, blind=True)
    assert after.blind
    assert after.links is not before.links
