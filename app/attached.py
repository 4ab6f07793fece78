"""What hangs on a record and goes with it: its review, comments, tags, markings and tasks."""

from db.casefile import CaseFile


def remove(case: CaseFile, table: str, record_id: str) -> None:
    """Take off a record that is being deleted what was hung on it."""
    argument = case.argument
    if table == "quote":
        for review in argument.reviews.of(record_id):
            argument.reviews.remove(review.id)
        for said in argument.we_references.of(record_id):
            argument.we_references.remove(said.id)
        for other in argument.renderings.of(record_id):
            argument.renderings.remove(other.id)
        for companion in argument.companions.of(record_id):
            argument.companions.remove(companion.id)
        for nested in argument.nested_speeches.of(record_id):
            argument.nested_speeches.remove(nested.id)
    for comment in argument.comments.of(table, record_id):
        _remove_markings(case, "comment", comment.id)
        argument.comments.remove(comment.id)
    for task in argument.tasks.of(table, record_id):
        argument.tasks.remove(task.id)
    for tagging in argument.taggings.where("table_name = ? AND record_id = ?", table, record_id):
        argument.taggings.remove(tagging.id)
    _remove_markings(case, table, record_id)


def _remove_markings(case: CaseFile, table: str, record_id: str) -> None:
    for marking in case.argument.privileges.of(table, record_id):
        case.argument.privileges.remove(marking.id)
