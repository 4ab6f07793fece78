"""Work that travels through a shared folder, however badly the folder is carried."""

import base64
import json
import random
import shutil
import zlib

import pytest

from db import casefile, feed
from db.expunge import Wish, expunge
from db.feed import FeedOffer, NotWhole, send
from db.merge import merge
from db.records import Incident
from tests.db.conftest import import_texts
from tests.db.test_merge import NAMES, Desk, signature

KEY = "key"


def sign(payload):
    return KEY, f"{zlib.crc32(payload):x}"


def trust(device, key, payload, signature):
    if (key, signature) != sign(payload):
        raise NotWhole("a false signature")


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


def sync(desk, name, shared):
    with desk.open(name) as case:
        sent = send(case, shared, sign)
        offer = FeedOffer(case, shared, trust)
        report = merge(case, offer)
        assert [check for check in case.verify() if not check.ok] == []
        return sent, report.acts, offer.waiting


def files(shared):
    return sorted(path for path in shared.rglob("*") if path.is_file())


def test_everybody_ends_with_everything(desk, shared):
    for name in NAMES:
        with desk.step(name) as case:
            case.incidents.add(Incident(f"by {name}", name))
    with desk.open("omar") as case:
        import_texts(case, ("a new interview", "قال"))
    for name in (*NAMES, *NAMES):
        sync(desk, name, shared)

    assert desk.picture("hana") == desk.picture("omar") == desk.picture("zoe")
    assert len(desk.picture("hana")[0]["incident"]) == 6
    assert sync(desk, "hana", shared)[:2] == (0, 0)


def test_each_device_writes_only_its_own_and_never_changes_a_file(desk, shared):
    sync(desk, "hana", shared)
    before = {path: path.read_bytes() for path in files(shared)}
    with desk.step("omar") as case:
        case.incidents.change("i0", title="Raid")
    sync(desk, "omar", shared)
    sync(desk, "hana", shared)

    assert all(path.read_bytes() == data for path, data in before.items())
    assert {path.parent.name for path in files(shared) if path.suffix == ".acts"} == {"device-hana", "device-omar"}


def test_files_that_arrive_late_in_part_or_in_any_order_do_no_harm(desk, shared, tmp_path):
    for round in range(4):
        for name in NAMES:
            with desk.step(name) as case:
                case.incidents.add(Incident(f"{round} by {name}", name))
                case.incidents.change("i0", title=f"{name} {round}")
            if round == 2 and name == "omar":
                with desk.open("omar") as case:
                    import_texts(case, ("late words",))
            sync(desk, name, shared)
    for name in NAMES:
        sync(desk, name, shared)
    whole = without_reader(desk.picture("zoe")[0])
    everything = files(shared)

    for seed in range(6):
        dice = random.Random(seed)
        arriving = tmp_path / f"arriving{seed}"
        name = f"zoe-{seed}"
        shutil.copy(desk.folder / "first.sqlite", desk.folder / f"{name}.sqlite")
        order = everything[:]
        dice.shuffle(order)
        for path in order:
            target = arriving / path.relative_to(shared)
            target.parent.mkdir(parents=True, exist_ok=True)
            data = path.read_bytes()
            target.write_bytes(data[: dice.randrange(len(data))])
            take(desk, name, arriving)
            target.write_bytes(data)
            take(desk, name, arriving)
        assert without_reader(desk.picture(name)[0]) == whole


def without_reader(tables):
    return {
        name: {id: row for id, row in table.items() if not id.endswith("-reader")} for name, table in tables.items()
    }


def take(desk, name, shared):
    path = desk.folder / f"{name}.sqlite"
    with casefile.open_case(path, signature("reader"), desk.state) as case:
        merge(case, FeedOffer(case, shared, trust))


@pytest.fixture(autouse=True)
def keep_the_first_copy(desk):
    shutil.copy(desk.folder / "hana.sqlite", desk.folder / "first.sqlite")


