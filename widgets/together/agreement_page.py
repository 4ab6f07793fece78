"""How far the reviewers agree: the figures in a small table, with what each means in plain words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.agreement import Agreement
from app.agreement_in_words import figure, meaning
from app.comparing import Comparison
from app.naming import field_of
from widgets import icons, plain
from widgets.divider import Divider

_START, _END = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
_TOP = Qt.AlignmentFlag.AlignTop


class AgreementPage(QWidget):
    """Shows the figures; the differences behind them can be written to a file."""

    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = plain.label("", self)
        self._counts.setWordWrap(True)
        self._table: QFrame | None = None
        self.rows: list[tuple[str, ...]] = []
        """The cells as they are shown, row by row."""
        self.save_button = QPushButton(icons.get("export"), self.tr("Save the differences…"), self)
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self.save_wanted)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 18, 24, 24)
        self._layout.setSpacing(14)
        self._layout.addWidget(plain.heading(self.tr("How far you agree"), self))
        self._layout.addWidget(self._counts)
        self._place = QVBoxLayout()
        self._layout.addLayout(self._place)
        for said in (
            self.tr(
                "1 is perfect agreement, 0 is what chance alone would bring, less than 0 is systematic disagreement. "
                "Alpha (Krippendorff) compares any number of reviewers, also where some gave no judgement, and knows "
                "that a weight of 1 is nearer to 2 than to 4. Kappa (Cohen) compares two, and knows no ranks."
            ),
            self.tr(
                "Words: each word of a transcript in which at least two of you marked something counts once; it is in "
                "a quote of that reviewer, or in none. Judgements: what two of you said of one record, and what each "
                "said of a quote of their own that shares at least half its words with the other's."
            ),
        ):
            self._layout.addWidget(plain.note(said, self))
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        self._layout.addLayout(foot)
        self._layout.addStretch(1)

    def show_comparison(self, found: Comparison) -> None:
        """Show these figures."""
        names = dict(found.reviewers)
        self._counts.setText(self._counted(found))
        if self._table is not None:
            self._place.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = table = QFrame(self)
        table.setObjectName("card")
        grid = QGridLayout(table)
        grid.setContentsMargins(16, 12, 16, 14)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(4, 5)
        heads = (self.tr("Agreement on"), self.tr("Alike"), self.tr("Alpha"), self.tr("Kappa"), self.tr("That is"))
        for column, head in enumerate(heads):
            label = plain.note(head, table)
            label.setWordWrap(False)
            grid.addWidget(label, 0, column, _END if 0 < column < 4 else _START)
        grid.addWidget(Divider(table), 1, 0, 1, 5)
        self.rows = []
        self._add(grid, self.tr("Which words are marked"), found.marks, names)
        if len(found.transcripts) > 1:
            for one in found.transcripts:
                self._add(grid, one.title, one.found, names, indented=True)
        for one in found.judgements:
            if one.found.units:
                self._add(grid, field_of(one.table, one.field), one.found, names)
        self._place.addWidget(table)

    def _counted(self, found: Comparison) -> str:
        who = ", ".join(plain.isolated(name) for _, name in found.reviewers)
        differ = len(found.dissents) + len(found.apart)
        said = [
            self.tr("Compared: {}.").format(who),
            self.tr("Judgements on which you differ: {}.").format(differ),
            self.tr("Passages that two of you marked: {}.").format(len(found.matches)),
        ]
        return " ".join(said)

    def _add(
        self, grid: QGridLayout, what: str, found: Agreement, names: dict[str, str], *, indented: bool = False
    ) -> None:
        row = grid.rowCount()
        parent = grid.parentWidget()
        kappas = [figure(pair.kappa) for pair in found.pairs]
        several = len(found.pairs) > 1
        if several:
            kappas = [
                f"{plain.isolated(names.get(pair.one, ''))} – {plain.isolated(names.get(pair.other, ''))}: "
                f"{figure(pair.kappa)}"
                for pair in found.pairs
            ]
        cells = (
            what,
            self.tr("{} of {}").format(f"{found.alike:,}", f"{found.units:,}"),
            figure(found.alpha),
            "\n".join(kappas) or "–",
            meaning(found.alpha),
        )
        self.rows.append(cells)
        for column, text in enumerate(cells):
            label = plain.label(plain.isolated(text) if column == 0 else text, parent)
            if column in (0, 4):
                label.setWordWrap(True)
            if column == 4:
                label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            if column == 0 and indented:
                label.setContentsMargins(14, 0, 0, 0)
            if column == 2:
                font = label.font()
                font.setBold(True)
                label.setFont(font)
            side = _END if 0 < column < 4 else Qt.AlignmentFlag(0)
            grid.addWidget(label, row, column, side | _TOP if side else _TOP)
