"""What a figure of agreement means, for people who are no statisticians."""

from PySide6.QtCore import QCoreApplication

from app.agreement import Figure

translate = QCoreApplication.translate
_FEW, _VERY_FEW = 30, 10
"""Below so many units one answer more or less moves the figure far."""


def meaning(alpha: Figure) -> str:
    """What Krippendorff's alpha allows to conclude, by his own bounds ("Content Analysis", 2004, p. 241)."""
    if not alpha.units:
        return translate("Agreement", "Nothing yet that two of you judged.")
    if alpha.units == 1:
        return translate("Agreement", "Only one thing that two of you judged: no figure.")
    if alpha.value is None:
        return translate("Agreement", "No figure: {}.").format(alpha.why_not)
    few = translate("Agreement", "Worked out from few: one answer more would move it far.")
    if alpha.units < _VERY_FEW:
        return few
    if alpha.value >= 0.8:
        said = translate("Agreement", "Good: what you say can be relied on as said by any of you.")
    elif alpha.value >= 0.667:
        said = translate("Agreement", "Fair: enough for tentative conclusions.")
    elif alpha.value > 0:
        said = translate("Agreement", "Weak: too far apart to rely on; talk about what the words mean.")
    elif alpha.value == 0:
        said = translate("Agreement", "None: no more alike than chance would make it.")
    else:
        said = translate("Agreement", "Opposed: you differ more than chance would make it.")
    return f"{said} {few}" if alpha.units < _FEW else said


def figure(found: Figure) -> str:
    """With two digits, or a dash where it is not defined."""
    return "–" if found.value is None else f"{found.value:.2f}".replace("-", "\u2212")
