"""The map of incidents: places where they belong, a scale that is true, and nothing that anybody could run."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from app import incident_map
from db.records import Incident

NAME = "{http://www.w3.org/2000/svg}"


def incident(number, latitude=None, longitude=None, title="Strike", date=None):
    return Incident(str(number), title, date, latitude=latitude, longitude=longitude)


def texts(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{NAME}text")]


def marks(svg):
    """Where each mark's text stands."""
    root = ElementTree.fromstring(svg)
    bold = [
        one
        for one in root.iter(f"{NAME}text")
        if one.get("text-anchor") == "middle" and one.get("font-weight") == "bold"
    ]
    return {one.text: (float(one.get("x")), float(one.get("y"))) for one in bold}


def test_north_is_up_and_east_is_at_the_right_end():
    svg = incident_map.draw([incident(1, "33.8", "42.4", date="2021"), incident(2, "36.2", "44.0", date="2022")], "Map")

    found = marks(svg)
    assert found["1"][0] < found["2"][0]
    assert found["1"][1] > found["2"][1]


def test_incidents_of_one_place_share_a_mark_and_those_without_are_counted():
    svg = incident_map.draw([*(incident(n, "33.8", "42.4") for n in range(3)), incident(9)], "Map")

    assert "1–3" in marks(svg)
    assert any("1 incident has no coordinates" in text for text in texts(svg))
    assert any("Equirectangular projection, true to scale along 33.80° N" in text for text in texts(svg))


def test_the_scale_is_true_along_the_middle():
    # A degree of latitude is 111.195 km on a sphere of the Earth's mean radius.
    svg = incident_map.draw([incident(1, "33", "44", date="1"), incident(2, "34", "44", date="2")], "Map")
    found = marks(svg)

    pixels_of_degree = found["1"][1] - found["2"][1]
    said = next(text for text in texts(svg) if text.endswith(" km"))
    root = ElementTree.fromstring(svg)
    bars = [one for one in root.iter(f"{NAME}rect") if one.get("height") == "6"]
    pixels_of_bar = sum(float(one.get("width")) for one in bars)
    assert abs(pixels_of_bar / pixels_of_degree * 111.195 - float(said.removesuffix(" km"))) < 1


def test_both_sides_of_the_date_line_are_near_each_other():
    found = marks(incident_map.draw([incident(1, "0", "179", date="1"), incident(2, "0", "-179", date="2")], "Map"))

    assert 0 < found["2"][0] - found["1"][0] < 500


def test_a_thousand_incidents_stay_a_picture():
    svg = incident_map.draw([incident(n, str(30 + n % 7), "42", date=f"{1000 + n}") for n in range(1000)], "Map")

    assert float(ElementTree.fromstring(svg).get("height")) < 3000
    assert "and 940 more, by date" in texts(svg)
    assert "143 ×" in marks(svg)


def test_a_case_without_coordinates_says_what_to_enter():
    assert "No incident has coordinates yet." in texts(incident_map.draw([], "Map"))


def test_a_title_is_only_text():
    svg = incident_map.draw([incident(1, "1", "1", title='<script>x</script>"&')], "<b>")

    assert not re.search("<(script|b)>", svg)
    assert '<script>x</script>"&' in texts(svg)


@given(
    st.lists(
        st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.text(max_size=5)),
        max_size=6,
    )
)
def test_any_places_fit_on_the_picture(places):
    known = [incident(n, repr(lat), repr(lon), title or "x") for n, (lat, lon, title) in enumerate(places)]

    svg = incident_map.draw(known, "Map")

    root = ElementTree.fromstring(svg)
    height = float(root.get("height"))
    for x, y in marks(svg).values():
        assert 0 <= x <= 1080
        assert 0 <= y <= height
