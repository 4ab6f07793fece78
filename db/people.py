"""People, the organisations they belong to and the offices they held."""

from db.records import Organisation, Person, Role
from db.table import Table


class Organisations(Table[Organisation]):
    """Groups, outlets, state bodies."""

    name = "organisation"
    record = Organisation
    order = "name, id"


class People(Table[Person]):
    """Speakers and others."""

    name = "person"
    record = Person
    order = "coalesce(name, name_transliterated, name_script, description), id"


class Roles(Table[Role]):
    """Offices held, with dates that may be open."""

    name = "role"
    record = Role
    order = "person_id, date_from, title, id"

    def of(self, person_id: str) -> list[Role]:
        """The offices of one person."""
        return self.where("person_id = ?", person_id)
