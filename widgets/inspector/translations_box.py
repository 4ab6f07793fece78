"""Other translations of a quote beside the quoted one, and who certified that."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app import certifying, citation, dates, renderings
from app.certifying import Standing
from app.renderings import Compared
from app.session import Session
from db.claims import Rendering
from db.records import Quote
from widgets import plain
from widgets.inspector.fold import Fold
from widgets.inspector.translation_dialogs import CertificateDialog, RenderingDialog
from widgets.inspector.variance_view import VarianceView
from widgets.links.card import warning
from widgets.models import times


class TranslationsBox(Fold):
    """Certificates first: one that is void says so in the title."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("Translations"), parent)

    def summary(self, quote: Quote) -> str:
        """How many others there are, and whether a certificate holds."""
        case = self.session.case
        others = len(case.argument.renderings.of(quote.id))
        standings = certifying.of_quote(case, quote)
        void = sum(not one.holds for one in standings)
        certified = self.tr("certificate VOID") if void else self.tr("certified") if standings else ""
        return times.dotted(
            [times.counted(others, self.tr("1 other"), self.tr("{} others")) if others else "", certified]
        )

    def build(self, quote: Quote) -> None:
        """Certificates, other translations, and ways to add one."""
        case = self.session.case
        for standing in certifying.of_quote(case, quote):
            self._certificate(standing)
        found = renderings.compared(case, quote)
        for one in found:
            self._rendering(one)
        if not found:
            self.add(plain.note(self.tr("No other translation of these words is in the case."), self))
        add = self.button(self.tr("Add another translation…"))
        add.setObjectName("add")
        add.clicked.connect(partial(self._ask, None))
        self.add(add)
        span = next(quote.tokens.spans("translation"), None)
        if span is not None:
            certify = self.button(self.tr("Add a translator’s certificate…"))
            certify.setObjectName("certify")
            certify.clicked.connect(lambda: CertificateDialog(self.session, span.transcript_id, self.window()).open())
            self.add(certify)

    # inside

    def _certificate(self, one: Standing) -> None:
        card, layout = self.card()
        remove = self.small("close", self.tr("Remove the certificate"), card)
        remove.setVisible(self.writable)
        remove.clicked.connect(
            lambda: self.session.do(self.tr("Remove certificate"), certifying.withdraw, one.certificate.id)
        )
        date = dates.in_words(one.certificate.date) if one.certificate.date else self.tr("date not stated")
        said = times.dotted(
            [
                self.tr("Certified by {}").format(one.certificate.translator),
                one.certificate.qualification or "",
                date,
                one.certificate.covers or "",
            ]
        )
        layout.addLayout(self.head(said, card, remove))
        if not one.holds:
            void = self.tr("VOID. The translation was corrected after it was certified.")
            layout.addLayout(warning(void, card))

    def _rendering(self, one: Compared) -> None:
        card, layout = self.card()
        found = one.rendering
        edit = self.small("edit", self.tr("Change this translation"), card)
        edit.clicked.connect(partial(self._ask, found))
        remove = self.small("close", self.tr("Remove this translation"), card)
        remove.clicked.connect(lambda: self.session.do(self.tr("Remove translation"), renderings.remove, found.id))
        for button in (edit, remove):
            button.setVisible(self.writable)
        by = found.translator or self.tr("translator not stated")
        tongue = citation.language(found.language) if found.language else ""
        share = self.tr("differs in {} % of the words").format(round(one.variance.share * 100)) if one.variance else ""
        layout.addLayout(self.head(times.dotted([by, tongue, found.source or "", share]), card, edit, remove))
        if one.variance is None:
            layout.addWidget(self.words(found.text, card, found.language))
        else:
            layout.addWidget(VarianceView(one.variance, self.tr("As quoted"), by, card))
            for name in one.variance.moves:
                layout.addLayout(warning(self.tr("Words that differ carry a link: {}").format(name), card))
        if found.note:
            layout.addWidget(plain.note(found.note, card))

    def _ask(self, rendering: Rendering | None) -> None:
        if self.quote is not None:
            RenderingDialog(self.session, self.quote.id, rendering, self.window()).open()
