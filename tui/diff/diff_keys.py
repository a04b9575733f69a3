"""The keys of the diff. Key maps refer to them by id, so ids must not change."""

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    Binding("j,down", "move(1)", "down", id="diff.down", show=False),
    Binding("k,up", "move(-1)", "up", id="diff.up", show=False),
    Binding("h,left", "pan(-1)", "left", id="diff.left", show=False),
    Binding("l,right", "pan(1)", "right", id="diff.right", show=False),
    Binding("ctrl+d", "half_page(1)", "half a page down", id="diff.half_down", show=False),
    Binding("ctrl+u", "half_page(-1)", "half a page up", id="diff.half_up", show=False),
    Binding("pagedown,ctrl+f", "page(1)", "a page down", id="diff.page_down", show=False),
    Binding("pageup", "page(-1)", "a page up", id="diff.page_up", show=False),
    Binding("g", "first_if_twice", "top (twice)", id="diff.top", show=False),
    Binding("home", "first", "top", id="diff.home", show=False),
    Binding("G,end", "last", "bottom", id="diff.bottom", show=False),
    Binding("right_square_bracket", "link(1)", "next link", id="diff.next_link", key_display="]"),
    Binding("left_square_bracket", "link(-1)", "previous link", id="diff.previous_link", show=False),
    Binding("right_curly_bracket", "gap(1)", "next unexplained", id="diff.next_unexplained", show=False),
    Binding("left_curly_bracket", "gap(-1)", "previous unexplained", id="diff.previous_unexplained", show=False),
    Binding("right_parenthesis", "finding(1)", "next finding", id="diff.next_finding", show=False),
    Binding("left_parenthesis", "finding(-1)", "previous finding", id="diff.previous_finding", show=False),
    Binding("tab", "other_side", "other side", id="diff.other_side", key_display="tab"),
    Binding("bar", "next_layout", "split or one column", id="diff.layout", show=False, key_display="|"),
    Binding("w", "wrap", "break long lines", id="diff.wrap", show=False),
    Binding("slash", "search", "search", id="diff.search", show=False, key_display="/"),
    Binding("n", "hit(1)", "next hit", id="diff.next_hit", show=False),
    Binding("N", "hit(-1)", "previous hit", id="diff.previous_hit", show=False),
    Binding("v", "range", "choose lines", id="diff.range", show=False),
    Binding("y", "copy", "copy", id="diff.copy", show=False),
    Binding("space", "hunk", "take or leave the hunk", id="diff.hunk", show=False),
]
