"""What hangs on a record and goes with it: its review, comments, tags, markings and tasks."""

from db.casefile import CaseFile


def remove(case: CaseFile, table: str, record_id: str) -> None:
    """Take off a record that is being deleted what was hung on it."""
    argument = case.argument
    if table == "quote":
        for review in argument.reviews.of(record_id):
            argument.reviews.remove(review.id)
        _remove_parts(case, record_id)
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


def _remove_parts(case: CaseFile, quote_id: str) -> None:
    """What exists only for a quote: its translations, companions, passed-on words, key terms, meanings of “we”."""
    argument = case.argument
    tables = (
        *(argument.renderings, argument.companions, argument.nested_speeches),
        *(argument.key_terms, argument.we_references),
    )
    for table in tables:
        for one in table.of(quote_id):
            table.remove(one.id)
    for one in argument.companions.where("other_quote_id = ?", quote_id):
        argument.companions.remove(one.id)
