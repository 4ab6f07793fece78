"""Words that reviewers sort records by."""

from collections.abc import Iterable, Sequence

from app.problems import Refused
from db.casefile import CaseFile
from db.claims import Tag, Tagging
from db.identity import new_id


def tag_of(case: CaseFile, name: str) -> Tag:
    """The tag of that name, new if nobody used it yet; letter case makes no other tag."""
    name = " ".join(name.split())
    if not name:
        raise Refused("A tag needs a name.", "Type one.")
    known = next((one for one in case.argument.tags.all() if one.name.casefold() == name.casefold()), None)
    return known or case.argument.tags.add(Tag(new_id(), name))


def tag(case: CaseFile, table: str, record_ids: Sequence[str], names: Iterable[str]) -> None:
    """Give these records these tags besides those that they have."""
    for id in record_ids:
        case.table(table).get(id)
    wanted = {tag.id: tag for tag in [tag_of(case, name) for name in names]}
    for tag_id in wanted:
        has = {one.record_id for one in case.argument.taggings.of(tag_id) if one.table_name == table}
        for id in dict.fromkeys(record_ids):
            if id not in has:
                case.argument.taggings.add(Tagging(new_id(), tag_id, table, id))


def untag(case: CaseFile, table: str, record_ids: Sequence[str], name: str) -> None:
    """Take a tag from these records; a tag that nobody bears any more is gone."""
    folded = " ".join(name.split()).casefold()
    for one in [tag for tag in case.argument.tags.all() if tag.name.casefold() == folded]:
        borne = case.argument.taggings.of(one.id)
        gone = [tagging for tagging in borne if tagging.table_name == table and tagging.record_id in set(record_ids)]
        for tagging in gone:
            case.argument.taggings.remove(tagging.id)
        if gone and len(gone) == len(borne):
            case.argument.tags.remove(one.id)


def set_tags(case: CaseFile, table: str, record_id: str, names: Iterable[str]) -> None:
    """Let a record have just these tags."""
    wanted = {" ".join(name.split()).casefold(): name for name in names if name.strip()}
    for name in tags_of(case, table).get(record_id, ()):
        if name.casefold() not in wanted:
            untag(case, table, [record_id], name)
    tag(case, table, [record_id], wanted.values())


def tags_of(case: CaseFile, table: str) -> dict[str, tuple[str, ...]]:
    """The tags of all records of a kind, each by name; two copies may have made the same tag, it is named once."""
    found: dict[str, list[str]] = {}
    names = {one.id: one.name for one in case.argument.tags.all()}
    for tagging in case.argument.taggings.where("table_name = ?", table):
        found.setdefault(tagging.record_id, []).append(names[tagging.tag_id])
    return {id: tuple(sorted(set(own), key=lambda name: (name.casefold(), name))) for id, own in found.items()}