@pytest.mark.parametrize("harm", ["cut", "flip", "bomb", "nested", "renamed", "forged", "other case"])
def test_what_is_not_whole_or_not_signed_is_left_waiting(desk, shared, harm):
    with desk.step("omar") as case:
        case.incidents.change("i0", title="Raid")
    sync(desk, "omar", shared)
    (path,) = shared.rglob("*.acts")
    data = path.read_bytes()
    plain = zlib.decompress(data)
    path.write_bytes(
        {
            "cut": data[:-10],
            "flip": data[:40] + bytes([data[40] ^ 1]) + data[41:],
            "bomb": zlib.compress(b"[" * 10_000_000),
            "nested": zlib.compress(b'{"a":' * 100_000),
            "renamed": zlib.compress(plain.replace(b"device-omar", b"device-zoe!")),
            "forged": zlib.compress(plain.replace(b"Raid", b"Rage")),
            "other case": zlib.compress(plain.replace(b'"case":"case"', b'"case":"xase"')),
        }[harm]
    )
    before = desk.picture("hana")

    _, taken, waiting = sync(desk, "hana", shared)

    assert taken == 0
    assert waiting.files == [f"device-omar/{path.name}"]
    assert desk.picture("hana")[0] == before[0]


def test_content_that_is_not_what_its_name_says_is_refused(desk, shared):
    with desk.open("omar") as case:
        import_texts(case, ("a new interview",))
    sync(desk, "omar", shared)
    for path in (feed.folder_of(shared, "case") / "contents").iterdir():
        plain = zlib.decompress(path.read_bytes())
        path.write_bytes(zlib.compress(plain.replace(b"interview", b"intervieW")))
    before = desk.picture("hana")[0]
    with pytest.raises(casefile.CaseDamaged):
        sync(desk, "hana", shared)
    assert desk.picture("hana")[0] == before


def test_names_cannot_lead_out_of_the_folder(desk, shared, tmp_path):
    assert feed._safe("../../etc/passwd") == "______etc_passwd"
    with desk.step("omar") as case:
        case.incidents.change("i0", title="Raid")
    sync(desk, "omar", shared)
    (path,) = shared.rglob("*.acts")
    path.unlink()
    path.symlink_to(desk.folder / "omar.sqlite")
    assert sync(desk, "hana", shared)[2].files


def test_what_is_expunged_leaves_the_folder_and_every_copy(desk, shared):
    with desk.open("omar") as case:
        import_texts(case, ("Then Rasha Qabbani told us.", "قال"))
    for name in (*NAMES, *NAMES):
        sync(desk, name, shared)
    assert any(b"Qabbani" in unpacked(path) for path in files(shared))
    with desk.step("zoe") as case:
        case.incidents.add(Incident("by zoe", "seen meanwhile"))

    with desk.open("hana") as case:
        expunge(case, Wish("a name", "order", ("Rasha Qabbani",)))
    for name in (*NAMES, *NAMES):
        sync(desk, name, shared)

    assert not any(b"Qabbani" in unpacked(path) for path in files(shared))
    for name in NAMES:
        assert b"Qabbani" not in (desk.folder / f"{name}.sqlite").read_bytes()
    assert desk.picture("hana") == desk.picture("omar") == desk.picture("zoe")


def test_one_who_comes_later_gets_what_is_left(desk, shared):
    with desk.open("omar") as case:
        import_texts(case, ("Then Rasha Qabbani told us.", "قال"))
        expunge(case, Wish("a name", "order", ("Rasha Qabbani",)))
    sync(desk, "omar", shared)
    sync(desk, "hana", shared)

    assert b"Qabbani" not in (desk.folder / "hana.sqlite").read_bytes()
    with desk.open("hana") as case:
        assert [check for check in case.verify() if not check.ok] == []


def unpacked(path):
    data = zlib.decompress(path.read_bytes())
    plain = json.loads(data)
    return data + base64.b64decode(plain.get("bytes", ""))
