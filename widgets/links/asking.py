"""The two questions that lead to an element of the law: which one, and how does it bear on it?"""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from app.session import Session
from widgets.models import choices
from widgets.picker import pick


def element(
    session: Session, button: QPushButton, title: str, how: str, answer: Callable[[str, str, str | None], object]
) -> None:
    """Ask for an element of the chosen frameworks, then `how`; answers with framework, path and bearing, if said."""

    def ask_bearing(key: str) -> None:
        framework_id, path = choices.element_of(key)

        def answered(bearing: str | None) -> None:
            answer(framework_id, path, bearing)

        pick(
            button,
            how,
            choices.terms(session, "bearing_on_element"),
            answered,
            kind="bearing",
            clear=(button.tr("say it later"), lambda: answered(None)),
        )

    nothing = button.tr("No framework is chosen for this case yet: “Case > Frameworks of law…” has them.")
    pick(button, title, choices.elements(session), ask_bearing, kind="element", nothing=nothing)
