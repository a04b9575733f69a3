"""Groups of nodes that can all reach each other, by Tarjan's algorithm without recursion."""

from collections.abc import Iterator, Mapping, Sequence


def strong_components(graph: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The groups of more than one node, and single nodes with an edge to themselves, in a stable order."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for root in graph:
        if root not in order:
            yield from _visit(root, graph, order, low, stack, on_stack)


def _visit(
    root: str,
    graph: Mapping[str, Sequence[str]],
    order: dict[str, int],
    low: dict[str, int],
    stack: list[str],
    on_stack: set[str],
) -> Iterator[tuple[str, ...]]:
    work: list[tuple[str, Iterator[str]]] = [(root, iter(graph.get(root, ())))]
    _enter(root, order, low, stack, on_stack)
    while work:
        node, following = work[-1]
        target = next(following, None)
        if target is None:
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == order[node]:
                yield from _component(node, graph, stack, on_stack)
        elif target not in order:
            _enter(target, order, low, stack, on_stack)
            work.append((target, iter(graph.get(target, ()))))
        elif target in on_stack:
            low[node] = min(low[node], order[target])


def _enter(node: str, order: dict[str, int], low: dict[str, int], stack: list[str], on_stack: set[str]) -> None:
    order[node] = low[node] = len(order)
    stack.append(node)
    on_stack.add(node)


def _component(
    node: str, graph: Mapping[str, Sequence[str]], stack: list[str], on_stack: set[str]
) -> Iterator[tuple[str, ...]]:
    found: list[str] = []
    while True:
        each = stack.pop()
        on_stack.discard(each)
        found.append(each)
        if each == node:
            break
    if len(found) > 1 or node in graph.get(node, ()):
        yield tuple(sorted(found))
