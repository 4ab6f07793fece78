"""Everything that the window can be asked to do, in one table: name, keys, icon, and what it calls."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_CONTEXT = "Actions"


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done. `calls` names a target and its method: `playback.toggle`."""

    id: str
    name: str
    group: str
    calls: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: tuple[str, ...] = ()
    """What must be so; `Actions.set_facts` says what is."""
    args: tuple[int | str, ...] = ()
    checkable: bool = False
    separated: bool = False
    """Whether a line parts it from the one before, in its menu."""

    @property
    def title(self) -> str:
        """The name in the language of the interface."""
        return QCoreApplication.translate(_CONTEXT, self.name)


def group_title(group: str) -> str:
    """The name of a menu."""
    return QCoreApplication.translate(_CONTEXT, GROUPS[group])


GROUPS = {
    "case": QT_TRANSLATE_NOOP("Actions", "Case"),
    "edit": QT_TRANSLATE_NOOP("Actions", "Edit"),
    "quote": QT_TRANSLATE_NOOP("Actions", "Quote"),
    "play": QT_TRANSLATE_NOOP("Actions", "Play"),
    "view": QT_TRANSLATE_NOOP("Actions", "View"),
    "help": QT_TRANSLATE_NOOP("Actions", "Help"),
}
_T = QT_TRANSLATE_NOOP
CASE, EDIT, RECORDING, QUOTE, QUOTED = ("case",), ("edit",), ("recording",), ("edit", "quote"), ("case", "quote")
_PART = "review.inspector.show_part"

