"""Whether two statements are alternatives: at most one of them runs."""

from engine.analysis.sites import StepSite
from engine.plpgsql import tree


def common_choice(first: StepSite, second: StepSite) -> StepSite | None:
    """The innermost IF or CASE that holds both statements in different branches."""
    above = {id(each.node) for each in second.ancestors()}
    for each in first.ancestors():
        if isinstance(each.node, (tree.If, tree.Case)) and id(each.node) in above:
            if _in_one_branch(each.node, first, second):
                return None
            return each
    return None


def _in_one_branch(node: tree.If | tree.Case, first: StepSite, second: StepSite) -> bool:
    if isinstance(node, tree.If):
        branches = [node.then, *(each.steps for each in node.elsifs), node.otherwise or ()]
    else:
        branches = [*(each.steps for each in node.cases), node.otherwise or ()]
    return any(_holds(branch, first) and _holds(branch, second) for branch in branches)


def _holds(branch: tuple[object, ...], site: StepSite) -> bool:
    inside = {id(site.node), *(id(each.node) for each in site.ancestors())}
    return any(id(step) in inside for step in branch)
