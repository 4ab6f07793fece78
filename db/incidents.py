"""Incidents, and the links of quotes to incidents and to elements of the law."""

from db.records import Incident, IncidentAlias, Link
from db.table import Table


class Incidents(Table[Incident]):
    """What happened, or is said to have."""

    name = "incident"
    record = Incident
    order = "date IS NULL, date, title, id"


class IncidentAliases(Table[IncidentAlias]):
    """Which incidents were found to be the same as another."""

    name = "incident_alias"
    record = IncidentAlias

    def of(self, incident_id: str) -> list[IncidentAlias]:
        """Those that gave way to this incident."""
        return self.where("incident_id = ?", incident_id)


class Links(Table[Link]):
    """What a quote has to do with an incident or an element."""

    name = "link"
    record = Link
    order = "id"

    def of_quote(self, quote_id: str) -> list[Link]:
        """The links of one quote."""
        return self.where("quote_id = ?", quote_id)

    def of_incident(self, incident_id: str) -> list[Link]:
        """The links of one incident, to quotes and to elements."""
        return self.where("incident_id = ?", incident_id)

    def of_framework(self, framework_id: str) -> list[Link]:
        """The links to any element of a framework."""
        return self.where("framework_id = ?", framework_id)
