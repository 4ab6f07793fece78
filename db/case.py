"""The case itself, and who works on it where."""

from db.records import CaseInfo, Device, Reviewer
from db.table import Table


class CaseInfos(Table[CaseInfo]):
    """One row."""

    name = "case_info"
    record = CaseInfo


class Reviewers(Table[Reviewer]):
    """The people who work on the case."""

    name = "reviewer"
    record = Reviewer
    order = "name, id"


class Devices(Table[Device]):
    """The installations that have written into the case."""

    name = "device"
    record = Device
