"""The review screen: one unit of a list after the other. Its class is loaded when the first unit is opened."""

from tui.screen_spec import ScreenSpec

ALIKE = "--where {where_alike} --project {project}"


def _load() -> type:
    from tui.review.review_screen import ReviewScreen

    return ReviewScreen


SCREEN = ScreenSpec(
    name="review",
    title="Review",
    load=_load,
    position=6,
    nodes=("tui.diff.diff_view:DiffView",),
    shell_lines={
        "review.approve": "specdeck review approve {unit} --proposal {proposal} --waive {waive}",
        "review.reject": "specdeck review reject {unit} --proposal {proposal} --reason REASON",
        "review.edit": "specdeck review edit {unit}",
        "review.edit_outside": "specdeck review edit {unit}",
        "review.skip": "specdeck review skip {unit}",
        "review.flag": "specdeck review flag {unit} --to NAME",
        "review.comment": "specdeck review comment {unit} TEXT --line {line}",
        "review.merge": "specdeck review merge {unit} --proposal {proposal}",
        "review.approve_alike": f"specdeck review approve {ALIKE}",
        "review.approve_copies": "specdeck review approve {unit} --copies",
        "review.reject_alike": f"specdeck review reject {ALIKE} --reason REASON",
        "review.undo": "specdeck review undo --project {project}",
        "review.redo": "specdeck review redo --project {project}",
        "review.why": "specdeck review show {unit}",
        "review.try_unit": "specdeck try {unit} --project {project}",
        "review.proposals": "specdeck review show {unit}",
        "review.history": "specdeck review show {unit}",
    },
)
