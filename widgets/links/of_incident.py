"""What an incident has to do with the elements of the law: what happened, beside what was said of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app import linking
from app.session import Session
from widgets import icons, plain
from widgets.links import asking
from widgets.links.cards import LinkCards


class IncidentElements(QWidget):
    """The elements that one incident bears on, and a button that adds one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._incident_id: str | None = None
        nothing = self.tr("None yet. An incident can bear on an element itself, such as an attack on civilians.")
        self.cards = LinkCards(session, nothing, self)
        self.add_button = QPushButton(icons.get("element"), self.tr("Link to element"), self)
        self.add_button.clicked.connect(self.choose_element)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(plain.heading(self.tr("Elements of the law that it bears on"), self, 1.05))
        layout.addWidget(self.cards)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_of(self, incident_id: str) -> None:
        """The links of this incident to elements."""
        self._incident_id = incident_id
        writable = not self._session.read_only
        links = [link for link in self._session.case.links.of_incident(incident_id) if link.framework_id is not None]
        self.add_button.setVisible(writable)
        self.cards.show_links(incident_id, links, has_brackets=False, writable=writable)

    def flush(self) -> None:
        """Tell what is still being written."""
        self.cards.flush()

    def choose_element(self) -> None:
        """Ask which element of the chosen frameworks, then how the incident bears on it."""
        how = self.tr("How does the incident bear on it?")
        asking.element(self._session, self.add_button, self.tr("Link to element"), how, self._link)

    def _link(self, framework_id: str, path: str, bearing: str | None) -> None:
        if self._incident_id is not None:
            step = self.tr("Link incident to element")
            link = self._session.do(step, linking.incident_to_element, self._incident_id, framework_id, path, bearing)
            self.cards.unfold(link.id)
