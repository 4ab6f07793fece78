"""Icons by what they mean, at any size that Qt may ask for."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from widgets import icons


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something(qapp, name):
    picture = icons.get(name).pixmap(QSize(24, 24)).toImage()
    assert any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


@pytest.mark.parametrize("size", [QSize(0, 0), QSize(-8, -8), QSize(0, 12)])
def test_an_icon_of_no_size_is_no_picture_and_no_complaint(qapp, size):
    engine = icons.get("quote")
    assert engine.pixmap(size, QIcon.Mode.Normal, QIcon.State.Off).isNull()
