"""The calibration curve as a plot in cells: predicted confidence against the share that was accepted."""

from collections.abc import Sequence

from daemon.wire.learning import CalibrationPoint

LEFT = 7  # cells of the scale


def calibration_plot(points: Sequence[CalibrationPoint], width: int, height: int) -> list[str]:
    """Return the lines of the plot; the dots are the diagonal, on which a calibrated model has its points."""
    columns = max(10, width - LEFT)
    grid = [[" "] * columns for _ in range(height)]
    for column in range(columns):
        grid[_row(column / (columns - 1), height)][column] = "·"
    for point in points:
        grid[_row(point.accepted, height)][round(point.predicted * (columns - 1))] = "●"
    lines = [f"{_scale(number, height):>5} ┤{''.join(cells)}" for number, cells in enumerate(grid)]
    return [*lines, f"      └{'─' * columns}", f"       0 %{'predicted':^{columns - 8}}100 %"]


def _row(share: float, height: int) -> int:
    return round((1.0 - share) * (height - 1))


def _scale(number: int, height: int) -> str:
    if number in (0, height // 2, height - 1):
        return f"{100 - round(100 * number / (height - 1))} %"
    return ""
