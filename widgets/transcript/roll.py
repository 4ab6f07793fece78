"""Where the view stands in a roll of rows. The row at the top and the pixel in it are the truth, not the scroll bar."""

from collections.abc import Callable

from widgets.transcript.heights import Heights

_WALK = 2
"""Up to so many viewports a move walks over measured rows, so that it is exact; beyond, it jumps by estimate."""


class Roll:
    """The place of the viewport; `measure(row)` gives the true height of a row."""

    def __init__(self, heights: Heights, measure: Callable[[int], int]) -> None:
        self.heights = heights
        self._measure = measure
        self.row, self.pixel = 0, 0
        self.view_height = 0
        self._seen: list[tuple[int, int]] = []
        self._seen_from = (-1, 0, 0)

    @property
    def value(self) -> int:
        """Pixels from the top of everything."""
        return self.heights.top(self.row) + self.pixel if len(self.heights) else 0

    @property
    def highest_value(self) -> int:
        """The value at the end of everything."""
        return max(self.heights.total - self.view_height, 0) if len(self.heights) else 0

    def height(self, row: int) -> int:
        """The true height of a row."""
        if not self.heights.is_measured(row):
            self.heights.measure(row, self._measure(row))
        return self.heights[row]

    def visible(self) -> list[tuple[int, int]]:
        """The rows in the viewport, each with where it begins there."""
        place = self.row, self.pixel, self.view_height
        if self._seen_from != place:
            row, y = self.row, -self.pixel
            found: list[tuple[int, int]] = []
            while row < len(self.heights) and y < self.view_height:
                found.append((row, y))
                y += self.height(row)
                row += 1
            self._seen, self._seen_from = found, place
        return self._seen

    def move(self, pixels: int) -> None:
        """Go down by so many pixels, or up."""
        if abs(pixels) > _WALK * max(self.view_height, 1):
            self.row, self.pixel = self.heights.at(self.value + pixels)
            self.pixel = min(self.pixel, self.height(self.row) - 1)
        else:
            self._walk(pixels)
        self.settle()

    def show(self, row: int, y: int) -> None:
        """Put a row at this place of the viewport, as far as the ends allow."""
        self.row, self.pixel = row, 0
        self._walk(-y)
        self.settle()

    def settle(self) -> None:
        """Leave no empty room at the end."""
        if not len(self.heights):
            return
        self.row = min(self.row, len(self.heights) - 1)
        self.pixel = min(self.pixel, self.height(self.row) - 1)
        row, bottom = self.row, -self.pixel
        while row < len(self.heights) and bottom < self.view_height:
            bottom += self.height(row)
            row += 1
        if bottom < self.view_height:
            self._walk(bottom - self.view_height)

    def _walk(self, pixels: int) -> None:
        self.pixel += pixels
        while self.pixel < 0 and self.row > 0:
            self.row -= 1
            self.pixel += self.height(self.row)
        self.pixel = max(self.pixel, 0)
        while self.row < len(self.heights) - 1 and self.pixel >= self.height(self.row):
            self.pixel -= self.height(self.row)
            self.row += 1
