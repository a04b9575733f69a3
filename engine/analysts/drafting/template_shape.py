"""What a model's template may hold: parameters, plain filters and conditions. Anything that can take long is refused.

Jinja2's sandbox keeps a template from reaching Python; it does not keep `'x' * 10 ** 9` from filling the memory.
"""

from collections.abc import Collection, Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

FILTERS = frozenset({"bare", "pascal", "camel", "slot", "flow", "upper", "lower", "title", "capitalize", "trim"})
_PLAIN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If,
    nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip


def check_template(template: str, parameters: Collection[str]) -> Iterator[str]:
    """Yield what a template holds that it may not hold."""
    try:
        tree = Environment(autoescape=True).parse(template)  # it is only read
    except (TemplateSyntaxError, RecursionError) as error:
        yield f"it is not a template: {error}"
        return
    yield from dict.fromkeys(message for node in _walk(tree) if (message := _refused(node, parameters)))


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _refused(node: nodes.Node, parameters: Collection[str]) -> str:
    if isinstance(node, nodes.Name) and node.name not in parameters:
        return f"{node.name!r} is not a parameter of the pattern"
    if isinstance(node, nodes.Filter):
        if node.name in FILTERS and not (node.args or node.kwargs):
            return ""
        return f"the filter {node.name!r} is not one of {', '.join(sorted(FILTERS))}, or has arguments"
    if isinstance(node, (nodes.Const, *_PLAIN)):
        return ""
    return f"line {node.lineno}: a template holds parameters, plain filters and conditions only"
