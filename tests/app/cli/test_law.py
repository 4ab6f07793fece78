"""Frameworks, tables of incidents and the map by the command line."""

import json

from app import law


def test_frameworks_of_a_case_are_added_listed_shown_and_removed(avowal, empty, tmp_path):
    avowal("framework", empty, "add", "us_ina219_fto")
    avowal("framework", empty, "write", "us_ina219_fto", tmp_path / "own.json")
    own = json.loads((tmp_path / "own.json").read_bytes())
    (tmp_path / "own.json").write_text(json.dumps({**own, "id": "own", "version": "2", "in_force_from": "2004-12-17"}))

    added = avowal("framework", empty, "add", tmp_path / "own.json")

    assert "To be verified, own, B/B.1: (iii) list from own knowledge" in added.err
    assert {one["id"] for one in avowal("framework", empty, "list", "--json").json} == {"us_ina219_fto", "own"}
    shown = avowal("framework", empty, "show", "own", "--json").json
    assert (shown["version"], shown["in_force"]) == ("2", [{"element": None, "from": "2004-12-17", "to": None}])
    assert "B/B.3/B.3.i" in avowal("framework", empty, "show", "own").out
    avowal("framework", empty, "replace", tmp_path / "own.json")
    avowal("framework", empty, "remove", "own")
    assert len(avowal("framework", empty, "list", "--json").json) == 1


def test_a_file_is_checked_without_being_added(avowal, empty, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text('{"schema": "legal-framework/1", "id": "x", "title": "x", "root_logic": "maybe", "nodes": [{}]}')

    said = avowal("framework", empty, "check", bad, "--json", status=1).json

    assert said["problems"][0] == "root_logic: “maybe” is none of: all, any, factors, info."
    assert "nodes[1].code: is missing." in said["problems"]
    avowal("framework", empty, "add", bad, status=2)
    good = tmp_path / "good.json"
    good.write_bytes(law.offers()[0].data)
    assert avowal("framework", empty, "check", good, "--json").json["ok"]


def test_a_table_of_incidents_is_previewed_brought_in_and_drawn(avowal, empty, tmp_path):
    table = tmp_path / "own.csv"
    table.write_text("What,When,Lat,Lon\nStrike,01/06/2021,33.8,42.4\nBad,soon,1,1\n", encoding="utf-8")
    wishes = ("--map", "What=title", "--map", "When=date", "--dates", "day-first")

    before = avowal("import-incidents", empty, table, *wishes, "--preview", "--json").json
    made = avowal("import-incidents", empty, table, *wishes, "--json").json

    assert [one["date"] for one in before["incidents"]] == ["2021-06-01"]
    assert len(made["ids"]) == 1
    assert made["skipped"] == [{"line": 3, "why": "“soon” is no date that can be read"}]
    assert avowal("import-incidents", empty, table, *wishes).err.count("was brought in before") == 1
    avowal("map", empty, tmp_path / "map.svg")
    assert "Strike" in (tmp_path / "map.svg").read_text(encoding="utf-8")
    avowal("map", empty, tmp_path / "map.gif", status=2)
    avowal("import-incidents", empty, table, "--map", "What=nope", status=2)
