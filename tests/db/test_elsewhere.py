"""What came from other devices, and whether there can be conflicts at all."""

from db import casefile
from db.ledger import Author
from db.lending import lent
from db.records import Incident
from tests.db.test_merge import Desk
from tests.db.test_merge import desk as _desk

desk = _desk


def test_what_came_from_others_is_told_in_the_order_of_its_arrival(desk: Desk):
    with desk.step("omar", "First") as case:
        case.incidents.change("i0", place="Balad")
    desk.take("hana", "omar")
    with desk.step("hana", "Own") as case:
        case.incidents.change("i1", place="Erbil")
    with desk.step("zoe", "Second") as case:
        case.incidents.change("i2", place="Basra")
    desk.take("hana", "zoe")

    with desk.open("hana") as case:
        told = [act.label for act in case.ledger.from_elsewhere("device-hana")]
        later = [act.label for act in case.ledger.from_elsewhere("device-hana", len(told) - 1)]

    assert [label for label in told if label != "Join the case"] == ["First", "Second"]
    assert later == ["Second"]


def test_a_case_of_one_device_is_of_one_hand_and_a_copied_one_is_not(desk: Desk):
    with desk.open("hana") as case:
        assert case.ledger.is_of_one_hand()
    desk.copy("hana", "hana-copy")
    with desk.open("hana", "hana-copy") as case, case.step("test", "There"):
        case.incidents.change("i0", title="There")
    with desk.open("hana") as case, case.step("test", "Here"):
        case.incidents.change("i0", title="Here")
    desk.take("hana", "hana-copy")

    with desk.open("hana") as case:
        assert not case.ledger.is_of_one_hand()


def test_a_case_can_be_lent_while_it_is_edited_and_never_written_through_the_loan(desk: Desk):
    with desk.open("hana") as case:
        with case.step("test", "Add"):
            case.incidents.add(Incident("i9", "Newest"))
        with lent(desk.folder / "hana.sqlite", Author("reviewer-hana", "device-hana")) as loan:
            assert loan.incidents.get("i9").title == "Newest"
            loan.connection.execute("VACUUM INTO ?", [str(desk.folder / "out.sqlite")])

    assert (desk.folder / "out.sqlite").stat().st_size > 0
    with casefile.read_case(desk.folder / "out.sqlite") as copy:
        assert copy.incidents.find("i9") is not None