TABLE: tuple[Deed, ...] = (
    Deed("new", _T("Actions", "New case…"), "case", "cases.new", ("Ctrl+N",), "new"),
    Deed("open", _T("Actions", "Open case…"), "case", "cases.choose", ("Ctrl+O",), "open"),
    Deed("open-last", _T("Actions", "Open the last case"), "case", "cases.open_last", ("Ctrl+Shift+O",), "history"),
    Deed("sample", _T("Actions", "Open the sample"), "case", "cases.open_sample", (), "sample"),
    Deed(
        "add-media",
        _T("Actions", "Add recording or transcript…"),
        "case",
        "adding.choose",
        ("Ctrl+Shift+A",),
        "add-media",
        EDIT,
        separated=True,
    ),
    Deed("find-media", _T("Actions", "Find moved recordings…"), "case", "cases.find_media", (), "find-file", EDIT),
    Deed(
        "people", _T("Actions", "People and organisations…"), "case", "window.show_people", ("Ctrl+P",), "people", CASE
    ),
    Deed(
        "custody",
        _T("Actions", "Custody of the recording…"),
        "case",
        "window.show_custody",
        ("Ctrl+Shift+C",),
        "lock",
        ("case", "recording"),
    ),
    Deed("frameworks", _T("Actions", "Frameworks of law…"), "case", "window.show_frameworks", (), "element", CASE),
    Deed("import-incidents", _T("Actions", "Import incidents…"), "case", "window.import_incidents", (), "table", EDIT),
    Deed("map", _T("Actions", "Map of incidents…"), "case", "window.show_map", (), "map", CASE),
    Deed("export", _T("Actions", "Export quote sheet…"), "case", "window.export", ("Ctrl+E",), "export", CASE),
    Deed(
        "exhibit", _T("Actions", "Export exhibit…"), "case", "window.export_exhibit", ("Ctrl+Shift+E",), "export", CASE
    ),
    Deed(
        "share",
        _T("Actions", "Share with a colleague…"),
        "case",
        "exchanging.share",
        ("Ctrl+Shift+S",),
        "share",
        CASE,
        separated=True,
    ),
    Deed("receive", _T("Actions", "Receive…"), "case", "exchanging.receive", ("Ctrl+Shift+R",), "receive"),
    Deed("merge", _T("Actions", "Merge from a file…"), "case", "exchanging.merge", ("Ctrl+M",), "merge", EDIT),
    Deed("exchange", _T("Actions", "Exchange now"), "case", "exchanging.exchange", ("F5",), "exchange", EDIT),
    Deed("shared-folder", _T("Actions", "Shared folder…"), "case", "exchanging.choose_folder", (), "open", EDIT),
    Deed(
        "differences",
        _T("Actions", "Save the differences between reviewers…"),
        "case",
        "exchanging.save_differences",
        (),
        "export",
        CASE,
    ),
    Deed("device-keys", _T("Actions", "Reviewers and devices…"), "case", "exchanging.show_keys", (), "key"),
    Deed("disclose", _T("Actions", "Disclose…"), "case", "window.disclose", (), "export", CASE),
    Deed("back-up", _T("Actions", "Back up now"), "case", "cases.back_up", (), "done", EDIT, separated=True),
    Deed("verify", _T("Actions", "Verify…"), "case", "cases.verify", (), "check", CASE),
    Deed("expunge", _T("Actions", "Expunge…"), "case", "window.expunge", (), "delete", EDIT),
    Deed("close", _T("Actions", "Close case"), "case", "cases.close", ("Ctrl+W",), "close", CASE),
    Deed("quit", _T("Actions", "Quit"), "case", "window.close", ("Ctrl+Q",), "", separated=True),
    Deed("undo", _T("Actions", "Undo"), "edit", "session.undo", ("Ctrl+Z",), "undo", ("undo",)),
    Deed("redo", _T("Actions", "Redo"), "edit", "session.redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", ("redo",)),
    Deed(
        "copy",
        _T("Actions", "Copy with citation"),
        "edit",
        "review.transcript.view.copy",
        ("Ctrl+C",),
        "quote",
        ("selection",),
        separated=True,
    ),
    Deed(
        "search", _T("Actions", "Search the transcript"), "edit", "review.transcript.find", ("Ctrl+F",), "search", CASE
    ),
    Deed(
        "search-quotes",
        _T("Actions", "Find in quotes"),
        "edit",
        "review.quotes.focus_filter",
        ("Ctrl+Shift+F",),
        "",
        CASE,
    ),
    Deed(
        "mark", _T("Actions", "Mark quote"), "quote", "review.transcript.mark", ("Q",), "quote", ("edit", "selection")
    ),
    Deed(
        "add-part",
        _T("Actions", "Add as a part of the quote"),
        "quote",
        "review.transcript.add_part",
        ("Shift+Q",),
        "add-part",
        ("edit", "selection", "quote"),
    ),
    Deed(
        "use-words",
        _T("Actions", "Use these words for the quote"),
        "quote",
        "review.transcript.use_for_quote",
        ("U",),
        "translate",
        ("edit", "selection", "quote"),
    ),
    Deed(
        "with-other",
        _T("Actions", "Take the proposed words along, or not"),
        "quote",
        "review.transcript.toggle_both",
        ("Shift+U",),
        "",
        ("edit", "selection"),
    ),
    Deed(
        "bracket", _T("Actions", "Insert bracket"), "quote", "review.inspector.insert_bracket", ("[",), "bracket", QUOTE
    ),
    Deed(
        "speaker",
        _T("Actions", "Speaker…"),
        "quote",
        "review.inspector.choose_speaker",
        ("S",),
        "person",
        QUOTE,
        separated=True,
    ),
    Deed("capacity", _T("Actions", "Capacity…"), "quote", "review.inspector.choose_capacity", ("C",), "people", QUOTE),
    Deed(
        "link-incident",
        _T("Actions", "Link to an incident…"),
        "quote",
        "review.inspector.link_incident",
        ("T",),
        "incident",
        QUOTE,
    ),
    Deed(
        "link-element",
        _T("Actions", "Link to an element…"),
        "quote",
        "review.inspector.link_element",
        ("E",),
        "element",
        QUOTE,
    ),
    Deed("basis", _T("Actions", "Basis of the capacity…"), "quote", "review.inspector.choose_basis", ("B",), "", QUOTE),
    Deed(
        *("referent", _T("Actions", "Whom “we” means…"), "quote", "review.inspector.choose_referent"),
        *((), "", QUOTE),
    ),
    Deed("status", _T("Actions", "Status…"), "quote", "review.inspector.choose_status", ("D",), "", QUOTE),
    Deed("comment", _T("Actions", "Comment…"), "quote", "review.inspector.comment", ("Shift+C",), "", QUOTE),
    Deed(
        "submit",
        _T("Actions", "Hand in for review"),
        "quote",
        "window.step_quotes",
        ("Ctrl+D",),
        "",
        QUOTE,
        args=("submit",),
    ),
    Deed(
        "approve",
        _T("Actions", "Approve"),
        "quote",
        "window.step_quotes",
        ("Ctrl+Shift+D",),
        "",
        QUOTE,
        args=("approve",),
    ),
    Deed(
        "ask-changes",
        _T("Actions", "Ask for changes…"),
        "quote",
        "window.step_quotes",
        (),
        "",
        QUOTE,
        args=("ask_for_changes",),
    ),
    Deed(
        "reject",
        _T("Actions", "Reject…"),
        "quote",
        "window.step_quotes",
        (),
        "",
        QUOTE,
        args=("reject",),
    ),
    Deed(
        "tag",
        _T("Actions", "Tags for the selected quotes…"),
        "quote",
        "window.step_quotes",
        (),
        "",
        QUOTE,
        args=("tag",),
    ),
    Deed("left-out", _T("Actions", "What is left out…"), "quote", _PART, ("Shift+L",), "", QUOTED, ("left_out",)),
    Deed("companions", _T("Actions", "To be read with it…"), "quote", _PART, ("Shift+R",), "", QUOTED, ("companions",)),
    Deed("translations", _T("Actions", "Translations…"), "quote", _PART, ("Shift+T",), "", QUOTED, ("translations",)),
    Deed("passed-on", _T("Actions", "Words passed on"), "quote", "review.inspector.mark_passed_on", (), "", QUOTE),
    Deed("corrections", _T("Actions", "Corrections…"), "quote", _PART, (), "", QUOTED, ("corrections",)),
    Deed("marking", _T("Actions", "Marking…"), "quote", "review.inspector.choose_marking", (), "", QUOTE),
    Deed("notes", _T("Actions", "Notes"), "quote", "review.inspector.write_notes", ("Shift+E",), "", QUOTE),
    Deed("clip", _T("Actions", "Export clip…"), "quote", "window.export_clip", (), "export", QUOTE),
    Deed(
        "history",
        _T("Actions", "History of the quote"),
        "quote",
        "review.inspector.show_history",
        ("H",),
        "history",
        ("case", "quote"),
    ),
    Deed(
        "play-quote",
        _T("Actions", "Play the quote"),
        "quote",
        "review.inspector.play",
        ("P",),
        "play",
        ("recording", "quote"),
        separated=True,
    ),
    Deed(
        "loop-quote",
        _T("Actions", "Loop the quote"),
        "quote",
        "review.inspector.loop",
        ("R",),
        "loop",
        ("recording", "quote"),
    ),
    Deed(
        "play-omitted",
        _T("Actions", "Play the words left out"),
        "quote",
        "review.inspector.play_omitted",
        ("Shift+P",),
        "",
        ("recording", "quote"),
    ),
    Deed(
        "next-quote",
        _T("Actions", "Next quote"),
        "quote",
        "review.quotes.step",
        ("N",),
        "",
        CASE,
        args=(1,),
        separated=True,
    ),
    Deed(
        "last-quote", _T("Actions", "Previous quote"), "quote", "review.quotes.step", ("Shift+N",), "", CASE, args=(-1,)
    ),
    Deed(
        "delete-quote",
        _T("Actions", "Delete quote"),
        "quote",
        "review.inspector.delete",
        ("Ctrl+Backspace",),
        "delete",
        QUOTE,
    ),
    Deed("play", _T("Actions", "Play or pause"), "play", "playback.toggle", ("Space", "Tab"), "play", RECORDING),
    Deed(
        "back",
        _T("Actions", "Back 3 seconds"),
        "play",
        "playback.back",
        ("Shift+Tab", "Shift+Space"),
        "back",
        RECORDING,
        args=(3000,),
    ),
    Deed("shuttle-back", _T("Actions", "Shuttle: slower, or back"), "play", "shuttle.back", ("J",), "", RECORDING),
    Deed("shuttle-stand", _T("Actions", "Shuttle: stand"), "play", "shuttle.stand", ("K",), "", RECORDING),
    Deed("shuttle-on", _T("Actions", "Shuttle: play, or faster"), "play", "shuttle.on", ("L",), "", RECORDING),
    Deed(
        "frame-back",
        _T("Actions", "One frame back"),
        "play",
        "playback.step",
        (",",),
        "step-back",
        RECORDING,
        args=(-1,),
        separated=True,
    ),
    Deed("frame-on", _T("Actions", "One frame on"), "play", "playback.step", (".",), "step-on", RECORDING, args=(1,)),
    Deed("faster", _T("Actions", "Faster"), "play", "shuttle.faster", ("Ctrl+Up",), "", RECORDING, separated=True),
    Deed("slower", _T("Actions", "Slower"), "play", "shuttle.slower", ("Ctrl+Down",), "", RECORDING),
    Deed("usual-speed", _T("Actions", "Usual speed"), "play", "shuttle.usual", ("Shift+K",), "", RECORDING),
    Deed("set-in", _T("Actions", "Set in"), "play", "review.set_in", ("I",), "in", RECORDING, separated=True),
    Deed("set-out", _T("Actions", "Set out"), "play", "review.set_out", ("O",), "out", RECORDING),
    Deed("end-loop", _T("Actions", "Leave the span"), "play", "review.clear_span", ("Esc",), "", ("span",)),
    Deed("mute", _T("Actions", "Sound on or off"), "play", "review.mute", ("M",), "mute", RECORDING),
    Deed("follow", _T("Actions", "Follow the spoken word"), "view", "review.follow", ("F",), "follow", CASE),
    Deed("captions", _T("Actions", "Words on the picture"), "view", "review.captions", ("W",), "captions", RECORDING),
    Deed(
        "larger",
        _T("Actions", "Larger text"),
        "view",
        "review.transcript.view.zoom_by",
        ("Ctrl++", "Ctrl+="),
        "zoom-in",
        CASE,
        args=(1,),
    ),
    Deed(
        "smaller",
        _T("Actions", "Smaller text"),
        "view",
        "review.transcript.view.zoom_by",
        ("Ctrl+-",),
        "zoom-out",
        CASE,
        args=(-1,),
    ),
    Deed(
        "review",
        _T("Actions", "Review"),
        "view",
        "window.show_room",
        ("Ctrl+1",),
        "review",
        CASE,
        args=("review",),
        separated=True,
    ),
    Deed(
        "incidents",
        _T("Actions", "Incidents"),
        "view",
        "window.show_room",
        ("Ctrl+2",),
        "incident",
        CASE,
        args=("incidents",),
    ),
    Deed("matrix", _T("Actions", "Matrix"), "view", "window.show_room", ("Ctrl+3",), "matrix", CASE, args=("matrix",)),
    Deed(
        "findings",
        _T("Actions", "Findings"),
        "view",
        "window.show_room",
        ("Ctrl+4",),
        "finding",
        CASE,
        args=("findings",),
    ),
    Deed(
        "timeline",
        _T("Actions", "Timeline"),
        "view",
        "window.show_room",
        ("Ctrl+5",),
        "timeline",
        CASE,
        args=("timeline",),
    ),
    Deed(
        "together",
        _T("Actions", "Together"),
        "view",
        "window.show_room",
        ("Ctrl+6",),
        "together",
        CASE,
        args=("together",),
    ),
    Deed(
        "waiting",
        _T("Actions", "What waits for you…"),
        "view",
        "window.show_waiting_for_me",
        ("Ctrl+Shift+W",),
        "check",
        CASE,
    ),
    Deed("log", _T("Actions", "Log"), "view", "window.show_room", ("Ctrl+7",), "history", CASE, args=("log",)),
    Deed(
        "next-pane",
        _T("Actions", "Next pane"),
        "view",
        "review.next_pane",
        ("F6",),
        "",
        CASE,
        args=(1,),
        separated=True,
    ),
    Deed("last-pane", _T("Actions", "Previous pane"), "view", "review.next_pane", ("Shift+F6",), "", CASE, args=(-1,)),
    Deed("reset-layout", _T("Actions", "Put the panes back"), "view", "review.reset_layout", (), "review", CASE),
    Deed("light", _T("Actions", "Light theme"), "view", "window.wear", (), "light", args=("light",), separated=True),
    Deed("dark", _T("Actions", "Dark theme"), "view", "window.wear", (), "dark", args=("dark",)),
    Deed("stark", _T("Actions", "High-contrast theme"), "view", "window.wear", (), "shown", args=("high-contrast",)),
    Deed("system-theme", _T("Actions", "Theme of the system"), "view", "window.wear", (), "gear", args=("system",)),
    Deed("palette", _T("Actions", "Search commands…"), "help", "window.show_palette", ("Ctrl+K",), "palette"),
    Deed("keys", _T("Actions", "Keys…"), "help", "window.show_keys", ("F1",), "keys"),
    Deed("about", _T("Actions", "About Avowal"), "help", "window.show_about", (), "info"),
)
